import { z } from 'zod'
import { isTimeZone, line, Time } from './common.ts'
import { del, get, patch, post, put } from './contract.ts'
import { ExternalCalendarId, InterviewId, RoomId, UserId } from './ids.ts'

/** An IANA time zone that this machine knows, such as `Europe/Lisbon`. */
export const TimeZone = z
  .string('Name a time zone such as Europe/Lisbon.')
  .max(60)
  .refine(isTimeZone, 'Name a time zone such as Europe/Lisbon.')

/** Ids in a query, divided by commas. */
export const idList = <Id extends z.ZodType<unknown, string>>(id: Id, most: number) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(id).max(most, `At most ${most} at once.`))

/** Reasons that somebody who knows of them may set aside. */
export const SoftReason = z.enum(['outside-hours', 'buffer', 'load', 'external'])
export type SoftReason = z.infer<typeof SoftReason>

/** Why a time does not suit. `busy`: another interview; `external`: another calendar of the person. */
export const Conflict = z.object({
  party: z.enum(['interviewer', 'room', 'candidate']),
  /** Of the person, the room or the candidate. */
  id: z.string(),
  reason: z.enum(['busy', ...SoftReason.options]),
  /** From when to when, where that can be said. */
  from: Time.nullable(),
  to: Time.nullable(),
  /** The same for people. */
  message: z.string(),
})
export type Conflict = z.infer<typeof Conflict>

/** `HH:MM` on the clock; `24:00` is the end of the day. */
const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Give the time of day as HH:MM.')
const Span = z.strictObject({ from: Clock, to: Clock }).refine(({ from, to }) => from < to, {
  message: 'The end comes after the beginning.',
  path: ['to'],
})

/** When a person can be booked: by the clock of their zone, so that it stays nine in the morning over a change of clocks. */
export const WorkingHours = z.strictObject({
  timeZone: TimeZone,
  /** Seven days, Monday first; each the spans in which to work. */
  days: z.array(z.array(Span).max(4)).length(7, 'Give seven days, Monday first.'),
  bufferBeforeMinutes: z.number().int().min(0).max(120).default(0),
  bufferAfterMinutes: z.number().int().min(0).max(120).default(0),
  /** Interviews per day and per week of the zone, at most; null: no limit. */
  mostPerDay: z.number().int().min(1).max(20).nullable().default(null),
  mostPerWeek: z.number().int().min(1).max(60).nullable().default(null),
})
export type WorkingHours = z.infer<typeof WorkingHours>

/** `isSet` false: nine to five on weekdays, which is suggested but holds nobody up. */
const MyHours = z.object({ hours: WorkingHours, isSet: z.boolean(), version: z.number() })
export type MyHours = z.infer<typeof MyHours>

export const Room = z.object({
  id: RoomId,
  name: z.string(),
  /** How to get there. */
  directions: z.string(),
  seats: z.number().nullable(),
  version: z.number(),
})
export type Room = z.infer<typeof Room>

const roomFields = {
  name: line(120),
  directions: z.string().trim().max(500),
  seats: z.number().int().min(1).max(1000).nullable(),
}

const Busy = z.object({
  from: Time,
  to: Time,
  kind: z.enum(['interview', 'external']),
  /** Of an interview of this company that the reader may see. */
  interviewId: InterviewId.nullable(),
})

/** One person's or room's time. Nothing but times is told of what is not this company's. */
const PartyTimes = z.object({
  id: z.string(),
  kind: z.enum(['user', 'room']),
  name: z.string(),
  timeZone: z.string(),
  hoursSet: z.boolean(),
  /** When they work within the range; empty for a room, which is always open. */
  working: z.array(z.object({ from: Time, to: Time })),
  busy: z.array(Busy),
  /** Of the oldest calendar that could not be read: busy times are as of then; null: all are fresh. */
  staleSince: Time.nullable(),
})
export type PartyTimes = z.infer<typeof PartyTimes>

/** A calendar elsewhere whose times count as busy. */
export const ExternalCalendar = z.object({
  id: ExternalCalendarId,
  name: z.string(),
  kind: z.enum(['ical', 'caldav']),
  /** Without what is secret in it. */
  host: z.string(),
  /** `new`: not read yet; `down`: what was known last is used. */
  state: z.enum(['new', 'ok', 'down']),
  readAt: Time.nullable(),
  /** What went wrong last, for the person it belongs to. */
  problem: z.string().nullable(),
  busyCount: z.number(),
})
export type ExternalCalendar = z.infer<typeof ExternalCalendar>

