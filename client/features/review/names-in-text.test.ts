import { describe, expect, it } from 'vitest'
import { type KnownPerson, namesIn } from './names-in-text.ts'

const person: KnownPerson = {
  code: 'Amber Heron · 7F',
  name: 'Zsófia Bártfai-Will',
  email: 'zsofia@example.org',
  phone: '+36 30 555 01 77',
}
const found = (text: string) => namesIn(text, person).map(({ from, to }) => text.slice(from, to))

describe('who the candidate is, in one’s own words', () => {
  it('[REVUI-9] is found by the whole name, its parts, the address and the number', () => {
    expect(found('We met zsofia bartfai-will today')).toEqual(['zsofia bartfai-will'])
    expect(found('Zsófia explained it; Bartfai’s plan held.')).toEqual(['Zsófia', 'Bartfai'])
    expect(found('Write to Zsofia@example.org or 0036 30/555-0177, extension 12')).toEqual([
      'Zsofia@example.org',
      '0036 30/555-0177',
    ])
    expect(found('Call 30 555 01 77')).toEqual(['30 555 01 77'])
  })

  it('[REVUI-9] is not found within longer words, in plain words, or in other figures', () => {
    expect(found('They will decide; Willing, Zsófiaesque, 2031 to 2033, 1 200 000 rows')).toEqual([])
    expect(found('Amber Heron · 7F explained it')).toEqual([])
    expect(namesIn('Nobody', { ...person, name: '', email: '', phone: null })).toEqual([])
  })

  it('[REVUI-9] is found once where one lies in the other', () => {
    expect(found('Zsófia Bártfai-Will and Will')).toEqual(['Zsófia Bártfai-Will', 'Will'])
  })
})
