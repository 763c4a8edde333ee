/** A name that is being typed after an @. */
export interface MentionQuery {
  /** Where the @ stands. */
  readonly from: number
  readonly words: string
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** What is typed after the last @ before the caret, if it can become a name. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const before = text.slice(0, caret)
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(before)
  if (!found) return null
  const words = found[1] ?? ''
  return { from: caret - words.length - 1, words }
}

/** People whose name, or a word of it, begins like that. */
export function whoIsMeant<Person extends { readonly name: string }>(
  people: readonly Person[],
  { words }: MentionQuery,
): readonly Person[] {
  const wanted = plain(words)
  return people.filter(({ name }) => {
    const known = plain(name)
    return known.startsWith(wanted) || known.split(' ').some((word) => word.startsWith(wanted))
  })
}

/** The text with the name in place of what was typed, and where the caret goes. */
export function withMention(text: string, caret: number, { from }: MentionQuery, name: string) {
  const before = `${text.slice(0, from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}
