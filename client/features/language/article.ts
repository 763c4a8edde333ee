/** Words whose first letter misleads: "an hour", "a user", "a one-off". */
const soundsOpen = /^(hour|honest|honou?r|heir)/i
const soundsClosed = /^(uni([^nm]|$)|us(e|a|ual)|u[rt][aeiou]|euro|one\b|once\b|eu)/i

/** The article that is read before these words. */
export function articleBefore(words: string): 'a' | 'an' {
  const startsOpen = /^[aeiou]/i.test(words)
  return (startsOpen && !soundsClosed.test(words)) || soundsOpen.test(words) ? 'an' : 'a'
}

/** An article at the end of the text before a word: where it stands in it, and what it has to be before other words. */
export function articleChange(before: string, words: string): { start: number; end: number; article: string } | null {
  const found = /(?:^|\s)(an?)\s$/i.exec(before)
  const standing = found?.[1]
  if (!found || standing === undefined) return null
  const article = articleBefore(words)
  if (standing.toLowerCase() === article) return null
  const end = before.length - 1
  const start = end - standing.length
  return { start, end, article: /^A/.test(standing) ? article.replace('a', 'A') : article }
}
