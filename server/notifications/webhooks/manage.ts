import type { endpoints, Webhook } from '#protocol/webhooks'
import { AppError, invalidField } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { actOf, recordAudit } from '../../team/audit.ts'
import { presentWebhook } from './present.ts'
import { type WebhookRecord, webhooks } from './repository.ts'
import { expectPublicHost } from './safe-address.ts'
import { shownAddress } from './shown-address.ts'

/** So many webhooks a company may have. */
const most = 50

export const listWebhooks = async (scope: Scope, { employerId }: Member): Promise<{ items: Webhook[] }> => ({
  items: (await webhooks.of(scope, employerId)).map(presentWebhook),
})

/** @throws {AddressRefused} told as a wrong field */
export function expectReachable(url: string, toPrivate: boolean): void {
  if (toPrivate) return
  try {
    expectPublicHost(new URL(url).hostname)
  } catch (error) {
    throw invalidField('url', error instanceof Error ? error.message : 'This address cannot be called.')
  }
}

export async function addWebhook(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.addWebhook>, 'body'>,
  seed: string,
): Promise<WebhookRecord> {
  const { employerId } = member
  if ((await webhooks.of(tx, employerId)).length >= most) {
    throw new AppError('conflict', `A company has at most ${most} webhooks. Remove one first.`)
  }
  const webhook: WebhookRecord = {
    ...{ _id: newId(tx.now.getTime()), employerId, ...body, state: 'active', seed },
    ...{ failingSince: null, createdAt: tx.now, version: 1 },
  }
  await webhooks.put(tx, webhook)
  await audit(tx, member, 'webhook.added', null, webhook)
  return webhook
}

type Edit = Pick<Input<typeof endpoints.editWebhook>, 'webhookId' | 'body' | 'ifVersion'>

export async function editWebhook(tx: Tx, member: Member, { webhookId, body, ifVersion }: Edit): Promise<Webhook> {
  const before = await webhooks.get(tx, member.employerId, webhookId)
  expectVersion(before, ifVersion)
  const { types = before.types, state = before.state } = body
  // Sent back as it was shown it is the one that is stored.
  const url = body.url === undefined || body.url === shownAddress(before.url) ? before.url : body.url
  const isSame = url === before.url && state === before.state && types.join() === before.types.join()
  if (isSame) return presentWebhook(before)
  // Another address, or one that is switched on again, starts with a clean sheet.
  const failingSince = url === before.url && state === before.state ? before.failingSince : null
  const after = { ...before, url, types, state, failingSince, version: before.version + 1 }
  await webhooks.put(tx, after)
  await audit(tx, member, 'webhook.changed', before, after)
  return presentWebhook(after)
}

export async function renewSecret(tx: Tx, member: Member, webhookId: string, seed: string): Promise<WebhookRecord> {
  const before = await webhooks.get(tx, member.employerId, webhookId)
  const after = { ...before, seed, version: before.version + 1 }
  await webhooks.put(tx, after)
  await audit(tx, member, 'webhook.secret-renewed', before, after)
  return after
}

export async function removeWebhook(
  tx: Tx,
  member: Member,
  { webhookId, ifVersion }: Pick<Input<typeof endpoints.removeWebhook>, 'webhookId' | 'ifVersion'>,
): Promise<undefined> {
  const webhook = await webhooks.get(tx, member.employerId, webhookId)
  expectVersion(webhook, ifVersion)
  await webhooks.remove(tx, webhookId)
  await audit(tx, member, 'webhook.removed', webhook, null)
  return undefined
}

const audited = (webhook: WebhookRecord | null) =>
  webhook ? { host: new URL(webhook.url).host, types: webhook.types, state: webhook.state } : undefined

async function audit(
  tx: Tx,
  member: Member,
  action: string,
  before: WebhookRecord | null,
  after: WebhookRecord | null,
): Promise<void> {
  const subject = { kind: 'webhook', id: (after ?? before)?._id ?? '' }
  await recordAudit(tx, { ...actOf(member), action, subject, before: audited(before), after: audited(after) })
}
