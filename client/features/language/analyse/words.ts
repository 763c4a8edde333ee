/** A word with its place in the text that it was read from. */
export interface Word {
  /** In lower case, with a plain apostrophe. */
  readonly form: string
  readonly start: number
  readonly end: number
}

const wordForm = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu

/** Words in order. A hyphen parts words: “able-bodied” and “able bodied” are the same two. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordForm)].map((match) => ({
    form: match[0].toLowerCase().replace(/[’ʼ]/g, "'"),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** What may stand between the words of one phrase: spaces, a line break, or a hyphen. */
export const joins = (between: string): boolean => /^(?:[\s\u00a0]+|\s?[-‐‑–/]\s?)$/u.test(between)
