import { describe, expect, it } from 'vitest'
import { busyTimes } from './busy-times.ts'

const file = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Somebody//EN',
    ...zone,
    ...events.flatMap((event) => ['BEGIN:VEVENT', 'DTSTAMP:20270101T000000Z', ...event, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')

const zone = `BEGIN:VTIMEZONE
TZID:Europe/Lisbon
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE`.split('\n')

const march = { from: Date.parse('2027-03-20T00:00:00Z'), to: Date.parse('2027-04-10T00:00:00Z') }
const read = (text: string) =>
  busyTimes(text, march).map(({ from, to }) =>
    [from, to].map((at) => new Date(at).toISOString().slice(0, 16)).join(' '),
  )

describe('busy times of a calendar elsewhere', () => {
  it('[CAL-1] are events with their repetitions, over a change of the clocks, without what was left out or moved', () => {
    const weekly = [
      'UID:a',
      'DTSTART;TZID=Europe/Lisbon:20270315T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
      'EXDATE;TZID=Europe/Lisbon:20270405T100000',
    ]
    const moved = [
      'UID:a',
      'RECURRENCE-ID;TZID=Europe/Lisbon:20270329T100000',
      'DTSTART;TZID=Europe/Lisbon:20270330T150000',
      'DURATION:PT30M',
    ]
    expect(read(file(weekly, moved))).toEqual([
      '2027-03-22T10:00 2027-03-22T11:00',
      '2027-03-30T14:00 2027-03-30T14:30',
    ])
    expect(read(file(weekly))).toEqual(['2027-03-22T10:00 2027-03-22T11:00', '2027-03-29T09:00 2027-03-29T10:00'])
  })

  it('[CAL-1] are not what is cancelled, marked as free, elsewhere in time, or our own', () => {
    const when = ['DTSTART:20270325T100000Z', 'DTEND:20270325T110000Z']
    const free = ['UID:b', ...when, 'TRANSP:TRANSPARENT']
    const cancelled = ['UID:c', ...when, 'STATUS:CANCELLED']
    const past = ['UID:d', 'DTSTART:20260325T100000Z', 'DTEND:20260325T110000Z']
    const ours = ['UID:interview-01hzy3v9k2m4n6p8q0r2s4t6v8@hiring.example.com', ...when]
    expect(read(file(free, cancelled, past, ours))).toEqual([])
    expect(read(file(['UID:e', ...when]))).toHaveLength(1)
  })

  it('[CAL-1] are whole days, joined where they overlap, and an end to what never ends', () => {
    const days = ['UID:f', 'DTSTART;VALUE=DATE:20270325', 'DTEND;VALUE=DATE:20270327']
    const inside = ['UID:g', 'DTSTART:20270326T100000Z', 'DTEND:20270326T110000Z']
    expect(read(file(days, inside))).toEqual(['2027-03-25T00:00 2027-03-27T00:00'])
    const everySecond = ['UID:h', 'DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY']
    expect(read(file(everySecond))).toEqual([])
  })

  it('[CAL-2] are none of a file that is no calendar: it is refused', () => {
    for (const text of ['', '<html>Sign in</html>', 'BEGIN:VCALENDAR']) expect(() => busyTimes(text, march)).toThrow()
  })
})
