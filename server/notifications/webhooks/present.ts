import { DeliveryId, WebhookId } from '#protocol/ids'
import type { Delivery, Webhook } from '#protocol/webhooks'
import type { DeliveryRecord, WebhookRecord } from './repository.ts'
import { shownAddress } from './shown-address.ts'

export const presentWebhook = (record: WebhookRecord): Webhook => ({
  id: WebhookId.parse(record._id),
  url: shownAddress(record.url),
  types: record.types,
  state: record.state,
  failingSince: record.failingSince?.toISOString() ?? null,
  createdAt: record.createdAt.toISOString(),
  version: record.version,
})

export const presentDelivery = ({ _id, type, state, createdAt, attempts }: DeliveryRecord): Delivery => ({
  id: DeliveryId.parse(_id),
  type,
  state,
  createdAt: createdAt.toISOString(),
  attempts: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: at.toISOString() })),
})
