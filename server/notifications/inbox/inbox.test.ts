import { describe, expect, it } from 'vitest'
import type { Role } from '#protocol/permissions'
import { nextDigest } from './preferences.ts'
import { recipientsOf } from './rules.ts'

const member = (userId: string, role: Role, jobIds: string[] = []) => ({ userId, role, jobIds })
const team = [
  member('owner', 'owner'),
  member('recruiter', 'recruiter'),
  member('manager', 'hiring_manager', ['j1']),
  member('elsewhere', 'hiring_manager', ['j2']),
  member('interviewer', 'interviewer', ['j1']),
  member('viewer', 'viewer'),
  member('consultant', 'consultant'),
]
const told = (type: string, data: object, by: string | null = null) =>
  recipientsOf({ type, data: { ...data }, actor: { kind: by === null ? 'candidate' : 'user', id: by ?? 'c1' } }, team)

describe('who is told', () => {
  it('[NOTE-8] are those whose right reaches the job, without the one who did it', () => {
    expect(told('application.received', { jobId: 'j1' })).toEqual({
      kind: 'application_received',
      userIds: ['owner', 'recruiter', 'manager'],
    })
    expect(told('application.selected', { jobId: 'j2' }, 'owner')?.userIds).toEqual(['recruiter', 'elsewhere'])
  })

  it('[IMP-18] of an import, whoever decides about a job that it brought somebody to; of nobody by name', () => {
    const finished = (jobIds: string[]) => told('import.finished', { kind: 'candidates', jobIds })?.userIds
    expect(finished(['j1', 'j3'])).toEqual(['owner', 'recruiter', 'manager'])
    expect(finished([])).toEqual(['owner', 'recruiter'])
    expect(told('application.received', { jobId: 'j1', imported: true })).toBeNull()
    expect(told('application.withdrawn', { jobId: 'j1', takenBack: true })).toBeNull()
  })

  it('[NOTE-8] of a reminder and an interview it is those whom it names', () => {
    expect(told('reminder.due', { jobId: 'j1', userId: 'interviewer' })?.userIds).toEqual(['interviewer'])
    expect(told('interview.confirmed', { jobId: 'j1', interviewerIds: ['interviewer', 'viewer'] })?.userIds).toEqual([
      'interviewer',
      'viewer',
    ])
  })

  it('[NOTE-8] that a candidate declined an interview is told to those who decide, since they plan anew', () => {
    const declined = told('interview.declined', { jobId: 'j1', interviewerIds: ['interviewer'] })
    expect(declined?.userIds).toEqual(['owner', 'recruiter', 'manager'])
  })

  it('[NOTE-8] of what nobody needs to know, nobody', () => {
    expect(told('application.moved', { jobId: 'j1' })).toBeNull()
    expect(told('posting.transitioned', { jobId: 'j1', state: 'published' })).toBeNull()
    expect(told('reminder.due', { jobId: 'j1', userId: 'gone' })).toBeNull()
  })
})

describe('the daily mail', () => {
  const next = (now: string, timeZone: string, digestHour = 8) =>
    nextDigest(new Date(now), { timeZone, digestHour }).toISOString()

  it("[NOTE-13] goes at the hour of the recipient's wall clock, today or tomorrow", () => {
    expect(next('2026-11-27T07:59:00Z', 'UTC')).toBe('2026-11-27T08:00:00.000Z')
    expect(next('2026-11-27T08:00:00Z', 'UTC')).toBe('2026-11-28T08:00:00.000Z')
    expect(next('2026-11-27T12:00:00Z', 'America/New_York')).toBe('2026-11-27T13:00:00.000Z')
    expect(next('2026-11-27T12:00:00Z', 'Asia/Kolkata')).toBe('2026-11-28T02:30:00.000Z')
  })

  it('[NOTE-13] also across a change of clocks, and at an hour that is not there on that day', () => {
    // Lisbon: summer time ends on 25 October and begins on 29 March at 1:00.
    expect(next('2026-10-24T20:00:00Z', 'Europe/Lisbon')).toBe('2026-10-25T08:00:00.000Z')
    expect(next('2026-10-24T06:00:00Z', 'Europe/Lisbon')).toBe('2026-10-24T07:00:00.000Z')
    expect(next('2026-03-28T20:00:00Z', 'Europe/Lisbon')).toBe('2026-03-29T07:00:00.000Z')
    expect(next('2026-03-28T20:00:00Z', 'Europe/Lisbon', 1)).toBe('2026-03-29T01:00:00.000Z')
  })
})
