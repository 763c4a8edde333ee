import { describe, expect, it } from 'vitest'
import { takenByBars } from './above-bars.ts'

const phone = { left: 16, right: 374, height: 844 }
const rail = { top: 784, bottom: 844, left: 0, right: 390 }

describe('what comes up above the bars', () => {
  it('[WEB-29] stands above the bar of a phone, and above a bar that stands on it', () => {
    expect(takenByBars([], phone)).toBe(0)
    expect(takenByBars([rail], phone)).toBe(60)
    expect(takenByBars([{ top: 720, bottom: 764, left: 20, right: 370 }, rail], phone)).toBe(124)
  })

  it('[WEB-29] minds nothing that stands beside it, further up, or is not shown', () => {
    const wide = { left: 864, right: 1264, height: 860 }
    expect(takenByBars([{ top: 0, bottom: 860, left: 0, right: 232 }], wide)).toBe(0)
    expect(takenByBars([{ top: 500, bottom: 560, left: 20, right: 370 }], phone)).toBe(0)
    expect(takenByBars([{ top: 0, bottom: 0, left: 0, right: 0 }], phone)).toBe(0)
  })

  it('[WEB-29] stays in sight above a field that has grown over half of the window', () => {
    expect(takenByBars([{ top: 120, bottom: 784, left: 0, right: 390 }, rail], phone)).toBe(60)
  })
})
