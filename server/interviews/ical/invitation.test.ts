import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { type CalendarEvent, calendarFeed, invitation } from './invitation.ts'

const one = (facts: Partial<CalendarEvent> = {}): CalendarEvent => ({
  ...{ interviewId: '01abc', sequence: 0, summary: 'Interview: Amber Heron', description: 'One\nTwo; three, four' },
  ...{
    startsAt: new Date('2027-03-29T09:00:00Z'),
    endsAt: new Date('2027-03-29T10:00:00Z'),
    stamp: new Date('2027-01-01T00:00:00Z'),
  },
  ...{
    location: 'Room Blue, second floor',
    url: 'https://hiring.example.com/x',
    isCancelled: false,
    isConfirmed: false,
  },
  ...facts,
})
const to = { domain: 'hiring.example.com', attendee: { name: 'Noor Haddad', email: 'noor@example.com' } }

/** As a calendar program that is not of the same makers reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event')
  const event = new ICAL.Event(component)
  const word = (name: string) => component.getFirstPropertyValue(name)?.toString()
  return { calendar, event, word, method: calendar.getFirstPropertyValue('method') }
}

describe('an invitation, read by another program', () => {
  it('[ICAL-2] is one event with a lasting UID, a rising SEQUENCE and an end', () => {
    const first = read(invitation(one(), to))
    expect(first.method).toBe('REQUEST')
    expect(first.event.uid).toBe('interview-01abc@hiring.example.com')
    expect(first.event.sequence).toBe(0)
    expect(first.event.description).toBe('One\nTwo; three, four')
    expect(first.event.location).toBe('Room Blue, second floor')
    expect(first.event.attendees.map((attendee) => attendee.getFirstValue())).toEqual(['MAILTO:noor@example.com'])
    const moved = read(invitation(one({ sequence: 1 }), to))
    expect([moved.event.uid, moved.event.sequence]).toEqual([first.event.uid, 1])
    const over = read(invitation(one({ sequence: 2, isCancelled: true }), to))
    expect([over.method, over.word('status'), over.event.sequence]).toEqual(['CANCEL', 'CANCELLED', 2])
  })

  it('[ICAL-2] names a recipient with a nickname in quotation marks', () => {
    const attendee = { ...to.attendee, name: 'William "Bill: B" Smith; Jr., MBA' }
    const [named] = read(invitation(one(), { ...to, attendee })).event.attendees
    expect(named?.getParameter('cn')).toBe("William 'Bill: B' Smith; Jr., MBA")
    expect(named?.getFirstValue()).toBe('MAILTO:noor@example.com')
  })

  it.each([
    ['Europe/Lisbon', '2027-03-28T00:30'],
    ['Europe/Lisbon', '2027-03-28T02:30'],
    ['Europe/Lisbon', '2027-10-31T02:30'],
    ['America/New_York', '2027-03-14T03:30'],
    ['America/New_York', '2027-11-07T02:30'],
    ['Australia/Lord_Howe', '2027-04-04T03:00'],
    ['America/Santiago', '2027-09-05T01:30'],
    ['Asia/Kathmandu', '2027-06-01T09:00'],
  ])('[ICAL-3] has the right time in %s at %s', (zone, clock) => {
    const startsAt = DateTime.fromISO(clock, { zone })
    const text = invitation(one({ startsAt: startsAt.toJSDate(), endsAt: startsAt.plus({ hours: 1 }).toJSDate() }), to)
    const { event } = read(text)
    const shown = DateTime.fromSeconds(event.startDate.toUnixTime(), { zone })
    expect(shown.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(clock)
    expect(event.endDate.toUnixTime() - event.startDate.toUnixTime()).toBe(3600)
  })

  it('[ICAL-4] a calendar holds every interview under the same UID as the invitation', () => {
    const { calendar } = read(
      calendarFeed([one(), one({ interviewId: '02abc', isConfirmed: true })], {
        name: 'Interviews',
        domain: to.domain,
      }),
    )
    const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
    expect(events.map(({ uid }) => uid)).toEqual(['01abc', '02abc'].map((id) => `interview-${id}@hiring.example.com`))
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  })
})
