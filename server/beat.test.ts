import { describe, expect, it, vi } from 'vitest'
import { untilBeat } from './beat.ts'

describe('what comes round', () => {
  it('[COST-8] comes at the same moments for all of the process, and not right after it came', () => {
    const clock = vi.spyOn(performance, 'now')
    try {
      for (const now of [0, 1, 250, 499, 500, 501, 999.5, 12_345.6]) {
        clock.mockReturnValue(now)
        for (const every of [500, 1000, 15_000]) {
          const wait = untilBeat(every)
          expect((now + wait) % every).toBeCloseTo(0)
          expect(wait).toBeGreaterThanOrEqual(every / 2)
          expect(wait).toBeLessThan(1.5 * every)
        }
      }
    } finally {
      clock.mockRestore()
    }
  })
})
