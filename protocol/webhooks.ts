import { z } from 'zod'
import { page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { DeliveryId, WebhookId } from './ids.ts'

/** Types of feed entries that a webhook can be called for. */
export const WebhookType = z.enum([
  'application.received',
  'application.moved',
  'application.selected',
  'application.held',
  'application.resumed',
  'application.rejected',
  'application.hired',
  'application.withdrawn',
  'scorecard.revealed',
  'interview.scheduled',
  'interview.rescheduled',
  'interview.cancelled',
  'interview.confirmed',
  'interview.declined',
  'interview.no-show',
  'interview.done',
  'posting.transitioned',
  'feedback.released',
  'reminder.due',
  'engagement.accepted',
  'engagement.declined',
  'engagement.ended',
  'user.joined',
  'user.removed',
  'report.sent',
  'import.finished',
])
export type WebhookType = z.infer<typeof WebhookType>

const Types = z
  .array(WebhookType)
  .min(1, 'Choose at least one.')
  .refine((types) => new Set(types).size === types.length, 'Name each type once.')

const Url = z
  .url({ protocol: /^https?$/, error: 'Enter an address like https://example.com/hook.' })
  .max(2000)
  .refine((text) => !hasPassword(text), {
    error:
      'Leave the user and password out: an address is shown and logged. Let the receiver check the signature of each call.',
  })

/** Whether an address holds a user or a password before its host. */
function hasPassword(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username !== '' || password !== ''
}

/**
 * A receiver of what happens, called as the Standard Webhooks say: `webhook-id`, `webhook-timestamp`,
 * `webhook-signature`. The body is `{type, timestamp, data}`, ids and states alone.
 */
export const Webhook = z.object({
  id: WebhookId,
  /** With `***` in place of the values of its query, and of a user and password: they may be secrets. */
  url: z.string(),
  types: z.array(WebhookType),
  /** `disabled`: ClearView switched it off, after failures for a day or because the receiver said that it is gone. */
  state: z.enum(['active', 'paused', 'disabled']),
  /** Since when no call went through; null: the last one did. */
  failingSince: Time.nullable(),
  createdAt: Time,
  version: z.number(),
})
export type Webhook = z.infer<typeof Webhook>

/** Shown once; only then. */
const WithSecret = Webhook.extend({ secret: z.string() })

const Attempt = z.object({
  at: Time,
  /** HTTP status; null: there was no answer. */
  status: z.number().nullable(),
  error: z.string().nullable(),
  milliseconds: z.number(),
})

/** One call, with all its attempts. Its id is the `webhook-id`, the same at every attempt. */
export const Delivery = z.object({
  id: DeliveryId,
  type: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  createdAt: Time,
  attempts: z.array(Attempt),
})
export type Delivery = z.infer<typeof Delivery>

/** Work of the company's that was tried for long and given up. */
export const FailedWork = z.object({
  id: z.string(),
  job: z.string(),
  attempts: z.number(),
  lastError: z.string(),
  createdAt: Time,
  givenUpAt: Time,
})
export type FailedWork = z.infer<typeof FailedWork>

const access = { may: 'organisation.manage' } as const
const webhooks = '/employers/:employerId/webhooks'
const webhook = `${webhooks}/:webhookId` as const
const failed = '/employers/:employerId/failed-work'

export const endpoints = {
  listWebhooks: get(webhooks, {
    summary: 'The webhooks of the company.',
    access,
    result: z.object({ items: z.array(Webhook) }),
  }),
  addWebhook: post(webhooks, {
    summary: 'Have an address called when something happens. The answer holds the secret, once.',
    access,
    body: z.strictObject({ url: Url, types: Types }),
    result: WithSecret,
    status: 201,
    versioned: true,
  }),
  editWebhook: patch(webhook, {
    summary: 'Change a webhook, pause it, or switch it on again.',
    access,
    body: z.strictObject({
      url: Url.optional(),
      types: Types.optional(),
      state: z.enum(['active', 'paused']).optional(),
    }),
    result: Webhook,
    versioned: true,
  }),
  renewWebhookSecret: post(`${webhook}/secret`, {
    summary: 'A new secret; the one before ends at once.',
    access,
    result: WithSecret,
  }),
  removeWebhook: del(webhook, { summary: 'Call this address no more.', access, versioned: true }),
  testWebhook: post(`${webhook}/test`, {
    summary: 'Send a call of type `webhook.test`.',
    access,
    result: Delivery,
    status: 202,
  }),
  listDeliveries: get(`${webhook}/deliveries`, {
    summary: 'The calls of a webhook with all attempts, the newest first; kept for 30 days.',
    access,
    query: z.strictObject(pageQuery),
    result: page(Delivery),
  }),
  resendDelivery: post(`${webhook}/deliveries/:deliveryId/resend`, {
    summary: 'Send a call again, with the same `webhook-id`.',
    access,
    result: Delivery,
    status: 202,
  }),
  listFailedWork: get(failed, {
    summary: 'Mail and other work that was given up, the newest first; kept for 30 days.',
    access,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    result: z.object({ items: z.array(FailedWork) }),
  }),
  runFailedWork: post(`${failed}/:workId/run-again`, {
    summary: 'Try given-up work again, under its old identity.',
    access,
    status: 202,
    result: z.object({ id: z.string() }),
  }),
}
