import { describe, expect, it } from 'vitest'
import { firstNameOf, initialsOf } from './names.ts'

describe('names in few letters', () => {
  it('has the initials of the first and the last word', () => {
    expect(initialsOf('Renée Ångström-Wójcik')).toBe('RÅ')
    expect(initialsOf(' dana ')).toBe('D')
    expect(initialsOf('𝒟ana van der Berg')).toBe('𝒟B')
  })

  it('[WEB-13] takes letters and digits alone for an initial', () => {
    expect(initialsOf('👩‍🚀 Vi (Sales)')).toBe('VS')
    expect(initialsOf('🎉')).toBe('?')
    expect(initialsOf('')).toBe('?')
  })

  it('[WEB-13] calls somebody by the first name, not by a title', () => {
    expect(firstNameOf('Dana Okafor')).toBe('Dana')
    expect(firstNameOf('Dr. Zoë O’Connell')).toBe('Zoë')
    expect(firstNameOf('Prof. Dr. Ana Silva')).toBe('Ana')
    expect(firstNameOf('Mrs Lee')).toBe('Lee')
    expect(firstNameOf('J. Smith')).toBe('J.')
    expect(firstNameOf('Dr.')).toBe('Dr.')
  })
})
