import { describe, expect, it } from 'vitest'
import { stepsOf } from './steps.ts'

const none = { postings: 0, everPublished: false, colleagues: 1, invitations: 0, applications: 0 }
const done = (progress: Partial<typeof none>) =>
  stepsOf({ ...none, ...progress })
    .filter(({ isDone }) => isDone)
    .map(({ id }) => id)

describe("a new employer's checklist", () => {
  it('ticks itself by what was really done', () => {
    expect(done({})).toEqual(['confirm'])
    expect(done({ postings: 1, invitations: 1 })).toEqual(['confirm', 'posting', 'invite'])
    expect(done({ postings: 1, colleagues: 2, everPublished: true, applications: 3 })).toHaveLength(5)
  })
})
