import { type Analysis, analyse } from './analyse.ts'
import type { Block, PostingFacts } from './input.ts'

/** Paragraphs as a document holds them: each takes its characters and two positions of its own. */
export function blocksOf(texts: readonly (string | Omit<Block, 'from'>)[]): Block[] {
  let from = 1
  return texts.map((given) => {
    const block = typeof given === 'string' ? { text: given, kind: 'paragraph' as const } : given
    const placed = { ...block, from }
    from += block.text.length + 2
    return placed
  })
}

export const facts = (more: Partial<PostingFacts> = {}): PostingFacts => ({
  title: 'Engineer',
  hasPay: true,
  requirements: [],
  ...more,
})

export const analysisOf = (texts: readonly string[], about: PostingFacts | null = null): Analysis =>
  analyse({ blocks: blocksOf(texts), facts: about })

/** What is found, as `rule: words`. */
export const found = (text: string, about: PostingFacts | null = null): string[] =>
  analysisOf([text], about).findings.map(({ rule, quote }) => `${rule}: ${quote}`)
