import { describe, expect, it } from 'vitest'
import { greeting } from './greeting.ts'

const at = (hour: number) => new Date(2026, 2, 3, hour)

describe('greeting', () => {
  it('knows the time of the day and the first name', () => {
    expect(greeting(at(9), 'Dana Okafor', 'dana@example.com')).toBe('Good morning, Dana')
    expect(greeting(at(15), 'Dana Okafor', 'x@example.com')).toBe('Good afternoon, Dana')
    expect(greeting(at(2), 'Dana Okafor', 'x@example.com')).toBe('Good evening, Dana')
  })

  it('does not take the beginning of an address for a name', () => {
    expect(greeting(at(9), 'Office', 'office@example.com')).toBe('Good morning')
  })
})
