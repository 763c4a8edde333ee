import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { type Mappable, StepMap } from '@tiptap/pm/transform'
import type { Finding } from './analyse/finding.ts'

/** A finding at its place in the document as it is now. */
export interface Underline {
  readonly finding: Finding
  readonly from: number
  readonly to: number
}

export interface UnderlinesState {
  readonly underlines: readonly Underline[]
  /** Rises with every change of the document: says which one a text was taken from. */
  readonly version: number
  /** The newest changes, oldest first; the last one led to `version`. */
  readonly changes: readonly Mappable[]
  /** The finding whose card the person closed; it stays closed until the cursor leaves. */
  readonly closed: string | null
}

export const noUnderlines: UnderlinesState = { underlines: [], version: 0, changes: [], closed: null }

/** Changes that are remembered: an answer to an older text is too old to be placed. */
const mostChanges = 200

const stands = (doc: Node, { finding, from, to }: Underline): boolean =>
  from < to && to <= doc.content.size && doc.textBetween(from, to, '\n', '\n') === finding.quote

/**
 * Takes the underlines through a change: they move with their words, and vanish as soon as the words are others. So
 * none ever stands under words that it is not about.
 */
export function throughChange(state: UnderlinesState, transaction: Transaction): UnderlinesState {
  if (!transaction.docChanged) return state
  const change = changeOf(transaction)
  return {
    ...state,
    underlines: moved(state.underlines, [change], transaction.doc),
    version: state.version + 1,
    changes: [...state.changes, change].slice(-mostChanges),
  }
}

/** Places findings that were made of an earlier version of the document. */
export function withFindings(
  state: UnderlinesState,
  findings: readonly Finding[],
  version: number,
  doc: Node,
): UnderlinesState {
  const age = state.version - version
  if (age < 0 || age > state.changes.length) return state
  const placed = findings.flatMap((finding): Underline[] => {
    const { place } = finding
    return place.kind === 'text' && finding.theme !== 'clarity' ? [{ finding, from: place.from, to: place.to }] : []
  })
  const since = age === 0 ? [] : state.changes.slice(-age)
  return { ...state, underlines: moved(placed, since, doc) }
}

const moved = (underlines: readonly Underline[], changes: readonly Mappable[], doc: Node): Underline[] =>
  underlines
    .map(({ finding, from, to }) => ({
      finding,
      from: changes.reduce((pos, change) => change.map(pos, 1), from),
      to: changes.reduce((pos, change) => change.map(pos, -1), to),
    }))
    .filter((underline) => stands(doc, underline))

/**
 * What changed. An edit of somebody else arrives as the whole document in place of the whole: then the difference
 * between the two says what was really touched.
 */
function changeOf({ before, doc, mapping }: Transaction): Mappable {
  let replacesAll = false
  for (const map of mapping.maps)
    map.forEach((start, end) => {
      if (start === 0 && end >= before.content.size) replacesAll = true
    })
  if (!replacesAll) return mapping
  const start = before.content.findDiffStart(doc.content)
  const ends = before.content.findDiffEnd(doc.content)
  if (start === null || !ends) return StepMap.empty
  // The two can overlap where the same letters were repeated: “aa” in “aaa”.
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b))
  return new StepMap([start, ends.a + overlap - start, ends.b + overlap - start])
}

/** The underline at the cursor, of several the shortest. */
export const underlineAt = ({ underlines }: UnderlinesState, pos: number): Underline | null =>
  underlines
    .filter(({ from, to }) => from <= pos && pos <= to)
    .reduce<Underline | null>((best, one) => (best && best.to - best.from <= one.to - one.from ? best : one), null)
