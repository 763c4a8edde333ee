import { describe, expect, it } from 'vitest'
import { articleBefore, articleChange } from './article.ts'

describe('the article before other words', () => {
  it('[LANG-17] follows the sound of the word', () => {
    const an = ['expert', 'engineer', 'hour', 'honest person', 'unusual week', 'umbrella', 'uninterested reader']
    const a = ['skilled person', 'user', 'unit', 'university', 'European', 'one-off', 'useful tool', 'team', 'hospital']
    expect(an.map(articleBefore)).toEqual(an.map(() => 'an'))
    expect(a.map(articleBefore)).toEqual(a.map(() => 'a'))
  })

  it('[LANG-17] is changed only where it would be wrong', () => {
    expect(articleChange('We look for a ', 'expert')).toEqual({ start: 12, end: 13, article: 'an' })
    expect(articleChange('An ', 'skilled person')).toEqual({ start: 0, end: 2, article: 'A' })
    expect(articleChange('We look for a ', 'skilled person')).toBeNull()
    expect(articleChange('Our ', 'expert')).toBeNull()
    expect(articleChange('Kenia ', 'expert')).toBeNull()
  })
})
