/** Whether a text speaks to somebody: `@` and their name, whole, without regard to case. */
export function mentions(text: string, name: string): boolean {
  if (name === '') return false
  const [where, what] = [text.toLowerCase(), `@${name.toLowerCase()}`]
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    const [before, after] = [where[at - 1] ?? ' ', where[at + what.length] ?? ' ']
    if (!isOfWord(before) && !isOfWord(after)) return true
  }
  return false
}

const isOfWord = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character)
