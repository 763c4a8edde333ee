import { expect, it } from 'vitest'
import { offerWords } from './state-words.ts'

it('[INTUI-16] an offer of which no time was taken is not said to be of 0 times', () => {
  const time = '2026-05-05T08:00:00Z'
  expect(offerWords({ offeredTimes: [time, time] })).toBe('2 times offered')
  expect(offerWords({ offeredTimes: [time] })).toBe('1 time offered')
  expect(offerWords({ offeredTimes: [] })).toBe('Without a time')
})
