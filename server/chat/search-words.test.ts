import { describe, expect, it } from 'vitest'
import { fold, holdsAll, wordsOf } from './search-words.ts'

describe('the words of a search', () => {
  it('[CHAT-27] match with and without accents and case, in any script, in any order', () => {
    expect(fold('Ångström ÜBER Straße')).toBe('angstrom uber strasse')
    expect(wordsOf('  Café  cafe\tŁódź ')).toEqual(['cafe', 'lodz'])
    expect(holdsAll('We meet at the Café in ŁÓDŹ', ['lodz', 'cafe'])).toBe(true)
    expect(holdsAll('We meet at the Café', ['lodz', 'cafe'])).toBe(false)
    expect(holdsAll('Привет, мир', wordsOf('привет'))).toBe(true)
    expect(wordsOf('   ')).toEqual([])
  })
})
