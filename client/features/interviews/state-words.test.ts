import { expect, it } from 'vitest'
import { anInterview } from './fixtures.ts'
import { offerWords, overtakenWords } from './state-words.ts'

it('[INTUI-16] an offer of which no time was taken is not said to be of 0 times', () => {
  const time = '2026-05-05T08:00:00Z'
  expect(offerWords({ offeredTimes: [time, time] })).toBe('2 times offered')
  expect(offerWords({ offeredTimes: [time] })).toBe('1 time offered')
  expect(offerWords({ offeredTimes: [] })).toBe('Without a time')
})

it('[INTUI-19] an interview that was called off meanwhile leaves nothing to save', () => {
  const words = overtakenWords(anInterview({ state: 'cancelled' }), 'Europe/Berlin')
  expect(words).toBe('It was changed in the meantime: cancelled. Close this form.')
})
