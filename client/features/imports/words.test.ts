import { describe, expect, it } from 'vitest'
import type { Import } from '#protocol/imports'
import { countedOf, fieldChoices, standWords } from './words.ts'

const anImport = (state: Import['state'], counts: Partial<Import['counts']>) =>
  ({
    state,
    kind: 'postings',
    counts: { rows: 0, good: 0, bad: 0, imported: 0, undone: 0, kept: 0, ...counts },
  }) as Import

describe('an import on the page', () => {
  it('[REPUI-3] says where it stands, in words', () => {
    expect(standWords(anImport('ready', { rows: 3, good: 2, bad: 1 }))).toBe('2 of 3 rows are right.')
    expect(standWords(anImport('ready', { rows: 3, good: 3 }))).toBe('All 3 rows are right.')
    expect(standWords(anImport('ready', { rows: 1, good: 1 }))).toBe('The one row is right.')
    expect(standWords(anImport('ready', { rows: 3, good: 1, bad: 2 }))).toBe('1 of 3 rows is right.')
    expect(standWords(anImport('finished', { imported: 1 }))).toBe('1 posting is taken over.')
    expect(standWords(anImport('undone', { undone: 2, kept: 1 }))).toContain('1 posting stayed')
  })

  it('[REPUI-3] offers every field of its kind, and says which are needed', () => {
    expect(fieldChoices('postings').filter(({ label }) => label.endsWith('(needed)'))).toHaveLength(2)
    expect(fieldChoices('candidates').map(({ value }) => value)).toContain('appliedOn')
    expect(countedOf(2000, 'candidates')).toBe('2,000 candidates')
  })
})
