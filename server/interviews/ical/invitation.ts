import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

/** One interview in the calendar of one person. */
export interface CalendarEvent {
  readonly interviewId: string
  /** Rises with every change of the interview (RFC 5545, SEQUENCE). */
  readonly sequence: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly url: string
  readonly isCancelled: boolean
  readonly isConfirmed: boolean
  /** When this was written. */
  readonly stamp: Date
}

/** What makes an interview the same one in every calendar, through all changes. */
const uidOf = (interviewId: string, domain: string): string => `interview-${interviewId}@${domain}`

/**
 * An invitation for one person (RFC 5546): `REQUEST`, or `CANCEL` when it does not take place. Only that person is named
 * in it: an interviewer does not learn from it who the candidate is, nor anybody the address of another. Times are in
 * UTC, so no change of the clocks and no calendar program's idea of a zone moves them.
 */
export function invitation(
  event: CalendarEvent,
  {
    domain,
    attendee,
  }: { readonly domain: string; readonly attendee: { readonly name: string; readonly email: string } },
): string {
  const method = event.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const calendar = ical({ prodId: '//ClearView//Interviews//EN', method })
  const entry = calendar.createEvent(fieldsOf(event, domain))
  entry.organizer({ name: 'ClearView', email: `no-reply@${domain}` })
  entry.createAttendee({
    email: attendee.email,
    // The name is a parameter, which cannot hold a quotation mark (RFC 5545, 3.2).
    name: attendee.name.replaceAll('"', "'") || attendee.email,
    role: ICalAttendeeRole.REQ,
    status: event.isConfirmed ? ICalAttendeeStatus.ACCEPTED : ICalAttendeeStatus.NEEDSACTION,
    rsvp: false,
  })
  return calendar.toString()
}

/** A person's calendar, for a program that reads it again and again. */
export function calendarFeed(
  events: readonly CalendarEvent[],
  { name, domain }: { readonly name: string; readonly domain: string },
): string {
  const calendar = ical({ prodId: '//ClearView//Interviews//EN', name, method: ICalCalendarMethod.PUBLISH, ttl: 900 })
  for (const event of events) calendar.createEvent(fieldsOf(event, domain))
  return calendar.toString()
}

function fieldsOf(event: CalendarEvent, domain: string) {
  const { interviewId, sequence, startsAt, endsAt, summary, description, location, url, stamp } = event
  return {
    id: uidOf(interviewId, domain),
    ...{ sequence, start: startsAt, end: endsAt, summary, description, location, url, stamp },
    status: statusOf(event),
  }
}

function statusOf({ isCancelled, isConfirmed }: CalendarEvent): ICalEventStatus {
  if (isCancelled) return ICalEventStatus.CANCELLED
  return isConfirmed ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE
}