export const AddExternalCalendar = z.strictObject({
  name: line(80),
  kind: z.enum(['ical', 'caldav'], 'Say ical for an address of a calendar file, or caldav for a server.'),
  url: z.url({ protocol: /^https?$/, error: 'Give an address that begins with https://.' }).max(2000),
  username: z.string().max(200).optional(),
  password: z.string().max(500).optional(),
})
export type AddExternalCalendar = z.infer<typeof AddExternalCalendar>

const Feed = z.object({
  /** Null: there is no such address. Whoever has it sees the calendar. */
  url: z.string().nullable(),
  since: Time.nullable(),
})

export const endpoints = {
  readFreeBusy: get('/employers/:employerId/free-busy', {
    summary: 'When people work and are busy, and when rooms are, over at most 35 days.',
    access: { may: 'interview.schedule' },
    query: z.strictObject({
      from: Time,
      to: Time,
      userIds: idList(UserId, 20).optional(),
      roomIds: idList(RoomId, 20).optional(),
      /** Whose clock is meant where hours are only assumed; left out: UTC. */
      timeZone: TimeZone.optional(),
    }),
    result: z.object({ parties: z.array(PartyTimes) }),
  }),
  listRooms: get('/employers/:employerId/rooms', {
    summary: 'The rooms of the company.',
    access: { may: 'interview.read' },
    result: z.object({ items: z.array(Room) }),
  }),
  addRoom: post('/employers/:employerId/rooms', {
    summary: 'Add a room.',
    access: { may: 'room.manage' },
    body: z.strictObject({
      ...roomFields,
      directions: roomFields.directions.default(''),
      seats: roomFields.seats.default(null),
    }),
    result: Room,
    status: 201,
    versioned: true,
  }),
  editRoom: patch('/employers/:employerId/rooms/:roomId', {
    summary: 'Change a room.',
    access: { may: 'room.manage' },
    body: z.strictObject(roomFields).partial(),
    result: Room,
    versioned: true,
  }),
  removeRoom: del('/employers/:employerId/rooms/:roomId', {
    summary: 'Remove a room. Interviews that are booked there stay.',
    access: { may: 'room.manage' },
    versioned: true,
  }),
  readMyHours: get('/calendar/hours', {
    summary: 'When I can be booked, at every company.',
    access: 'signed-in',
    result: MyHours,
    versioned: true,
  }),
  setMyHours: put('/calendar/hours', {
    summary: 'Say when I can be booked.',
    access: 'signed-in',
    body: WorkingHours,
    result: MyHours,
    versioned: true,
  }),
  readMyFeed: get('/calendar/feed', {
    summary: 'The private address of my calendar, for calendar programs.',
    access: 'signed-in',
    result: Feed,
  }),
  renewMyFeed: post('/calendar/feed', {
    summary: 'Make the address, or another in place of the one before, which ends.',
    access: 'signed-in',
    result: Feed,
  }),
  revokeMyFeed: del('/calendar/feed', { summary: 'End the address.', access: 'signed-in' }),
  listExternalCalendars: get('/calendar/externals', {
    summary: 'My calendars elsewhere, whose times count as busy.',
    access: 'signed-in',
    result: z.object({ items: z.array(ExternalCalendar) }),
  }),
  addExternalCalendar: post('/calendar/externals', {
    summary: 'Add a calendar elsewhere; it is read within seconds and then every quarter of an hour.',
    access: 'signed-in',
    body: AddExternalCalendar,
    result: ExternalCalendar,
    status: 201,
  }),
  refreshExternalCalendar: post('/calendar/externals/:calendarId/refresh', {
    summary: 'Read it again now.',
    access: 'signed-in',
    result: ExternalCalendar,
    status: 202,
  }),
  removeExternalCalendar: del('/calendar/externals/:calendarId', {
    summary: 'Forget a calendar, its password and its times.',
    access: 'signed-in',
  }),
}

export const entries = {
  /** A room was added, changed or removed: ask for the list. */
  'room.changed': z.object({ roomId: RoomId, version: z.number() }),
}
