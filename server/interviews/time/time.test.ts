import { describe, expect, it } from 'vitest'
import type { WorkingHours } from '#protocol/scheduling'
import { day, hour, minute, momentOf, timeInWords } from './clock.ts'
import { conflictsOf } from './conflicts.ts'
import { freeTimes, type PerDay } from './free-times.ts'
import type { Hold, Party } from './party.ts'
import { common, joined, without } from './spans.ts'
import { usualHours, workingSpans } from './working-hours.ts'

const at = (text: string): number => Date.parse(text)
const span = (from: string, to: string) => ({ from: at(from), to: at(to) })
const texts = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => `${new Date(from).toISOString()} ${new Date(to).toISOString()}`)

/** Weeks with a change of the clocks, and nine to ten in UTC on the days before and after it. */
const changes = [
  { zone: 'Europe/Lisbon', before: '2027-03-27', after: '2027-03-29', utc: ['09:00', '08:00'] },
  { zone: 'Europe/Lisbon', before: '2027-10-30', after: '2027-11-01', utc: ['08:00', '09:00'] },
  { zone: 'America/New_York', before: '2027-03-13', after: '2027-03-15', utc: ['14:00', '13:00'] },
  { zone: 'America/New_York', before: '2027-11-06', after: '2027-11-08', utc: ['13:00', '14:00'] },
  { zone: 'Australia/Lord_Howe', before: '2027-04-03', after: '2027-04-05', utc: ['22:00', '22:30'] },
  { zone: 'America/Santiago', before: '2027-04-03', after: '2027-04-05', utc: ['12:00', '13:00'] },
  { zone: 'Asia/Kathmandu', before: '2027-03-27', after: '2027-03-29', utc: ['03:15', '03:15'] },
]
const everyDay = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }])

describe('working hours', () => {
  it.each(changes)(
    '[INT-20] begin at nine by the clock of $zone before $before and after $after',
    ({ zone, before, after, utc }) => {
      for (const [date, time] of [
        [before, utc[0]],
        [after, utc[1]],
      ]) {
        const noon = momentOf(`${date}T12:00:00`, zone, 'at').getTime()
        const spans = workingSpans(
          { timeZone: zone, days: everyDay('09:00', '10:00') },
          { from: noon - 12 * hour, to: noon + 11 * hour },
        )
        expect(new Date(spans[0]?.from ?? 0).toISOString().slice(11, 16)).toBe(time)
        expect(spans.map(({ from, to }) => to - from)).toEqual([hour])
      }
    },
  )

  it('[INT-20] are as long as the clock says on the day of the change itself', () => {
    const days = [[], [], [], [], [], [], [{ from: '00:00', to: '24:00' }]]
    const lengthOf = (date: string) => {
      const noon = at(`${date}T12:00:00Z`)
      const [sunday] = workingSpans({ timeZone: 'Europe/Lisbon', days }, { from: noon - 3 * day, to: noon + 3 * day })
      return sunday && (sunday.to - sunday.from) / hour
    }
    expect(lengthOf('2027-03-21')).toBe(24)
    expect(lengthOf('2027-03-28')).toBe(23)
    expect(lengthOf('2027-10-31')).toBe(25)
  })

  it('[INT-20] are nine to five on weekdays where nothing is said', () => {
    const week = workingSpans(usualHours('UTC'), span('2031-01-06T00:00:00Z', '2031-01-13T00:00:00Z'))
    expect(week).toHaveLength(5)
    expect(texts(week)[0]).toBe('2031-01-06T09:00:00.000Z 2031-01-06T17:00:00.000Z')
  })
})

