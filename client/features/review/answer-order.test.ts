import { expect, it } from 'vitest'
import type { KitCriterion } from '#protocol/kits'
import { inOrderFor } from './answer-order.ts'

it('[REVUI-6] by question, the answers to its questions come first', () => {
  const criterion = { questions: [{ id: 'q', text: 'How do you test?' }] } as unknown as KitCriterion
  const answers = [
    { question: 'Why us?', answer: 'Teams' },
    { question: 'How do you  test', answer: 'First' },
    { question: 'When?', answer: 'Soon' },
  ]
  expect(inOrderFor(criterion, answers).map(({ answer }) => answer)).toEqual(['First', 'Teams', 'Soon'])
  expect(inOrderFor(null, answers)).toBe(answers)
})
