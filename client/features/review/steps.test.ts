import { expect, it } from 'vitest'
import type { KitCriterion } from '#protocol/kits'
import type { MyRatings } from '#protocol/scorecards'
import { firstOpen, progressOf, stepFrom, stepsOf } from './steps.ts'

const steps = stepsOf([{ id: 'care' }, { id: 'craft' }] as unknown as KitCriterion[])
const content = {
  ratings: [
    { criterionId: 'care', score: 4, evidence: 'Asked twice' },
    { criterionId: 'craft', score: 3, evidence: ' ' },
  ],
  recommendation: 'yes',
  conclusion: 'Good',
} as unknown as MyRatings

it('[REVUI-1] counts what is done: a number needs its evidence, the verdict its words', () => {
  expect(progressOf(content, steps)).toEqual({ done: 2, of: 3 })
  expect(progressOf({ ...content, conclusion: '' }, steps)).toEqual({ done: 1, of: 3 })
  expect(firstOpen(content, steps)).toBe('craft')
})

it('[REVUI-1] goes from step to step and stops at the ends', () => {
  expect(stepFrom(steps, 'care', 1)).toBe('craft')
  expect(stepFrom(steps, 'verdict', 1)).toBe('verdict')
  expect(stepFrom(steps, 'care', -1)).toBe('care')
})
