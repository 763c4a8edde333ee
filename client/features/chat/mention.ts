import { plain } from './completion.ts'

/** A name that is being typed after an @: at most two words. */
export const mentionPattern = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u

/** People whose name, or a word of it, begins like that. */
export function whoIsMeant<Person extends { readonly name: string }>(
  people: readonly Person[],
  words: string,
): readonly Person[] {
  const wanted = plain(words)
  return people.filter(({ name }) => {
    const known = plain(name)
    return known.startsWith(wanted) || known.split(' ').some((word) => word.startsWith(wanted))
  })
}
