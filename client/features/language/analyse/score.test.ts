import { describe, expect, it } from 'vitest'
import type { Finding, Severity } from './finding.ts'
import { scoreOf } from './score.ts'
import { sources } from './sources.ts'

const finding = (quote: string, severity: Severity, kind: 'title' | 'document' = 'title'): Finding => ({
  id: quote,
  rule: 'rule',
  theme: 'gender',
  severity,
  quote,
  place: kind === 'title' ? { kind, start: 0, end: 1 } : { kind },
  message: '',
  reason: '',
  source: sources.gaucher,
  alternatives: [],
})

describe('the score', () => {
  it('[LANG-8] is 100 without findings, and none when the text is too short', () => {
    expect(scoreOf([], 300)).toBe(100)
    expect(scoreOf([finding('a', 'high')], 39)).toBeNull()
  })

  it('[LANG-8] loses a little with each finding, by its weight, and never all', () => {
    expect(scoreOf([finding('a', 'low')], 300)).toBe(97)
    expect(scoreOf([finding('a', 'medium')], 300)).toBe(91)
    expect(scoreOf([finding('a', 'high')], 300)).toBe(83)
    const many = Array.from({ length: 100 }, (_, i) => finding(`word ${i}`, 'high'))
    expect(scoreOf(many, 300)).toBe(5)
    expect(scoreOf([finding('a', 'medium'), finding('A', 'medium')], 300)).toBe(87)
  })

  it('[LANG-8] weighs words less in a longer text, and what is true of the whole text as much', () => {
    expect(scoreOf([finding('a', 'high')], 900)).toBe(94)
    expect(scoreOf([finding('pay range', 'medium', 'document')], 900)).toBe(91)
  })
})
