import { expect, it } from 'vitest'
import { markedParts } from './marked-parts.ts'

const marked = (text: string, query: string) =>
  markedParts(text, query)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join('')

it('marks the words that were found, with and without accents', () => {
  expect(marked('The résumé of a Heron', 'resume heron')).toBe('The [résumé] of a [Heron]')
  expect(marked('nothing here', 'xyz')).toBe('nothing here')
})

it('begins near the first of them', () => {
  expect(marked(`${'far away '.repeat(30)}treasure`, 'treasure').length).toBeLessThan(80)
})
