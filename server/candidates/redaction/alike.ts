/** Two words are within so many typed letters of each other; gives up as soon as they are not. */
export function withinEdits(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > most) return false
    row = next
  }
  return (row.at(-1) ?? 0) <= most
}

export function commonPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** How a folded name sounds, roughly: `Yulia`, `Julia` and `Iulia` are one, so are `Schmidt` and `Shmidt`. */
export const sound = (folded: string): string =>
  heard(folded)
    .replace(/h/g, '')
    .replace(/(.)\1+/g, '$1')

const heard = (folded: string): string =>
  folded
    .replace(/[^a-z]/g, '')
    .replace(/eo|ou|oo/g, 'u')
    .replace(/kh|ch(?=[rl])|ck|q|x(?=[aeiou])/g, 'k')
    .replace(/sch|sh|sz|ch|cz|ts|tz/g, 's')
    .replace(/ph|v|w/g, 'f')
    .replace(/zh|dzh|dj|gi(?=[aeou])/g, 'j')
    .replace(/th|dt/g, 't')
    .replace(/[yj]/g, 'i')
    .replace(/c/g, 'k')
    .replace(/z/g, 's')

/**
 * The consonants alone: what Arabic, Hebrew and others write of a name. Two of one kind there have a vowel between them
 * (`mhmd`), while Latin letters double one (`Mohammed`); what is read as `w` and `v` can stand for a vowel, `p` for `f`.
 */
export const consonants = (folded: string, ofAbjad: boolean): string =>
  heard((ofAbjad ? folded : folded.replace(/(.)\1+/g, '$1')).replace(/[vw]/g, '').replace(/ph|p/g, 'f')).replace(
    /[aeiouh]/g,
    '',
  )

/** Names that sound alike begin alike; one vowel is as good as another, and some scripts leave the first one out. */
export const beginAlike = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((one) => heard(one.replace(/^[^a-z]/, 'a'))[0]?.replace(/[aeiou]/, 'a'))
  return x === y
}

/** Scripts that leave vowels out, or whose letters are read in many ways. */
export const isAbjad = (text: string): boolean =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Ethiopic}]/u.test(
    text,
  )