describe('a time as somebody gives it', () => {
  it('[INT-21] is a moment with an offset, or a clock in a zone on both sides of a change', () => {
    expect(momentOf('2031-03-05T14:00:00+01:00', undefined, 'at').toISOString()).toBe('2031-03-05T13:00:00.000Z')
    expect(momentOf('2027-03-27T10:00:00', 'Europe/Lisbon', 'at').toISOString()).toBe('2027-03-27T10:00:00.000Z')
    expect(momentOf('2027-03-29T10:00:00', 'Europe/Lisbon', 'at').toISOString()).toBe('2027-03-29T09:00:00.000Z')
  })

  it('[INT-21] is refused where the clocks skip it, and is the first where they show it twice', () => {
    expect(() => momentOf('2027-03-28T01:30:00', 'Europe/Lisbon', 'at')).toThrow(/skip/)
    expect(() => momentOf('2027-03-28T01:30:00', undefined, 'at')).toThrow(/zone/)
    expect(momentOf('2027-10-31T01:30:00', 'Europe/Lisbon', 'at').toISOString()).toBe('2027-10-31T00:30:00.000Z')
    expect(momentOf('2027-11-07T01:30:00', 'America/New_York', 'at').toISOString()).toBe('2027-11-07T05:30:00.000Z')
  })

  it('[INT-21] is said with its zone and how far that is from UTC on that day', () => {
    const start = new Date('2027-03-29T09:00:00Z')
    const words = timeInWords(start, new Date(start.getTime() + hour), 'Europe/Lisbon')
    expect(words).toBe('Monday, 29 March 2027, 10:00 to 11:00 (Europe/Lisbon, UTC+1)')
    expect(timeInWords(start, new Date(start.getTime() + hour), 'UTC')).toBe(
      'Monday, 29 March 2027, 09:00 to 10:00 (UTC)',
    )
    // The clocks go on, or back, between its ends.
    const [march, october] = [new Date('2027-03-28T00:30:00Z'), new Date('2027-10-31T00:30:00Z')]
    expect(timeInWords(march, new Date(march.getTime() + hour), 'Europe/Lisbon')).toBe(
      'Sunday, 28 March 2027, 00:30 (UTC) to 02:30 (UTC+1), Europe/Lisbon',
    )
    expect(timeInWords(october, new Date(october.getTime() + hour), 'Europe/Lisbon')).toBe(
      'Sunday, 31 October 2027, 01:30 (UTC+1) to 01:30 (UTC), Europe/Lisbon',
    )
  })
})

describe('spans of time', () => {
  it('[INT-22] are joined, cut and intersected without losing or inventing a minute', () => {
    const list = [
      { from: 5, to: 8 },
      { from: 0, to: 3 },
      { from: 3, to: 4 },
    ]
    expect(joined(list)).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 8 },
    ])
    expect(
      without(
        [{ from: 0, to: 10 }],
        [
          { from: 2, to: 3 },
          { from: 9, to: 12 },
        ],
      ),
    ).toEqual([
      { from: 0, to: 2 },
      { from: 3, to: 9 },
    ])
    expect(
      common(
        [
          { from: 0, to: 5 },
          { from: 6, to: 9 },
        ],
        [{ from: 4, to: 7 }],
      ),
    ).toEqual([
      { from: 4, to: 5 },
      { from: 6, to: 7 },
    ])
  })
})

const hours = (facts: Partial<WorkingHours> = {}): WorkingHours => ({ ...usualHours('UTC'), ...facts })
const noor = (facts: Partial<WorkingHours> = {}): Party => ({
  ...{ kind: 'interviewer', id: 'noor', name: 'Noor Haddad', hours: hours(facts), hoursSet: true },
})
const held = (from: string, to: string): Hold => ({ interviewId: from, ...span(from, to) })
const monday = (clock: string) => `2031-01-06T${clock}:00Z`
const ask = (party: Party, from: string, holds: Hold[] = [], external: { from: number; to: number }[] = []) =>
  conflictsOf({ party, occupied: { holds, external }, slot: { from: at(from), to: at(from) + hour }, despite: [] }).map(
    ({ reason }) => reason,
  )

