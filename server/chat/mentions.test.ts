import { describe, expect, it } from 'vitest'
import { mentions } from './mentions.ts'

describe('mentions', () => {
  it.each([
    ['@Ana Lima, could you look?', true],
    ['could you look, @ana lima?', true],
    ['(@Ana Lima)', true],
    ['@Ana Limaverde, could you look?', false],
    ['post@Ana Lima', false],
    ['Ana Lima said so', false],
    ['post@Ana Lima and @Ana Lima', true],
  ])('%s: %s', (text, expected) => {
    expect(mentions(text, 'Ana Lima')).toBe(expected)
  })

  it('finds nobody without a name', () => {
    expect(mentions('@ everybody', '')).toBe(false)
  })
})
