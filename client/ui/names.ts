/** The first and the last letter that the words of a name begin with. Of signs and emoji a half would be left. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
  const [first = '?', ...more] = letters
  return (first + (more.at(-1) ?? '')).toUpperCase()
}

const isTitle = (word: string): boolean => /^(\p{L}{2,}\.|dr|prof|mr|mrs|ms|mx)$/iu.test(word)

/** What somebody is called where there is little room; a title is nobody's name. */
export function firstNameOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return words.find((word) => !isTitle(word)) ?? words[0] ?? ''
}
