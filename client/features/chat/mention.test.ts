import { describe, expect, it } from 'vitest'
import { completed, queryAt } from './completion.ts'
import { mentionPattern, whoIsMeant } from './mention.ts'

const people = [{ name: 'Ana Silva' }, { name: 'Ánna Berg' }, { name: 'Ben Okoro' }]
const meant = (text: string) => {
  const query = queryAt(mentionPattern, text, text.length)
  return query ? whoIsMeant(people, query.words).map(({ name }) => name) : null
}

describe('mentioning', () => {
  it('finds people by any word of their name, with or without accents', () => {
    expect(meant('@')).toEqual(['Ana Silva', 'Ánna Berg', 'Ben Okoro'])
    expect(meant('hello @an')).toEqual(['Ana Silva', 'Ánna Berg'])
    expect(meant('@oko')).toEqual(['Ben Okoro'])
    expect(meant('@Ana S')).toEqual(['Ana Silva'])
  })

  it('is no mention inside an address or after a finished name', () => {
    expect(meant('ana@b')).toBeNull()
    expect(meant('@Ana Silva and')).toBeNull()
  })

  it('puts the name where the caret is', () => {
    const text = 'ask @an today'
    const query = queryAt(mentionPattern, text, 7)
    expect(query && completed(text, 7, query, '@Ana Silva')).toEqual({ text: 'ask @Ana Silva today', caret: 15 })
  })
})
