import { expect, it } from 'vitest'
import { backOff } from './back-off.ts'

it('a pause doubles up to the longest, and no two pages keep step', () => {
  const pauses = [0, 1, 2, 3, 10].map((failures) => backOff(failures, { longest: 8000, random: () => 1 }))
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 8000])
  expect(backOff(1, { random: () => 0 })).toBe(1000)
})
