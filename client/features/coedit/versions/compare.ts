import { ChangeSet, simplifyChanges, type TokenEncoder } from '@tiptap/pm/changeset'
import type { Mark, Node } from '@tiptap/pm/model'
import { StepMap } from '@tiptap/pm/transform'

/** A stretch of a block's content that is not in the other text, in positions of that block's own content. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** One line of the comparison. A block is a paragraph, a heading, a whole list, table or quote. */
export type Row =
  | { readonly kind: 'same'; readonly block: Node }
  | {
      readonly kind: 'changed'
      readonly before: Node
      readonly after: Node
      readonly removed: readonly Stretch[]
      readonly added: readonly Stretch[]
    }
  | { readonly kind: 'removed'; readonly before: Node }
  | { readonly kind: 'added'; readonly after: Node }

/** Two blocks with fewer words in common than this are another text, not a changed one. */
const likeness = 0.35

/** Compares two texts block by block, and changed blocks word by word. */
export function compare(before: Node, after: Node): readonly Row[] {
  const [old, now] = [before, after].map((doc) => doc.children) as [readonly Node[], readonly Node[]]
  const common = commonBlocks(old, now)
  const rows: Row[] = []
  let [i, j] = [0, 0]
  for (const [oldAt, nowAt] of [...common, [old.length, now.length] as const]) {
    rows.push(...pairUp(old.slice(i, oldAt), now.slice(j, nowAt)))
    const block = now[nowAt]
    if (block) rows.push({ kind: 'same', block })
    ;[i, j] = [oldAt + 1, nowAt + 1]
  }
  return rows
}

/** The longest list of blocks that both have in this order, as pairs of their places. */
function commonBlocks(old: readonly Node[], now: readonly Node[]): (readonly [number, number])[] {
  const [a, b] = [old, now].map((list) => list.map((node) => JSON.stringify(node))) as [string[], string[]]
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i]
    if (!row) continue
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Of blocks between two that are the same: which old one became which new one. */
function pairUp(old: readonly Node[], now: readonly Node[]): Row[] {
  const rows: Row[] = []
  let next = 0
  for (const before of old) {
    const found = now.findIndex((after, at) => at >= next && isLike(before, after))
    if (found < 0) {
      rows.push({ kind: 'removed', before })
      continue
    }
    for (const after of now.slice(next, found)) rows.push({ kind: 'added', after })
    const after = now[found]
    if (after) rows.push(changed(before, after))
    next = found + 1
  }
  for (const after of now.slice(next)) rows.push({ kind: 'added', after })
  return rows
}

function isLike(before: Node, after: Node): boolean {
  if (before.type !== after.type && !(before.isTextblock && after.isTextblock)) return false
  const [old, now] = [before, after].map(wordsOf) as [string[], string[]]
  if (old.length === 0 && now.length === 0) return true
  const left = new Map<string, number>()
  for (const word of old) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of now) {
    const count = left.get(word) ?? 0
    if (count > 0) shared++
    left.set(word, count - 1)
  }
  return (2 * shared) / (old.length + now.length) >= likeness
}

const wordsOf = (node: Node): string[] =>
  node
    .textBetween(0, node.content.size, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** The library looks at letters alone; a word that became bold, or a link that leads elsewhere, is a change too. */
const tokens: TokenEncoder<string> = {
  encodeCharacter: (character, marks) => `${String.fromCharCode(character)} ${marks.map(nameOf).join(' ')}`,
  encodeNodeStart: ({ type, attrs }) => `<${type.name} ${JSON.stringify(attrs)}>`,
  encodeNodeEnd: ({ type }) => `</${type.name}>`,
  compareTokens: (a, b) => a === b,
}
const nameOf = ({ type, attrs }: Mark) => `${type.name} ${JSON.stringify(attrs)}`

/** Positions of the result count within each block's own content. */
function changed(before: Node, after: Node): Row {
  const changes = simplifyChanges(
    ChangeSet.create(before, undefined, tokens).addSteps(
      after,
      [new StepMap([0, before.content.size, after.content.size])],
      null,
    ).changes,
    after,
  )
  return {
    kind: 'changed',
    before,
    after,
    removed: changes.filter(({ fromA, toA }) => toA > fromA).map(({ fromA, toA }) => ({ from: fromA, to: toA })),
    added: changes.filter(({ fromB, toB }) => toB > fromB).map(({ fromB, toB }) => ({ from: fromB, to: toB })),
  }
}

/** Rows with long unchanged parts folded: one stays on each side of what changed. */
export type Part =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'fold'; readonly rows: readonly Row[] }

const context = 1

export function fold(rows: readonly Row[]): readonly Part[] {
  const isNear = rows.map((_, at) =>
    rows.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== 'same'),
  )
  const parts: { kind: Part['kind']; rows: Row[] }[] = []
  for (const [at, row] of rows.entries()) {
    const kind = isNear[at] ? 'rows' : 'fold'
    const last = parts.at(-1)
    if (last?.kind === kind) last.rows.push(row)
    else parts.push({ kind, rows: [row] })
  }
  // Hiding one block behind a button that is as large helps nobody.
  return parts.map((part) => (part.kind === 'fold' && part.rows.length === 1 ? { ...part, kind: 'rows' } : part))
}

/** What changed, in a sentence: `2 parts changed, 1 added`. */
export function summaryOf(rows: readonly Row[]): string {
  const count = (kind: Row['kind']) => rows.filter((row) => row.kind === kind).length
  const [changes, added, removed] = [count('changed'), count('added'), count('removed')]
  if (changes + added + removed === 0) return 'No difference'
  const parts = [
    changes > 0 ? `${changes} ${changes === 1 ? 'part' : 'parts'} changed` : '',
    added > 0 ? `${added} added` : '',
    removed > 0 ? `${removed} removed` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
