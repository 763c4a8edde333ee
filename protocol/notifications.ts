import { z } from 'zod'
import { isTimeZone, pageQuery, Time } from './common.ts'
import { get, patch, post, type SocketCommand } from './contract.ts'
import { EmployerId, NotificationId } from './ids.ts'

/** What one can be told of; each person chooses how for each. */
export const NotificationKind = z.enum([
  'application_received',
  'application_withdrawn',
  'candidate_selected',
  'review_asked',
  'review_revealed',
  'reminder_due',
  'interview',
  'posting',
  'answers_released',
  'engagement',
  'report',
])
export type NotificationKind = z.infer<typeof NotificationKind>

/** Something that a person is told, in words without a name: candidates are code names. */
export const Notification = z.object({
  id: NotificationId,
  employerId: EmployerId,
  companyName: z.string(),
  kind: NotificationKind,
  title: z.string(),
  /** Where in the app it leads. */
  path: z.string(),
  at: Time,
  readAt: Time.nullable(),
})
export type Notification = z.infer<typeof Notification>

/** How one kind is told: in the app or not; by mail at once, in the daily mail, or not. */
export const Way = z.strictObject({ app: z.boolean(), mail: z.enum(['now', 'daily', 'off']) })
export type Way = z.infer<typeof Way>

const TimeZone = z.string().max(60).refine(isTimeZone, 'Use the name of a time zone, such as Europe/Lisbon.')

const Ways = z.strictObject(
  Object.fromEntries(NotificationKind.options.map((kind) => [kind, Way])) as Record<NotificationKind, typeof Way>,
)

export const NotificationPreferences = z.object({
  timeZone: z.string(),
  /** Hour of the daily mail there. */
  digestHour: z.number(),
  ways: Ways,
})
export type NotificationPreferences = z.infer<typeof NotificationPreferences>

export const endpoints = {
  listNotifications: get('/notifications', {
    summary: 'What I am told, of all companies where I stand, the newest first.',
    access: 'signed-in',
    query: z.strictObject({ ...pageQuery, unread: z.enum(['true', 'false']).optional() }),
    result: z.object({
      items: z.array(Notification),
      nextCursor: z.string().nullable(),
      /** Counted to 100. */
      unread: z.number(),
    }),
  }),
  readNotifications: post('/notifications/read', {
    summary: 'I have seen these, or (`all`) everything up to now.',
    access: 'signed-in',
    body: z
      .strictObject({ ids: z.array(NotificationId).min(1).max(200).optional(), all: z.literal(true).optional() })
      .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
        path: ['ids'],
        message: 'Say which ones, or that you mean all.',
      }),
  }),
  readNotificationPreferences: get('/notifications/preferences', {
    summary: 'How I am told of what.',
    access: 'signed-in',
    result: NotificationPreferences,
  }),
  editNotificationPreferences: patch('/notifications/preferences', {
    summary: 'Choose how I am told of what; what is left out stays.',
    access: 'signed-in',
    body: z.strictObject({
      timeZone: TimeZone.optional(),
      digestHour: z.number().int().min(0).max(23).optional(),
      ways: Ways.partial().optional(),
    }),
    result: NotificationPreferences,
  }),
}

export const commands = {
  /** A page shows what this person is told; it ends with the connection. */
  'notifications:follow': { payload: z.strictObject({}), answer: z.object({}) },
} satisfies Record<string, SocketCommand>

export type NotificationCommand = keyof typeof commands

/** What the server sends about notifications. */
export interface NotificationPushes {
  /** There is something new, or something was read in another tab: ask again. */
  'notifications:changed': (changed: { employerId: EmployerId | null }) => void
}
