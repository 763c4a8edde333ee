import type { Stage } from '#protocol/postings'

/** Small changes to the lists of the form; each answers a new list. */
export const replaceAt = <T>(list: readonly T[], index: number, ...items: readonly T[]): T[] => [
  ...list.slice(0, index),
  ...items,
  ...list.slice(index + 1),
]

export const removeAt = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index)

/** One place up (-1) or down (1); at the end it stays. */
export function moveBy<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const item = list[index]
  const to = index + by
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  const rest = removeAt(list, index)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** Several lines pasted into one become several requirements; bullets in front of them are dropped. */
export function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•·–]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
}

/** An id that says what the stage is, and that no other stage has or had in this form. */
export function stageIdFor(name: string, taken: readonly Stage[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)
  const base = plain === '' ? 'stage' : plain
  const ids = new Set(taken.map(({ id }) => id))
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`
    if (!ids.has(id)) return id
  }
}
