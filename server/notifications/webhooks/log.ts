import type { Page } from '#protocol/common'
import type { Delivery, endpoints } from '#protocol/webhooks'
import { AppError } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { aDelivery } from './call-webhooks.ts'
import { presentDelivery } from './present.ts'
import { deliveries, deliveryRows, webhooks } from './repository.ts'

export async function listDeliveries(
  scope: Scope,
  { employerId }: Member,
  { webhookId, query }: Pick<Input<typeof endpoints.listDeliveries>, 'webhookId' | 'query'>,
): Promise<Page<Delivery>> {
  await webhooks.get(scope, employerId, webhookId)
  const page = await pageByNewest(scope, deliveryRows(scope), { webhookId }, query)
  return { ...page, items: page.items.map(presentDelivery) }
}

export async function testWebhook(
  tx: Tx,
  { employerId }: Member,
  { webhookId }: { readonly webhookId: string },
): Promise<Delivery> {
  await webhooks.get(tx, employerId, webhookId)
  const about = { employerId, webhookId, cause: `${webhookId}:test:${newId()}`, type: 'webhook.test' }
  const delivery = aDelivery(tx.now, about, tx.now, { employerId })
  await deliveries.insert(tx, [delivery])
  tx.outbox('deliver-webhook', { deliveryId: delivery._id }, { employerId })
  return presentDelivery(delivery)
}

/** The same call once more: the receiver knows it by its id. */
export async function resendDelivery(
  tx: Tx,
  { employerId }: Member,
  { webhookId, deliveryId }: { readonly webhookId: string; readonly deliveryId: string },
): Promise<Delivery> {
  const { state } = await webhooks.get(tx, employerId, webhookId)
  if (state !== 'active') throw new AppError('conflict', 'Switch the webhook on first, then send it again.')
  const delivery = await deliveries.find(tx, deliveryId)
  if (delivery?.webhookId !== webhookId) throw new AppError('not-found', 'There is no such call.')
  await deliveries.setState(tx, deliveryId, 'waiting')
  tx.outbox('deliver-webhook', { deliveryId }, { employerId })
  return presentDelivery({ ...delivery, state: 'waiting' })
}
