import * as Y from 'yjs'
import { type AnchorMark, anchorField, anchorMarks, kitFields, kitLimits, usualWeight } from '#protocol/kits'

/** A question as it stands in the document. */
export interface QuestionView {
  readonly id: string
  readonly text: Y.Text
}

/** A criterion as it stands in the document: its texts are live, the rest is of the moment of reading. */
export interface CriterionView {
  readonly id: string
  readonly weight: number
  readonly name: Y.Text
  readonly anchors: Readonly<Record<AnchorMark, Y.Text>>
  readonly questions: readonly QuestionView[]
}

/** What this page did itself: undo takes back nothing else. */
export const mine = Symbol('changes of this page')

export const criteriaMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(kitFields.criteria)

const isMap = (value: unknown): value is Y.Map<unknown> => value instanceof Y.Map

function orderOf(item: Y.Map<unknown>): number {
  const order = item.get(kitFields.order)
  return typeof order === 'number' && Number.isFinite(order) ? order : Number.MAX_VALUE
}

/** What is in a list and not taken out of it, in its order; as the server reads it. */
const inOrder = (list: unknown): [string, Y.Map<unknown>][] =>
  isMap(list)
    ? [...list.entries()]
        .filter((entry): entry is [string, Y.Map<unknown>] => /^[\w-]{1,64}$/.test(entry[0]) && isMap(entry[1]))
        .filter(([, item]) => item.get(kitFields.removed) !== true)
        .sort(([a, left], [b, right]) => orderOf(left) - orderOf(right) || (a < b ? -1 : 1))
    : []

/** Every criterion whose fields are such as can be written in. */
export const readCriteria = (doc: Y.Doc): CriterionView[] =>
  inOrder(criteriaMap(doc)).flatMap(([id, item]) => {
    const name = item.get(kitFields.name)
    const [low, middle, high] = anchorMarks.map((mark) => item.get(anchorField[mark]))
    const areTexts = name instanceof Y.Text && low instanceof Y.Text && middle instanceof Y.Text
    if (!areTexts || !(high instanceof Y.Text)) return []
    const questions = inOrder(item.get(kitFields.questions)).flatMap(([key, question]) => {
      const text = question.get(kitFields.text)
      return text instanceof Y.Text ? [{ id: key, text }] : []
    })
    return [{ id, name, weight: weightOf(item), anchors: { 1: low, 3: middle, 5: high }, questions }]
  })

function weightOf(item: Y.Map<unknown>): number {
  const weight = item.get(kitFields.weight)
  const isRight = typeof weight === 'number' && Number.isInteger(weight) && weight >= 1 && weight <= kitLimits.weight
  return isRight ? weight : usualWeight
}

const change = (doc: Y.Doc, run: () => void): void => doc.transact(run, mine)

const newKey = (): string => crypto.randomUUID()
const lastOrder = (list: Y.Map<unknown>): number => {
  const last = inOrder(list).at(-1)
  return last === undefined ? 0 : Math.min(orderOf(last[1]), 1e9)
}

/** An empty criterion behind the others. Answers its id. */
export function addCriterion(doc: Y.Doc): string {
  const id = newKey()
  const list = criteriaMap(doc)
  const fields: [string, unknown][] = anchorMarks.map((mark) => [anchorField[mark], new Y.Text()])
  fields.push([kitFields.name, new Y.Text()], [kitFields.questions, new Y.Map()])
  fields.push([kitFields.weight, usualWeight], [kitFields.order, lastOrder(list) + 1])
  change(doc, () => list.set(id, new Y.Map(fields)))
  return id
}

/** Out of the kit, and back into it: with all its words, and with what others wrote in it meanwhile. */
export function setRemoved(doc: Y.Doc, criterionId: string, isRemoved: boolean): void {
  withItem(criteriaMap(doc), criterionId, (item) => change(doc, () => mark(item, isRemoved)))
}

function mark(item: Y.Map<unknown>, isRemoved: boolean): void {
  if (isRemoved) item.set(kitFields.removed, true)
  else item.delete(kitFields.removed)
}

export function setWeight(doc: Y.Doc, criterionId: string, weight: number): void {
  withItem(criteriaMap(doc), criterionId, (item) => change(doc, () => item.set(kitFields.weight, weight)))
}

/** Puts a criterion at a place among the others. */
export const moveCriterion = (doc: Y.Doc, id: string, to: number): void => move(doc, criteriaMap(doc), id, to)

/** Puts a question at a place among those of its criterion. */
export function moveQuestion(doc: Y.Doc, criterionId: string, id: string, to: number): void {
  withQuestions(doc, criterionId, (list) => move(doc, list, id, to))
}

/** An empty question behind another one, or behind all of them. Answers its id. */
export function addQuestion(doc: Y.Doc, criterionId: string, behind?: string): string {
  const id = newKey()
  withQuestions(doc, criterionId, (list) =>
    change(doc, () => {
      list.set(
        id,
        new Y.Map<unknown>([
          [kitFields.text, new Y.Text()],
          [kitFields.order, lastOrder(list) + 1],
        ]),
      )
      const place = inOrder(list).findIndex(([key]) => key === behind)
      if (place >= 0) putAt(list, id, place + 1)
    }),
  )
  return id
}

export function setQuestionRemoved(doc: Y.Doc, criterionId: string, id: string, isRemoved: boolean): void {
  withQuestions(doc, criterionId, (list) => withItem(list, id, (item) => change(doc, () => mark(item, isRemoved))))
}

const move = (doc: Y.Doc, list: Y.Map<unknown>, id: string, to: number): void => change(doc, () => putAt(list, id, to))

/** Between its new neighbours; when there is no number between them any more, all are numbered anew. */
function putAt(list: Y.Map<unknown>, id: string, to: number): void {
  const others = inOrder(list).filter(([key]) => key !== id)
  const item = list.get(id)
  if (!isMap(item)) return
  const at = Math.max(0, Math.min(to, others.length))
  const [before, after] = [others[at - 1]?.[1], others[at]?.[1]]
  const low = before ? orderOf(before) : after ? orderOf(after) - 2 : 0
  const high = after ? orderOf(after) : low + 2
  const middle = (low + high) / 2
  if (low < middle && middle < high && Math.abs(middle) < 1e9) {
    item.set(kitFields.order, middle)
    return
  }
  const all = others.map(([, other]) => other)
  all.splice(at, 0, item)
  for (const [i, one] of all.entries()) one.set(kitFields.order, i + 1)
}

function withItem(list: Y.Map<unknown>, id: string, run: (item: Y.Map<unknown>) => void): void {
  const item = list.get(id)
  if (isMap(item)) run(item)
}

function withQuestions(doc: Y.Doc, criterionId: string, run: (list: Y.Map<unknown>) => void): void {
  withItem(criteriaMap(doc), criterionId, (item) => withItem(item, kitFields.questions, run))
}
