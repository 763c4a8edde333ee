import { describe, expect, it } from 'vitest'
import { carried, drawn, nudge, spanAt, stretched } from './gestures.ts'

const hour = 3_600_000

describe('drawing and carrying interviews', () => {
  it('[INTUI-6] a click is an hour from the quarter before it; a drag is what it covers, in either direction', () => {
    expect(drawn(604, 604, false)).toEqual({ top: 600, bottom: 660 })
    expect(drawn(604, 640, true)).toEqual({ top: 600, bottom: 645 })
    expect(drawn(640, 604, true)).toEqual({ top: 600, bottom: 645 })
    expect(drawn(604, 606, true)).toEqual({ top: 600, bottom: 615 })
    expect(drawn(1438, 1438, false)).toEqual({ top: 1425, bottom: 1440 })
  })

  it('[INTUI-6] a block keeps its length and its beginning stays within the day', () => {
    expect(carried({ top: 600, bottom: 690 }, 37)).toEqual({ top: 630, bottom: 720 })
    expect(carried({ top: 600, bottom: 690 }, -900)).toEqual({ top: 0, bottom: 90 })
    expect(carried({ top: 600, bottom: 690 }, 900)).toEqual({ top: 1425, bottom: 1515 })
    expect(stretched({ top: 600, bottom: 660 }, -200)).toEqual({ top: 600, bottom: 615 })
    expect(stretched({ top: 600, bottom: 660 }, 22)).toEqual({ top: 600, bottom: 675 })
  })

  it('[INTUI-2] what is carried over a change of the clock lasts as long as before', () => {
    const span = spanAt('2026-03-29', 90, 2 * hour, 'Europe/Berlin')
    expect(new Date(span.from).toISOString()).toBe('2026-03-29T00:30:00.000Z')
    expect(span.to - span.from).toBe(2 * hour)
  })

  it('[INTUI-7] arrows carry a lifted block by a quarter, by an hour with Shift, and by days', () => {
    const from = { day: '2026-05-31', top: 600 }
    expect(nudge(from, 'ArrowDown', false)).toEqual({ day: '2026-05-31', top: 615 })
    expect(nudge(from, 'ArrowUp', true)).toEqual({ day: '2026-05-31', top: 540 })
    expect(nudge(from, 'ArrowRight', false)).toEqual({ day: '2026-06-01', top: 600 })
    expect(nudge({ ...from, top: 0 }, 'ArrowUp', false)).toEqual({ day: '2026-05-31', top: 0 })
    expect(nudge(from, 'x', false)).toBeNull()
  })
})
