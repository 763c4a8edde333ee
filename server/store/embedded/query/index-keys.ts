import { encodePart } from '../bson/key.ts'
import { isDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'

export interface KeyField {
  path: string
  parts: string[]
  descending: boolean
}

export const fieldOf = (path: string, descending = false): KeyField => ({ path, parts: path.split('.'), descending })

/** Where one field of the pattern has got to within the document; with nothing left to do when it is `final`. */
interface Cursor {
  value: Value
  rest: string[]
  final: boolean
}

interface Rows {
  rows: Value[][]
  /** Some field holds an array, which gives one row for each of its elements. */
  multikey: boolean
}

/** Every combination of values that a document has under these fields; missing counts as null. */
export function keyRows(doc: Value, fields: KeyField[]): Rows {
  const result: Rows = { rows: [], multikey: false }
  spread(
    fields.map(({ parts }) => descend(doc, parts)),
    result,
  )
  return result
}

export function encodeKeys(doc: Value, fields: KeyField[]): { keys: Buffer[]; multikey: boolean; cut: boolean } {
  const { rows, multikey } = keyRows(doc, fields)
  let cut = false
  const keys = rows.map((row) => {
    const parts = row.map((value, index) => encodePart(value, fields[index]?.descending === true))
    cut ||= parts.some((part) => part.cut)
    return Buffer.concat(parts.map(({ bytes }) => bytes))
  })
  const distinct = keys.length > 1 ? [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()] : keys
  return { keys: distinct, multikey, cut }
}

/** Fields within the same array go through it together; two arrays would give every pair, which is refused. */
function spread(cursors: Cursor[], result: Rows): void {
  const arrays = new Set(cursors.filter(({ final }) => !final).map(({ value }) => value))
  const [array] = arrays
  if (arrays.size > 1) throw new StoreError(171, 'cannot index parallel arrays')
  if (!Array.isArray(array)) {
    result.rows.push(cursors.map(({ value }) => value))
    return
  }
  result.multikey = true
  const step = (enter: (rest: string[]) => Cursor) =>
    spread(
      cursors.map((cursor) => (cursor.final ? cursor : enter(cursor.rest))),
      result,
    )
  // An empty array itself sorts before null.
  if (array.length === 0) step((rest) => found(rest.length > 0 ? null : undefined))
  for (const element of array) step((rest) => enter(element, rest))
}

const found = (value: Value): Cursor => ({ value, rest: [], final: true })

/** An element of an array: the end of the path, or a document to go on in. Arrays within arrays are not entered. */
function enter(element: Value, rest: string[]): Cursor {
  if (rest.length === 0) return found(element)
  return isDoc(element) ? descend(element, rest) : found(null)
}

/** Goes down through documents, and through arrays by position; stops at an array that has to be spread. */
function descend(start: Value, path: string[]): Cursor {
  let value = start
  for (const [index, part] of path.entries()) {
    if (isDoc(value)) value = value[part]
    else if (Array.isArray(value) && Object.hasOwn(value, part) && part !== 'length') value = value[Number(part)]
    else return Array.isArray(value) ? { value, rest: path.slice(index), final: false } : found(null)
  }
  return Array.isArray(value) ? { value, rest: [], final: false } : found(value ?? null)
}
