import { describe, expect, it } from 'vitest'
import { placeOf } from './tip.tsx'

const screen = { width: 400, height: 300 }
const at = (left: number, top: number, width = 40, height = 20) => ({
  ...{ left, top, width, height },
  ...{ right: left + width, bottom: top + height },
})

describe('where a tip stands', () => {
  it('is above and in the middle, or below where there is no room above', () => {
    expect(placeOf(at(180, 100), { width: 100, height: 30 }, 'top', screen)).toEqual({ left: 150, top: 64 })
    expect(placeOf(at(180, 10), { width: 100, height: 30 }, 'top', screen)).toEqual({ left: 150, top: 36 })
  })

  it('is at the side, or at the other one', () => {
    expect(placeOf(at(10, 100), { width: 100, height: 30 }, 'right', screen)).toEqual({ left: 56, top: 95 })
    expect(placeOf(at(350, 100), { width: 100, height: 30 }, 'right', screen)).toEqual({ left: 244, top: 95 })
  })

  it('never leaves the window', () => {
    expect(placeOf(at(0, 100), { width: 100, height: 30 }, 'top', screen).left).toBe(6)
    expect(placeOf(at(380, 100), { width: 100, height: 30 }, 'top', screen).left).toBe(294)
  })
})
