import { type ImportKind, importFields } from '#protocol/imports'
import { columnNames } from './column-names.ts'

/** A column's head without what differs between systems: case, accents, spaces and signs. */
export const plainName = (head: string): string =>
  head
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

export const fieldsOf = (kind: ImportKind): Readonly<Record<string, { label: string; required: boolean }>> =>
  importFields[kind]

/** What each column is taken for; null: nothing. Each field at most once, the first column that reads like it. */
export function guessMapping(kind: ImportKind, heads: readonly string[]): (string | null)[] {
  const taken = new Set<string>()
  return heads.map((head) => {
    const name = plainName(head)
    const field = Object.entries(columnNames[kind]).find(
      ([key, names]) => !taken.has(key) && (names.includes(name) || plainName(key) === name),
    )?.[0]
    if (field === undefined) return null
    taken.add(field)
    return field
  })
}

/** Whether the first row says what the columns are: it reads like heads, or like no row of data. */
export function looksLikeHead(kind: ImportKind, first: readonly string[]): boolean {
  if (guessMapping(kind, first).some((field) => field !== null)) return true
  const looksLikeData = (cell: string) => cell.length > 60 || /@|^\s*[\d.,]+\s*$/.test(cell) || cell.includes('\n')
  return !first.some(looksLikeData) && new Set(first.map(plainName)).size === first.length
}

/** By which a mapping is remembered: the same columns in the same order. */
export const headsKey = (heads: readonly string[]): string => JSON.stringify(heads.map(plainName))

/** What keeps this mapping from being used, in a sentence; null: nothing. */
export function mappingProblem(
  kind: ImportKind,
  mapping: readonly (string | null)[],
  jobId: string | null,
): string | null {
  const used = mapping.filter((field) => field !== null)
  const twice = used.find((field, i) => used.indexOf(field) !== i)
  const fields = fieldsOf(kind)
  if (twice !== undefined) return `Two columns are used as ${fields[twice]?.label ?? twice}. Keep one of them.`
  const missing = Object.entries(fields).find(([key, { required }]) => required && !used.includes(key))
  if (missing) return `Say which column holds the ${missing[1].label.toLowerCase()}.`
  if (kind === 'candidates' && jobId === null && !used.includes('posting')) {
    return 'Say for which posting the candidates apply: choose one, or the column that names it.'
  }
  return null
}
