import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useNow } from './use-now.ts'

const Clock = () => useNow()
const shown = () => Number(renderToStaticMarkup(createElement(Clock)))

afterEach(() => {
  vi.useRealTimers()
})

describe('the clock of relative times', () => {
  it('[WEB-12] is right for the first time that a page shows, however long none was shown', () => {
    vi.useFakeTimers({ now: Date.now() + 3_600_000 })
    expect(shown()).toBe(Date.now())
    const before = shown()
    vi.advanceTimersByTime(5_000)
    expect(shown()).toBe(before)
    vi.advanceTimersByTime(60_000)
    expect(shown()).toBe(Date.now())
  })
})
