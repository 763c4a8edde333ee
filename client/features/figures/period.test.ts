import { describe, expect, it } from 'vitest'
import { daysBefore, daysOf, readShown, writeShown } from './period.ts'

describe('the period of a dashboard', () => {
  it('[FIGUI-3] is in the address, so that a link shows the same', () => {
    const address = 'job=j1&period=own&from=2026-01-01&to=2026-01-31&compare=1'
    expect(writeShown(readShown(new URLSearchParams(address)))).toBe(address)
    expect(writeShown(readShown(new URLSearchParams('period=for-ever&from=2026-01-01')))).toBe('')
  })

  it('[FIGUI-2] is compared with as many days before it', () => {
    const days = daysOf({ period: '30', from: null, to: null }, '2026-03-30')
    expect(days).toEqual({ from: '2026-03-01', to: '2026-03-30' })
    expect(daysBefore(days, '2026-03-30')).toEqual({ from: '2026-01-30', to: '2026-02-28' })
    expect(daysBefore({ from: '2026-03-30' }, '2026-03-30')).toEqual({ from: '2026-03-29', to: '2026-03-29' })
    expect(daysBefore({}, '2026-03-30')).toBeNull()
    expect(daysBefore({ from: '2026-03-31', to: '2026-03-01' }, '2026-03-30')).toBeNull()
  })
})
