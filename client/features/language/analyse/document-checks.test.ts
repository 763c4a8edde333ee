import { describe, expect, it } from 'vitest'
import { analyse } from './analyse.ts'
import { readingOf, syllablesOf } from './reading.ts'
import { analysisOf, blocksOf, facts } from './test-texts.ts'
import { wordsOf } from './words.ts'

const plain =
  'You look after our guests from the moment they arrive. You answer their questions and you show them the house. On some days you help in the kitchen. Your week has four days and you choose your shifts with the team.'
const rules = (texts: readonly string[], about = facts()): string[] =>
  analysisOf(texts, about).findings.map(({ rule }) => rule)

describe('the text as a whole', () => {
  it('[LANG-5] has nothing to be said about when it is plain', () => {
    expect(rules([plain])).toEqual([])
  })

  it('[LANG-5] lacks the pay unless the posting or the text names it', () => {
    const without = facts({ hasPay: false })
    expect(rules([plain], without)).toEqual(['pay-missing'])
    expect(rules([plain, 'We pay €42,000 to €48,000.'], without)).toEqual([])
    expect(rules([plain, 'We pay 42k EUR.'], without)).toEqual([])
    expect(analyse({ blocks: blocksOf([plain]), facts: null }).findings).toEqual([])
  })

  it('[LANG-5] has too many requirements, in the posting or in a list under such a heading', () => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => `You know tool ${i}`)
    expect(rules([plain], facts({ requirements: lines(8) }))).toEqual([])
    expect(rules([plain], facts({ requirements: lines(9) }))).toEqual(['many-requirements'])
    const list = (heading: string) => {
      const items = lines(9).map((text) => ({ text, kind: 'item' as const }))
      const blocks = blocksOf([plain, { text: heading, kind: 'heading' }, ...items])
      return analyse({ blocks, facts: facts() }).findings.map(({ rule }) => rule)
    }
    expect(list('What you bring')).toEqual(['many-requirements'])
    expect(list('What we offer')).toEqual([])
  })

  it('[LANG-5] says “must” too often', () => {
    const musts = 'You must do this. It is essential and required. It is mandatory. You must be there. You must come.'
    expect(rules([plain, musts])).toEqual(['many-musts'])
  })

  it('[LANG-6] leans to masculine words, which are counted in the sense of the study and not of the trade', () => {
    const { findings, balance } = analysisOf([
      plain,
      'We are ambitious, competitive and determined. You are assertive and self-reliant, with courage and an independent mind.',
    ])
    expect(findings.map(({ rule }) => rule)).toEqual(['masculine-balance'])
    expect(balance.masculine).toBeGreaterThanOrEqual(6)
    const trade =
      'Competitive salary. Lead analyst, customer support, decision tree, children, logical analysis, response times.'
    expect(analysisOf([trade]).balance).toEqual({ masculine: 0, feminine: 0, masculineWords: [], feminineWords: [] })
    expect(analysisOf(['We are compassionate, loyal, honest and together.']).balance.feminine).toBe(4)
  })

  it('[LANG-7] has a grade of reading by the formula of Flesch and Kincaid', () => {
    const words = (text: string) => text.split('. ').map(wordsOf)
    const repeated = Array.from({ length: 20 }, () => 'The cat sat on the mat').join('. ')
    // 6 words and 6 syllables a sentence: 0.39 · 6 + 11.8 · 1 − 15.59 is below 0.
    expect(readingOf(words(repeated))).toEqual({ grade: 0, sentences: 20, wordsPerSentence: 6 })
    const harder = Array.from(
      { length: 20 },
      () => 'Organisational responsibilities include documentation and administration',
    ).join('. ')
    const syllables = 6 + 6 + 2 + 5 + 1 + 5
    expect(readingOf(words(harder))?.grade).toBeCloseTo(0.39 * 6 + (11.8 * syllables) / 6 - 15.59, 1)
    expect(readingOf(words('Too short to say'))).toBeNull()
    expect(['responsibility', 'people', 'managed', 'engineer', '2024'].map(syllablesOf)).toEqual([6, 2, 2, 3, 1])
  })

  it('[LANG-7] is hard to read, or has one sentence that is too long', () => {
    const long = `${'You will take part in meetings and plan the work and '.repeat(4)}then you rest.`
    expect(rules([plain, long])).toEqual(['long-sentence'])
    const hard =
      'Organisational responsibilities encompass interdisciplinary collaboration, comprehensive documentation and continuous administrative optimisation. '
    expect(rules([hard.repeat(10)])).toContain('reading-level')
  })
})
