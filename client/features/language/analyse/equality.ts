import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { betterWords, families, innocentAround, innocentBefore, leftOut } from './equality-families.ts'
import type { RuleWords } from './lexicon/rule.ts'

export interface EqualityMatch {
  readonly family: RuleWords
  readonly start: number
  readonly end: number
  readonly alternatives: readonly string[]
}

/** A sentence as [start, end) in the text. */
export type Sentence = readonly [start: number, end: number]

interface Node {
  readonly type: string
  readonly children?: Node[]
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } }
}

const parser = unified().use(retextEnglish)
// “He or she” is not as wrong as “he”: our lexicon has a gentler word for it.
const checker = unified().use(retextEquality, { binary: true, ignore: [...leftOut] })

/**
 * What retext-equality finds, as far as it holds in postings, and the sentences it read.
 *
 * It prepares its whole list of phrases anew for every paragraph, which costs more than looking for them: so all
 * paragraphs are handed over as one. Phrases are looked for within sentences, which stay as they are.
 */
export function checkEquality(text: string): { matches: EqualityMatch[]; sentences: Sentence[] } {
  const tree = parser.parse(text) as Node
  const sentences = (tree.children ?? []).flatMap(({ children = [] }) => children)
  const file = new VFile(text)
  const joined = { type: 'RootNode', children: [{ type: 'ParagraphNode', children: sentences }] }
  checker.runSync(joined as unknown as Parameters<typeof checker.runSync>[0], file)
  const matches = file.messages.flatMap(({ ruleId, place, actual, expected }): EqualityMatch[] => {
    const family = families.get(ruleId ?? '')
    if (!family || !place || !('start' in place)) return []
    const [start, end] = [place.start.offset, place.end.offset]
    if (start === undefined || end === undefined || isInnocent(text, actual ?? '', start, end)) return []
    const quote = text.slice(start, end).toLowerCase().replace(/[’ʼ]/g, "'")
    return [{ family, start, end, alternatives: betterWords.get(quote) ?? (expected ?? []).slice(0, 4) }]
  })
  return { matches, sentences: sentences.flatMap(sentenceOf) }
}

function sentenceOf({ type, position }: Node): Sentence[] {
  const [start, end] = [position?.start.offset, position?.end.offset]
  return type === 'SentenceNode' && start !== undefined && end !== undefined ? [[start, end]] : []
}

function isInnocent(text: string, quote: string, start: number, end: number): boolean {
  // Parts stand on lines of their own, with an empty one between.
  const [from, to] = [text.lastIndexOf('\n\n', start) + 1, text.indexOf('\n\n', end)]
  const around = text.slice(from, to === -1 ? undefined : to)
  const after = text.slice(end, to === -1 ? undefined : to)
  return (
    innocentBefore.some(([word, following]) => word.test(quote) && following.test(after)) ||
    innocentAround.some(([word, within]) => word.test(quote) && within.test(around))
  )
}
