import { describe, expect, it } from 'vitest'
import { may, type Role } from '#protocol/permissions'
import { nextSteps } from './next-steps.ts'

const labels = (state: Parameters<typeof nextSteps>[0], role: Role, jobIds: string[] = []) =>
  nextSteps(state, (action) => may({ role, jobIds }, action, 'job')).map(({ label }) => label)

describe('what comes next with a posting', () => {
  it('an admin publishes a draft, a recruiter sends it to review', () => {
    expect(labels('draft', 'admin')).toEqual(['Publish', 'Send to review'])
    expect(labels('draft', 'recruiter')).toEqual(['Send to review'])
  })

  it('a hiring manager approves on their own jobs only', () => {
    expect(labels('in_review', 'hiring_manager', ['job'])).toEqual(['Approve', 'Back to draft'])
    expect(labels('in_review', 'hiring_manager')).toEqual([])
  })

  it('a viewer has no next step', () => {
    expect(labels('published', 'viewer')).toEqual([])
  })

  it('a pause can be taken back, closing cannot', () => {
    const steps = nextSteps('published', () => true)
    expect(steps.map(({ to, back }) => [to, back])).toEqual([
      ['paused', 'published'],
      ['closed', null],
    ])
  })
})
