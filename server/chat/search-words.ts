import anyAscii from 'any-ascii'

/** Text in which letters of one look are equal: without accents and case. */
export function fold(text: string): string {
  // Most text is plain, and the table of all scripts is slow beside this test.
  const plain = /\P{ASCII}/u.test(text) ? anyAscii(text.normalize('NFC')) : text
  return plain.toLowerCase()
}

/** The words of a search, folded. */
export const wordsOf = (query: string): string[] => [...new Set(fold(query).split(/\s+/).filter(Boolean))]

/** True when the text holds all the words, in any order and inside longer words too. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}
