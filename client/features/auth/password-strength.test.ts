import { describe, expect, it } from 'vitest'
import { passwordStrength } from './password-strength.ts'

const level = (password: string, known: string[] = []) => passwordStrength(password, known).level

describe('judging a password while it is typed', () => {
  it('counts down to the shortest one allowed', () => {
    expect(passwordStrength('ninechars').words).toBe('1 more character to go.')
    expect(passwordStrength('').level).toBe(0)
  })

  it('thinks little of repeats, keyboard runs and what others know', () => {
    expect(level('aaaaaaaaaaaa')).toBe(1)
    expect(level('qwertyuiop123')).toBe(1)
    expect(level('northwind2026', ['Northwind'])).toBe(1)
  })

  it('thinks well of a few unrelated words', () => {
    expect(level('otter velvet canoe')).toBe(4)
    expect(level('mossy-kettle')).toBeGreaterThanOrEqual(2)
  })
})