describe('why a time does not suit', () => {
  it('[INT-23] another interview, not one that ends as this begins', () => {
    expect(ask(noor(), monday('10:00'), [held(monday('09:00'), monday('10:00'))])).toEqual([])
    expect(ask(noor(), monday('10:00'), [held(monday('10:59'), monday('11:30'))])).toEqual(['busy'])
  })

  it('[INT-23] less time between two than the person wants', () => {
    const party = noor({ bufferBeforeMinutes: 10, bufferAfterMinutes: 15 })
    expect(ask(party, monday('10:00'), [held(monday('09:00'), monday('09:46'))])).toEqual(['buffer'])
    expect(ask(party, monday('10:00'), [held(monday('09:00'), monday('09:45'))])).toEqual([])
    expect(ask(party, monday('10:00'), [held(monday('11:14'), monday('12:00'))])).toEqual(['buffer'])
  })

  it('[INT-23] hours that are set, and not those that are only supposed', () => {
    expect(ask(noor(), monday('08:30'))).toEqual(['outside-hours'])
    expect(ask(noor(), monday('16:30'))).toEqual(['outside-hours'])
    expect(ask({ ...noor(), hoursSet: false }, monday('08:30'))).toEqual([])
  })

  it('[INT-23] as many interviews on that day or in that week as the person takes', () => {
    const holds = [held(monday('09:00'), monday('10:00')), held('2031-01-07T09:00:00Z', '2031-01-07T10:00:00Z')]
    expect(ask(noor({ mostPerDay: 1 }), monday('14:00'), holds)).toEqual(['load'])
    expect(ask(noor({ mostPerDay: 2, mostPerWeek: 2 }), '2031-01-10T14:00:00Z', holds)).toEqual(['load'])
    expect(ask(noor({ mostPerDay: 2, mostPerWeek: 2 }), '2031-01-13T14:00:00Z', holds)).toEqual([])
  })

  it('[INT-23] another calendar; all but another interview can be set aside', () => {
    const external = [span(monday('10:30'), monday('10:40'))]
    expect(ask(noor(), monday('10:00'), [], external)).toEqual(['external'])
    const slot = span(monday('08:00'), monday('11:00'))
    const question = { party: noor(), slot, despite: ['external', 'outside-hours'] as const }
    expect(conflictsOf({ ...question, occupied: { holds: [], external } })).toEqual([])
    const busy = conflictsOf({ ...question, occupied: { holds: [held(monday('09:00'), monday('10:00'))], external } })
    expect(busy.map(({ reason }) => reason)).toEqual(['busy'])
  })
})

describe('free times', () => {
  const search = (
    parties: { party: Party; holds?: Hold[] }[],
    near: string,
    more: { most?: number; length?: number; perDay?: PerDay } = {},
  ) =>
    freeTimes({
      parties: parties.map(({ party, holds = [] }) => ({ party, occupied: { holds, external: [] } })),
      within: { from: at(near) - 7 * day, to: at(near) + 7 * day },
      ...{ length: hour, most: 3, near: at(near), ...more },
    }).map((time) => new Date(time).toISOString())

  it('[INT-24] are the nearest within the hours of all, beside what is booked and beside each other', () => {
    const holds = [held(monday('10:00'), monday('11:00'))]
    expect(search([{ party: noor(), holds }], monday('10:00'))).toEqual([
      '2031-01-06T09:00:00.000Z',
      '2031-01-06T11:00:00.000Z',
      '2031-01-06T12:00:00.000Z',
    ])
  })

  it('[INT-24] lie where the hours of several zones meet', () => {
    const tokyo: Party = {
      ...noor(),
      id: 'tokyo',
      hours: { ...usualHours('Asia/Tokyo'), days: everyDay('09:00', '19:00') },
    }
    const found = search([{ party: noor({ days: everyDay('08:00', '17:00') }) }, { party: tokyo }], monday('12:00'))
    expect(found).toEqual(['2031-01-06T08:00:00.000Z', '2031-01-06T09:00:00.000Z', '2031-01-07T08:00:00.000Z'])
  })

  it('[INT-32] are of several days where that is asked for', () => {
    const perDay = { most: 2, timeZone: 'UTC' }
    const found = search([{ party: noor() }], monday('10:00'), { most: 4, perDay })
    expect(found.map((time) => time.slice(0, 10))).toEqual(['2031-01-06', '2031-01-06', '2031-01-07', '2031-01-07'])
  })

  it('[INT-24] keep buffers and limits, and are none where the hours never meet', () => {
    const full = noor({ mostPerDay: 1, bufferAfterMinutes: 30 })
    const found = search([{ party: full, holds: [held(monday('10:00'), monday('11:00'))] }], monday('10:00'))
    expect(found.every((time) => !time.startsWith('2031-01-06'))).toBe(true)
    const nights: Party = { ...noor(), hours: { ...usualHours('UTC'), days: everyDay('20:00', '22:00') } }
    expect(search([{ party: noor() }, { party: nights }], monday('10:00'))).toEqual([])
  })

  it('[INT-24] would be accepted, each of them', () => {
    const holds = [held(monday('09:30'), monday('10:15')), held(monday('13:00'), monday('16:00'))]
    const party = noor({ bufferBeforeMinutes: 15, mostPerDay: 3 })
    const found = search([{ party, holds }], monday('12:20'), { most: 10, length: 45 * minute })
    expect(found).toHaveLength(10)
    for (const time of found) {
      const slot = { from: at(time), to: at(time) + 45 * minute }
      expect(conflictsOf({ party, occupied: { holds, external: [] }, slot, despite: [] })).toEqual([])
    }
  })
})
