import { describe, expect, it } from 'vitest'
import type { Standing } from '#protocol/permissions'
import { type OpenLook, visibleLooks } from './looks-following.ts'

const look = (userId: string, candidateId: string, jobId = 'j1'): OpenLook => ({
  employerId: 'e1',
  jobId,
  candidateId,
  userId,
})
const standings = new Map<string, Standing>([
  ['recruiter', { role: 'recruiter', jobIds: [] }],
  ['manager', { role: 'hiring_manager', jobIds: ['j1'] }],
  ['interviewer', { role: 'interviewer', jobIds: [] }],
  ['consultant', { role: 'consultant', jobIds: [] }],
])
const seen = (reader: string, ...looks: OpenLook[]) =>
  visibleLooks(looks, reader, standings).map(({ userId, candidateId }) => `${userId} at ${candidateId}`)

describe('who may know who looks at whom', () => {
  it('[PIPE-30] is whoever sees the candidate on that board; the reader is left out', () => {
    const looks = [look('recruiter', 'c1'), look('recruiter', 'c2', 'j2'), look('manager', 'c1')]
    expect(seen('manager', ...looks)).toEqual(['recruiter at c1'])
    expect(seen('recruiter', ...looks)).toEqual(['manager at c1'])
    expect(seen('interviewer', ...looks)).toEqual([])
  })

  it('[PIPE-30] is no consultant, and nobody outside', () => {
    expect(seen('consultant', look('recruiter', 'c1'))).toEqual([])
    expect(seen('stranger', look('recruiter', 'c1'))).toEqual([])
    expect(seen('recruiter', look('consultant', 'c1'))).toEqual(['consultant at c1'])
  })

  it('[PIPE-31] ends when the looker may not see the candidate any more', () => {
    expect(seen('recruiter', look('manager', 'c2', 'j2'), look('gone', 'c1'))).toEqual([])
  })

  it('[PIPE-32] tells of several pages of one person once', () => {
    expect(seen('recruiter', look('manager', 'c1'), look('manager', 'c1'))).toEqual(['manager at c1'])
  })
})
