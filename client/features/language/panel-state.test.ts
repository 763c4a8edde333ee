import { describe, expect, it } from 'vitest'
import { UserId } from '#protocol/ids'
import type { Dismissal } from '#protocol/language'
import { analysisOf, facts } from './analyse/test-texts.ts'
import { placeWords, scoreWords, sortFindings } from './panel-state.ts'

const dismissal = (rule: string, quote: string): Dismissal => ({
  id: quote,
  rule,
  quote,
  reason: 'Our word for it',
  by: { id: UserId.parse('u1'), name: 'Dana' },
  at: '2026-01-01T00:00:00.000Z',
})

describe('the panel', () => {
  const { findings } = analysisOf(
    ['A guru, a Guru and a ninja on a young team.', 'The chairman.'],
    facts({ title: 'Guru' }),
  )

  it('[LANG-18] groups what is open, the same words as one row', () => {
    const { groups, open } = sortFindings(findings, [])
    expect(
      groups.map(({ theme, rows }) => [theme, rows.map(({ first, all }) => `${first.quote} ${all.length}`)]),
    ).toEqual([
      ['gender', ['Guru 3', 'ninja 1', 'chairman 1']],
      ['age', ['young 1']],
    ])
    expect(open).toHaveLength(6)
    expect(findings.map(placeWords)[0]).toBe('In the title')
  })

  it('[LANG-18] keeps apart what was dismissed, in any case, and only if it stands in the text', () => {
    const dismissals = [
      dismissal('hero-worship', 'GURU'),
      dismissal('hero-worship', 'rockstar'),
      dismissal('age-words', 'young'),
    ]
    const { open, dismissed } = sortFindings(findings, dismissals)
    expect(dismissed.map(({ row, dismissal }) => [row.all.length, dismissal.quote])).toEqual([[3, 'GURU']])
    expect(open.map(({ quote }) => quote)).toEqual(['ninja', 'young', 'chairman'])
  })

  it('[LANG-18] says a score in words', () => {
    expect([100, 90, 89, 70, 69, 0].map(scoreWords)).toEqual([
      ...['Reads well', 'Reads well', 'A few words to look at', 'A few words to look at'],
      ...['Worth another look', 'Worth another look'],
    ])
  })
})
