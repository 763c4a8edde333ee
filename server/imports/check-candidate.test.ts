import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { checkCandidate } from './check-candidate.ts'

const jobs = [{ id: 'j1', title: 'Cook', stages: [...defaultStages] }]
const mapping = ['name', 'email', 'appliedOn']

const check = (appliedOn: string, now: string) =>
  checkCandidate(['Amina Osei', 'amina@example.com', appliedOn], mapping, { jobs, jobId: 'j1', now: new Date(now) })

describe('the day on which somebody applied', () => {
  it('[IMP-14] may be today wherever it is today, and is over at the latest', () => {
    // In Auckland it is the first of April already.
    const now = '2026-03-31T12:30:00.000Z'
    expect(check('2026-04-01', now).value?.appliedAt).toBe(now)
    expect(check('2026-03-31', now).value?.appliedAt).toBe('2026-03-31T00:00:00.000Z')
    expect(check('2026-04-02', now).problems).toMatchObject([{ field: 'appliedOn' }])
    expect(check('2026-04-01', '2026-03-31T09:00:00Z').problems).toMatchObject([{ field: 'appliedOn' }])
    expect(check('1026-04-01', now).problems).toMatchObject([{ field: 'appliedOn' }])
  })
})
