import { endpoints as notices } from '#protocol/notifications'
import { endpoints as hooks } from '#protocol/webhooks'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { newSecret } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { listFailedWork, runFailedWork } from './failed-work.ts'
import { listNotifications, placesOf, readNotifications } from './inbox/list.ts'
import { noticesOf } from './inbox/live-stream.ts'
import { editNotificationPreferences, readNotificationPreferences } from './inbox/preferences.ts'
import { listDeliveries, resendDelivery, testWebhook } from './webhooks/log.ts'
import {
  addWebhook,
  editWebhook,
  expectReachable,
  listWebhooks,
  removeWebhook,
  renewSecret,
} from './webhooks/manage.ts'
import { presentWebhook } from './webhooks/present.ts'
import { webhooks } from './webhooks/repository.ts'
import { secretOf } from './webhooks/secret.ts'

export interface NotificationRoutesParts {
  readonly scope: () => Scope
  readonly links: LinkSecrets
  /** Webhooks may go to loopback and private addresses. */
  readonly toPrivate: boolean
}

export function notificationRoutes(bind: Bind, parts: NotificationRoutesParts): void {
  bind.query(notices.listNotifications, listNotifications)
  bind.query(notices.readNotificationPreferences, readNotificationPreferences)
  bind.command(notices.editNotificationPreferences, () => [], editNotificationPreferences)
  bind.handle(notices.readNotifications, async (person, input, _context, once) => {
    const places = await placesOf(parts.scope(), person)
    await once(
      places.map(({ employerId }) => noticesOf(employerId)),
      (tx) => readNotifications(tx, person, input, places),
    )
    return undefined
  })
  webhookRoutes(bind, parts)
  bind.query(hooks.listFailedWork, listFailedWork)
  bind.command(hooks.runFailedWork, () => [], runFailedWork)
}

function webhookRoutes(bind: Bind, { scope, links, toPrivate }: NotificationRoutesParts): void {
  const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]
  bind.query(hooks.listWebhooks, listWebhooks)
  bind.handle(hooks.addWebhook, async (member, input, _context, once) => {
    expectReachable(input.body.url, toPrivate)
    const seed = newSecret()
    // What is kept for a replay is the id: the secret is derived again, and is not in the store.
    const { id } = await once(feed(member), async (tx, member) => ({
      id: (await addWebhook(tx, member, input, seed))._id,
    }))
    const webhook = await webhooks.get(scope(), member.employerId, id)
    return { ...presentWebhook(webhook), secret: secretOf(links, webhook.seed) }
  })
  bind.command(hooks.editWebhook, feed, async (tx, member, input) => {
    if (input.body.url !== undefined) expectReachable(input.body.url, toPrivate)
    return editWebhook(tx, member, input)
  })
  bind.handle(hooks.renewWebhookSecret, async (member, { webhookId }, _context, once) => {
    const seed = newSecret()
    await once(feed(member), async (tx, member) => ({ id: (await renewSecret(tx, member, webhookId, seed))._id }))
    const webhook = await webhooks.get(scope(), member.employerId, webhookId)
    return { ...presentWebhook(webhook), secret: secretOf(links, webhook.seed) }
  })
  bind.command(hooks.removeWebhook, feed, removeWebhook)
  bind.command(hooks.testWebhook, feed, testWebhook)
  bind.query(hooks.listDeliveries, listDeliveries)
  bind.command(hooks.resendDelivery, feed, resendDelivery)
}
