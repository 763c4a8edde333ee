import { describe, expect, it } from 'vitest'
import type { Import } from '#protocol/imports'
import { countedOf, fieldChoices, leftWords, problemWords, standWords } from './words.ts'

const anImport = (state: Import['state'], counts: Partial<Import['counts']>) =>
  ({
    state,
    kind: 'postings',
    counts: { rows: 0, good: 0, bad: 0, skipped: 0, imported: 0, undone: 0, kept: 0, ...counts },
  }) as Import

describe('an import on the page', () => {
  it('[REPUI-3] says where it stands, in words', () => {
    const said = (state: Import['state'], counts: Partial<Import['counts']>) => standWords(anImport(state, counts))
    expect(said('ready', { rows: 3, good: 3 })).toBe('All 3 rows can be imported.')
    expect(said('ready', { rows: 1, good: 1 })).toBe('The one row can be imported.')
    expect(said('ready', { rows: 3, good: 1, bad: 2 })).toBe(
      '1 of 3 rows can be imported. 2 have problems: correct them below, leave them out, or import the rest without them.',
    )
    expect(said('ready', { rows: 2, bad: 1, skipped: 1 })).toBe(
      'None of 2 rows can be imported. 1 is left out. 1 has a problem: correct it below or leave it out.',
    )
    // What is left out is not among what comes in.
    expect(said('ready', { rows: 3, good: 2, skipped: 1 })).toBe('2 of 3 rows can be imported. 1 is left out.')
    expect(said('finished', { rows: 1, imported: 1 })).toBe('1 posting imported, as a draft.')
    expect(said('finished', { rows: 4, imported: 3 })).toBe('3 postings imported, as drafts. 1 row was not.')
    expect(said('undone', { undone: 2, kept: 1 })).toBe(
      'Undone: 2 postings are in the bin. 1 posting stayed, because somebody changed it since.',
    )
  })

  it('[REPUI-3] says what is missing, and what can be downloaded', () => {
    const problem = { column: 0, field: 'title', found: 'nothing', expected: 'a title', fix: 'Write a title.' }
    expect(problemWords(problem)).toBe('Missing: a title. Write a title.')
    expect(problemWords({ ...problem, found: '“x”' })).toBe('Found “x”, expected a title. Write a title.')
    expect(leftWords(1, { state: 'ready' })).toBe('Download the other row')
    expect(leftWords(2, { state: 'finished' })).toBe('Download the 2 rows not imported')
  })

  it('[REPUI-3] offers every field of its kind, and says which are needed', () => {
    expect(fieldChoices('postings').filter(({ label }) => label.endsWith('(needed)'))).toHaveLength(2)
    expect(fieldChoices('candidates').map(({ value }) => value)).toContain('appliedOn')
    expect(countedOf(2000, 'candidates')).toBe('2,000 candidates')
  })
})
