import { simpleDiffString } from 'lib0/diff'

/** One piece of a text taken out, and another one put in its place. */
export interface TextEdit {
  readonly index: number
  readonly remove: number
  readonly insert: string
}

/**
 * What somebody did to a text, from how it read before and after. Whatever is done ends at the caret, which says where
 * when the words do not: the third `l` of `lll` is not the first.
 */
export function editBetween(before: string, after: string, caret: number): TextEdit {
  const rest = after.slice(caret)
  if (!before.endsWith(rest)) return simpleDiffString(before, after)
  return simpleDiffString(before.slice(0, before.length - rest.length), after.slice(0, caret))
}

/** A step of a change to a text, as Yjs tells it. */
export interface Step {
  readonly retain?: number | undefined
  readonly insert?: unknown
  readonly delete?: number | undefined
}

/** Where a place in a text is after a change of others: what they insert exactly there comes behind it. */
export function shifted(place: number, steps: readonly Step[]): number {
  let [at, moved] = [0, place]
  for (const { retain = 0, insert, delete: removed = 0 } of steps) {
    if (at >= moved && retain > 0) break
    at += retain
    if (typeof insert === 'string' && at < moved) moved += insert.length
    if (typeof insert === 'string') at += insert.length
    if (removed > 0 && at < moved) moved = Math.max(at, moved - removed)
  }
  return moved
}
