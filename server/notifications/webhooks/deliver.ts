import { accounts } from '../../auth/accounts.ts'
import { bySystem } from '../../journal/actors.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Tx } from '../../journal/tx.ts'
import type { LinkSecrets } from '../../store/link-key.ts'
import type { Scope } from '../../store/scope.ts'
import { recordAudit } from '../../team/audit.ts'
import { memberships } from '../../team/repository.ts'
import { type Posted, postTo } from './post.ts'
import { deliveries, type WebhookRecord, webhooks } from './repository.ts'
import { secretOf, signed } from './secret.ts'

/** A webhook whose calls fail for so long is switched off, in milliseconds. */
const failingFor = 24 * 3600_000

export interface DeliverParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
  readonly links: LinkSecrets
  /** Loopback and private addresses may be called. */
  readonly toPrivate: boolean
}

export class DeliveryFailed extends Error {}

/**
 * Makes one attempt of one call and notes it. The same id and body at every attempt: a receiver that got it before its
 * answer was noted knows it again.
 * @throws {DeliveryFailed} when another attempt is wanted
 */
export async function deliver(parts: DeliverParts, deliveryId: string): Promise<void> {
  const { scope, links, toPrivate } = parts
  const delivery = await deliveries.find(scope(), deliveryId)
  if (!delivery || delivery.state === 'delivered') return
  const webhook = await webhooks.find(scope(), delivery.webhookId)
  // Removed, paused or switched off meanwhile: it stays in the log and can be sent again.
  if (webhook?.state !== 'active') return deliveries.setState(scope(), deliveryId, 'failed')
  const at = scope().now
  const headers = signed(secretOf(links, webhook.seed), deliveryId, delivery.body, at)
  const posted = await postTo(webhook.url, delivery.body, headers, { toPrivate })
  const isTaken = posted.status !== null && posted.status >= 200 && posted.status < 300
  await deliveries.note(scope(), deliveryId, { at, ...posted }, isTaken ? 'delivered' : 'waiting')
  await noteHealth(parts, webhook._id, isTaken ? null : posted)
  if (!isTaken) throw new DeliveryFailed(reasonOf(posted))
}

const reasonOf = ({ status, error }: Pick<Posted, 'status' | 'error'>): string =>
  status === null ? (error ?? 'no answer') : `HTTP ${status}`

/** Remembers since when calls fail, and switches the webhook off after a day of it, or when its receiver is gone. */
async function noteHealth({ scope, journal }: DeliverParts, webhookId: string, failure: Posted | null): Promise<void> {
  const seen = await webhooks.find(scope(), webhookId)
  if (!seen || (failure === null && seen.failingSince === null)) return
  const note = async (tx: Tx): Promise<void> => {
    const webhook = await webhooks.find(tx, webhookId)
    if (webhook?.state !== 'active') return
    if (failure === null) return webhooks.put(tx, { ...webhook, failingSince: null })
    const failingSince = webhook.failingSince ?? tx.now
    const isOver = failure.status === 410 || tx.now.getTime() - failingSince.getTime() >= failingFor
    if (!isOver) {
      if (webhook.failingSince === null) await webhooks.put(tx, { ...webhook, failingSince })
      return
    }
    const off: WebhookRecord = { ...webhook, failingSince, state: 'disabled', version: webhook.version + 1 }
    await webhooks.put(tx, off)
    const { employerId } = webhook
    const host = new URL(webhook.url).host
    const subject = { kind: 'webhook', id: webhookId }
    await recordAudit(tx, {
      employerId,
      actor: bySystem,
      ip: null,
      action: 'webhook.disabled',
      subject,
      after: { host },
    })
    const members = await memberships.ofEmployer(tx, employerId)
    const admins = members.filter(({ role }) => role === 'owner' || role === 'admin').map(({ userId }) => userId)
    for (const { email, name } of await accounts.many(tx, admins)) {
      const data = { name, host, reason: reasonOf(failure) }
      tx.outbox('send-mail', { to: email, template: 'webhook-disabled', data }, { employerId })
    }
  }
  await journal.commit([], note, { now: scope().now })
}
