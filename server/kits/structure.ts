import { simpleDiffString } from 'lib0/diff'
import * as Y from 'yjs'
import { type AnchorMark, anchorField, anchorMarks, kitFields, usualWeight } from '#protocol/kits'
import type { RawCriterion } from './normalise.ts'

/** What a criterion is to say; what is left out stays as it is. */
export interface WantedCriterion {
  readonly id: string
  readonly name?: string | undefined
  readonly weight?: number | undefined
  readonly anchors?: { readonly [Mark in AnchorMark]?: string | undefined } | undefined
  readonly questions?: readonly { readonly id: string; readonly text: string }[] | undefined
}

const criteriaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(kitFields.criteria)

/** The criteria in a document, in their order. It may come from any client: nothing is taken for granted. */
export const readCriteria = (doc: Y.Doc): RawCriterion[] =>
  inOrder(criteriaOf(doc)).map(([id, criterion]) => ({
    id,
    name: plain(criterion.get(kitFields.name)),
    weight: criterion.get(kitFields.weight),
    anchors: {
      1: plain(criterion.get(anchorField[1])),
      3: plain(criterion.get(anchorField[3])),
      5: plain(criterion.get(anchorField[5])),
    },
    questions: inOrder(criterion.get(kitFields.questions)).map(([key, question]) => ({
      id: key,
      text: plain(question.get(kitFields.text)),
    })),
  }))

/** Makes the criteria these by as few changes as it takes, so that what others write meanwhile merges with it. */
export function patchCriteria(doc: Y.Doc, wanted: readonly WantedCriterion[]): void {
  const criteria = criteriaOf(doc)
  patchList(criteria, wanted, (criterion, { name, weight, anchors, questions }) => {
    patchText(criterion, kitFields.name, name)
    const isNew = !criterion.has(kitFields.weight)
    if (weight !== undefined || isNew) patchValue(criterion, kitFields.weight, weight ?? usualWeight)
    for (const mark of anchorMarks) patchText(criterion, anchorField[mark], anchors?.[mark])
    const asked = mapIn(criterion, kitFields.questions)
    if (questions === undefined) return
    patchList(asked, questions, (question, { text }) => patchText(question, kitFields.text, text))
  })
}

/** Everything that a document says of a criterion, to be said again. What is no weight or text is left as it is. */
export const wantedOf = ({ id, name, weight, anchors, questions }: RawCriterion): WantedCriterion => ({
  id,
  name,
  weight: typeof weight === 'number' ? weight : undefined,
  anchors,
  questions,
})

/** Puts criteria behind those that are there. */
export function addCriteria(doc: Y.Doc, added: readonly WantedCriterion[]): void {
  patchCriteria(doc, [...inOrder(criteriaOf(doc)).map(([id]) => ({ id })), ...added])
}

/** A first state with these criteria. */
export function withCriteria(state: Uint8Array, criteria: readonly WantedCriterion[]): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.transact(() => patchCriteria(doc, criteria))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

const isKey = (key: string): boolean => /^[\w-]{1,64}$/.test(key)
const plain = (value: unknown): string => (value instanceof Y.Text ? value.toString() : '')
const orderOf = (item: Y.Map<unknown>): number => {
  const order = item.get(kitFields.order)
  return typeof order === 'number' && Number.isFinite(order) ? order : Number.MAX_VALUE
}

/** What is in a list and not taken out of it. Two that were put in one place stand in the order of their ids. */
function inOrder(list: unknown): [string, Y.Map<unknown>][] {
  if (!(list instanceof Y.Map)) return []
  return [...list.entries()]
    .filter((entry): entry is [string, Y.Map<unknown>] => isKey(entry[0]) && entry[1] instanceof Y.Map)
    .filter(([, item]) => item.get(kitFields.removed) !== true)
    .sort(([a, left], [b, right]) => orderOf(left) - orderOf(right) || (a < b ? -1 : 1))
}

/** Beyond it there may be no number that is greater by one, and nothing could be put behind. */
const furthest = 1e9

function patchList<Wanted extends { readonly id: string }>(
  list: Y.Map<unknown>,
  wanted: readonly Wanted[],
  patch: (item: Y.Map<unknown>, wanted: Wanted) => void,
): void {
  const ids = new Set(wanted.map(({ id }) => id))
  for (const [id, item] of inOrder(list)) if (!ids.has(id)) item.set(kitFields.removed, true)
  let last = 0
  for (const one of wanted) {
    const item = mapIn(list, one.id)
    if (item.has(kitFields.removed)) item.delete(kitFields.removed)
    const order = item.has(kitFields.order) ? orderOf(item) : 0
    // Whoever stands behind the one before stays where they are.
    if (order <= last || order > furthest) item.set(kitFields.order, last + 1)
    last = orderOf(item)
    patch(item, one)
  }
}

/** The map at a key, made where there is none. */
function mapIn(parent: Y.Map<unknown>, key: string): Y.Map<unknown> {
  const known = parent.get(key)
  if (known instanceof Y.Map) return known as Y.Map<unknown>
  const made = new Y.Map<unknown>()
  parent.set(key, made)
  return made
}

function patchValue(item: Y.Map<unknown>, field: string, value: number): void {
  if (item.get(field) !== value) item.set(field, value)
}

/** @param wanted undefined: it stays as it is */
function patchText(item: Y.Map<unknown>, field: string, wanted: string | undefined): void {
  const known = item.get(field)
  if (!(known instanceof Y.Text)) {
    item.set(field, new Y.Text(wanted ?? ''))
    return
  }
  if (wanted === undefined) return
  const { index, remove, insert } = simpleDiffString(known.toString(), wanted)
  if (remove > 0) known.delete(index, remove)
  if (insert !== '') known.insert(index, insert)
}
