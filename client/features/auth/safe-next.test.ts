import { describe, expect, it } from 'vitest'
import { safeNext } from './safe-next.ts'

describe('going on after signing in', () => {
  it('returns to the page one came from', () => {
    expect(safeNext('/pipeline/p1?stage=offer')).toBe('/pipeline/p1?stage=offer')
    expect(safeNext(null)).toBe('/')
  })

  it('never leaves this site', () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:x',
    ]) {
      expect(safeNext(next)).toBe('/')
    }
  })
})
