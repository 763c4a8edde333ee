/** What is being typed after a sign such as @. */
export interface Query {
  /** Where the sign stands. */
  readonly from: number
  readonly words: string
}

/** Letters as one types them, whatever accents they carry. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/**
 * What stands between a sign and the caret, if something can be meant by it.
 * @param pattern matches from before the sign to the caret; its first group is what is typed after the sign
 */
export function queryAt(pattern: RegExp, text: string, caret: number): Query | null {
  const found = pattern.exec(text.slice(0, caret))
  if (!found) return null
  const words = found[1] ?? ''
  return { from: caret - words.length - 1, words }
}

/** The text with what was meant in place of what was typed, and where the caret goes. */
export function completed(text: string, caret: number, { from }: Query, meant: string) {
  const before = `${text.slice(0, from)}${meant} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}
