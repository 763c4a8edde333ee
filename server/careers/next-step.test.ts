import { describe, expect, it } from 'vitest'
import { nextStep } from './next-step.ts'

const now = new Date('2026-03-02T09:00:00Z')
const view = { state: 'in_progress', next: 'You hear by mail.' } as const
const before = { startsAt: '2026-03-01T09:00:00.000Z', offeredTimes: [] }
const ahead = { startsAt: '2026-03-03T09:00:00.000Z', offeredTimes: [] }
const offered = { state: 'proposed' as const, startsAt: null, offeredTimes: [ahead.startsAt] }

describe('[PORT-4] what comes next on the candidate’s page', () => {
  it('is to choose a time as long as one is offered, whatever else is planned', () => {
    expect(nextStep(view, [{ ...ahead, state: 'confirmed' }, offered], now)).toMatch(/^Choose one of the times below/)
    expect(nextStep(view, [{ ...offered, offeredTimes: [] }], now)).toBe(view.next)
  })

  it('is to say yes or no to an invitation, then the interview itself', () => {
    expect(nextStep(view, [{ ...ahead, state: 'scheduled' }], now)).toMatch(/whether you can come/)
    expect(nextStep(view, [{ ...ahead, state: 'confirmed' }], now)).toMatch(/is agreed/)
  })

  it('is the team’s move once an interview is over or was declined', () => {
    for (const state of ['confirmed', 'scheduled', 'done', 'no-show', 'declined'] as const) {
      expect(nextStep(view, [{ ...before, state }], now)).toMatch(/^The hiring team decides/)
    }
    expect(nextStep(view, [{ ...ahead, state: 'declined' }], now)).toMatch(/^The hiring team decides/)
  })

  it('is what the stage says where there is no interview, or where it was cancelled', () => {
    expect(nextStep(view, [], now)).toBe(view.next)
    expect(nextStep(view, [{ ...ahead, state: 'cancelled' }], now)).toBe(view.next)
  })

  it('is what the decision says once there is one', () => {
    expect(nextStep({ ...view, state: 'not_selected' }, [offered], now)).toBe(view.next)
  })
})
