import { describe, expect, it } from 'vitest'
import { fromServer, partiesOf, problemOf, type ScheduleValues, startOf } from './schedule-request.ts'

const now = Date.parse('2026-05-01T00:00:00Z')
const values = (given: Partial<ScheduleValues> = {}): ScheduleValues => ({
  applicationId: 'app-1',
  mode: 'book',
  day: '2026-05-05',
  clock: '10:00',
  zone: 'Europe/Berlin',
  minutes: 60,
  interviewerIds: ['u1'],
  roomId: null,
  location: 'https://meet.example/1',
  rescheduleHours: 24,
  times: [],
  ...given,
})

describe('scheduling by a form', () => {
  it('[INTUI-11] a day and a clock in a zone are one instant, on either side of a change of the clocks', () => {
    expect(startOf(values())).toBe(Date.parse('2026-05-05T08:00:00Z'))
    expect(startOf(values({ day: '2026-10-26' }))).toBe(Date.parse('2026-10-26T09:00:00Z'))
    expect(startOf(values({ clock: '' }))).toBeNull()
  })

  it.each([
    [{ applicationId: null }, 'applicationId'],
    [{ interviewerIds: [] }, 'interviewerIds'],
    [{ day: '' }, 'clock'],
    [{ day: '2026-04-05' }, 'clock'],
    [{ location: ' ' }, 'location'],
    [{ mode: 'offer' }, 'times'],
    [{ mode: 'offer', times: ['2026-04-05T08:00:00Z'] }, 'times'],
  ] as const)('[INTUI-11] %j is complained about at %s', (given, field) => {
    expect(problemOf(values(given), now)?.field).toBe(field)
  })

  it('[INTUI-11] a room needs no words, and what is right is sent', () => {
    expect(problemOf(values({ location: '', roomId: 'r1' }), now)).toBeNull()
    expect(problemOf(values({ mode: 'offer', clock: '', times: ['2026-05-05T08:00:00Z'] }), now)).toBeNull()
    expect(partiesOf(values({ location: '', roomId: 'r1' }), 'Birch')).toMatchObject({
      location: 'Birch',
      roomId: 'r1',
    })
  })

  it('[INTUI-11] what the server complains about stands at the field of the form', () => {
    expect(fromServer([{ path: 'interviewerIds.0', message: 'Not here.' }])).toEqual({
      field: 'interviewerIds',
      message: 'Not here.',
    })
    expect(fromServer([{ path: 'else', message: 'No.' }])).toBeNull()
  })
})
