import { describe, expect, it } from 'vitest'
import { slugCandidates, slugOf } from './slugs.ts'

describe('the slug of a company', () => {
  it.each([
    ['Acme', 'acme'],
    ['Söhne & Co.', 'sohne-co'],
    ["O'Reilly Media", 'oreilly-media'],
    ['  --Straße 9--  ', 'strasse-9'],
    ['Яндекс', 'yandeks'],
    ['Łódź Æther', 'lodz-aether'],
  ])('%s becomes %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('is never empty and never a word of our own paths', () => {
    expect(slugOf('!!!')).toBe('company')
    expect(slugOf('Jobs')).toBe('company-jobs')
  })

  it('does not end in a dash where it was cut', () => {
    expect(slugOf(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59))
  })

  it('is followed by numbers, and by letters once there are many', () => {
    const candidates = slugCandidates('acme', 'x7k2')
    expect(candidates.slice(0, 3)).toEqual(['acme', 'acme-2', 'acme-3'])
    expect(candidates.at(-1)).toBe('acme-x7k2')
  })
})
