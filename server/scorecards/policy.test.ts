import { describe, expect, it } from 'vitest'
import { Role } from '#protocol/permissions'
import { countsOf, isComplete, revealedIfComplete, withReviewers, withSubmission } from './panel.ts'
import { documentAccess, mayRate, sightOf } from './policy.ts'
import type { PanelRecord } from './repository.ts'

const now = new Date('2026-01-01T00:00:00Z')
const panel = (facts: Partial<PanelRecord> = {}): PanelRecord => ({
  ...{ _id: 'a', employerId: 'e', jobId: 'j', candidateId: 'c', assigned: true, kitVersion: null, version: 1 },
  reviewers: [
    { userId: 'done', submittedAt: now },
    { userId: 'missing', submittedAt: null },
  ],
  revealed: null,
  ...facts,
})
const revealed = panel({ revealed: { at: now, by: 'owner', reason: 'Ill' } })
const member = (role: Role, userId: string = role) => ({ role, userId, jobIds: ['j'] })

describe('the seal', () => {
  it('[SCORE-8] before the reveal nobody sees what others said, whatever the role', () => {
    for (const role of Role.options) {
      for (const userId of [role, 'done', 'missing']) {
        expect(sightOf(member(role, userId), panel())).toBe('nothing')
      }
    }
  })

  it('[SCORE-11] after it, each sees what the role table says', () => {
    const seen = Role.options.map((role) => [role, sightOf(member(role), revealed)])
    expect(Object.fromEntries(seen)).toEqual({
      owner: 'everything',
      admin: 'everything',
      recruiter: 'everything',
      hiring_manager: 'everything',
      interviewer: 'nothing',
      viewer: 'nothing',
      consultant: 'aggregate',
    })
    expect(sightOf(member('interviewer', 'missing'), revealed)).toBe('nothing')
    expect(sightOf(member('interviewer', 'done'), revealed)).toBe('everything')
    for (const role of ['hiring_manager', 'interviewer'] as const) {
      expect(sightOf({ ...member(role, 'done'), jobIds: ['other'] }, revealed)).toBe('nothing')
    }
  })

  it('[SCORE-9] it opens with the last who was missing, once', () => {
    const complete = withSubmission(panel(), 'missing', now)
    expect(isComplete(panel())).toBe(false)
    expect(revealedIfComplete(panel(), now).revealed).toBeNull()
    expect(revealedIfComplete(complete, now).revealed).toEqual({ at: now, by: null, reason: null })
    expect(revealedIfComplete({ ...complete, revealed: revealed.revealed }, new Date()).revealed).toBe(
      revealed.revealed,
    )
    // A panel that nobody is on has nothing to turn over.
    expect(revealedIfComplete(panel({ reviewers: [] }), now).revealed).toBeNull()
  })

  it('[SCORE-2] another choice of reviewers keeps what those who stay have submitted', () => {
    const chosen = withReviewers(panel(), ['new', 'done', 'done'])
    expect(chosen.reviewers).toEqual([
      { userId: 'new', submittedAt: null },
      { userId: 'done', submittedAt: now },
    ])
    expect(countsOf(chosen)).toEqual({ submitted: 1, expected: 2 })
  })
})

describe('the shared scorecard', () => {
  it('[SCORE-15] is written by reviewers whose own are in, or from the start where the panel is open', () => {
    const done = member('interviewer', 'done')
    const missing = member('recruiter', 'missing')
    expect(documentAccess(done, panel(), false)).toBe('write')
    expect(documentAccess(missing, panel(), false)).toBeNull()
    expect(documentAccess(missing, panel(), true)).toBe('write')
    for (const role of Role.options) expect(documentAccess(member(role), panel(), true)).toBeNull()
  })

  it('[SCORE-15] after the reveal those who see everything read and suggest; consultants and viewers never', () => {
    const access = Role.options.map((role) => [role, documentAccess(member(role), revealed, true)])
    expect(Object.fromEntries(access)).toEqual({
      ...{ owner: 'suggest', admin: 'suggest', recruiter: 'suggest', hiring_manager: 'suggest' },
      ...{ interviewer: null, viewer: null, consultant: null },
    })
  })

  it('[SCORE-3] a reviewer whose role or job was taken away rates no more', () => {
    expect(mayRate(member('interviewer', 'missing'), panel())).toBe(true)
    expect(mayRate(member('viewer', 'missing'), panel())).toBe(false)
    expect(mayRate({ ...member('interviewer', 'missing'), jobIds: [] }, panel())).toBe(false)
  })
})
