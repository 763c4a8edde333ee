import { WebhookType } from '#protocol/webhooks'
import type { Entry } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { type DeliveryRecord, deliveries, webhooks } from './repository.ts'

/** Types of entries that a webhook may be called for. */
export const webhookTypes: readonly string[] = WebhookType.options

/** Types for which the company has an active webhook. */
export async function wantedTypes(scope: Scope, employerId: string): Promise<ReadonlySet<string>> {
  const found = await webhooks.of(scope, employerId)
  return new Set(found.flatMap(({ state, types }) => (state === 'active' ? types : [])))
}

/** Has the company's webhooks called about entries, each about each once, however often this is run. */
export async function callWebhooks(tx: Tx, employerId: string, entries: readonly Entry[]): Promise<void> {
  const active = (await webhooks.of(tx, employerId)).filter(({ state }) => state === 'active')
  const wanted = entries.flatMap((entry) =>
    active
      .filter(({ types }) => types.some((type) => type === entry.type))
      .map(({ _id }) => ({ entry, webhookId: _id, cause: `${_id}:${entry.stream}:${entry.seq}` })),
  )
  if (wanted.length === 0) return
  const known = await deliveries.known(
    tx,
    wanted.map(({ cause }) => cause),
  )
  const made = wanted
    .filter(({ cause }) => !known.has(cause))
    .map(({ entry: { type, seq, data, at }, webhookId, cause }) =>
      aDelivery(tx.now, { employerId, webhookId, cause, type }, at, { employerId, seq, ...data }),
    )
  await deliveries.insert(tx, made)
  for (const { _id } of made) tx.outbox('deliver-webhook', { deliveryId: _id }, { employerId })
}

/** A call as it will be signed and sent. */
export function aDelivery(
  now: Date,
  about: Pick<DeliveryRecord, 'employerId' | 'webhookId' | 'cause' | 'type'>,
  at: Date,
  data: Readonly<Record<string, unknown>>,
): DeliveryRecord {
  const body = JSON.stringify({ type: about.type, timestamp: at.toISOString(), data })
  return { _id: newId(now.getTime()), ...about, body, state: 'waiting', createdAt: now, attempts: [] }
}
