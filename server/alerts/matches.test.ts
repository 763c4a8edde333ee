import { describe, expect, it } from 'vitest'
import { matches } from './matches.ts'

const job = {
  title: 'Senior Cook',
  description: '<p>You run the <b>pastry</b> kitchen in a café.</p>',
  location: 'Lisbon, Portugal',
  employmentType: 'Full-time',
}

describe('whether a subscriber hears of a job', () => {
  it('[ALERT-3] is decided by words at their beginning, place and kind, without case and accents', () => {
    expect(matches({}, job)).toBe(true)
    expect(matches({ words: 'cook PASTRY' }, job)).toBe(true)
    expect(matches({ words: 'cafe past' }, job)).toBe(true)
    expect(matches({ words: 'cook baker' }, job)).toBe(false)
    expect(matches({ words: 'ook' }, job)).toBe(false)
    expect(matches({ location: 'lisbon' }, job)).toBe(true)
    expect(matches({ location: 'Porto' }, job)).toBe(false)
    expect(matches({ location: 'Portugal', employmentType: 'full time' }, job)).toBe(true)
    expect(matches({ employmentType: 'Part-time' }, job)).toBe(false)
  })

  it('[ALERT-3] a filter about what the posting does not say keeps it out', () => {
    expect(matches({ location: 'Lisbon' }, { ...job, location: null })).toBe(false)
  })
})
