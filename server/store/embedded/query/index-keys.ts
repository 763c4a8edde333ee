import { encodePart } from '../bson/key.ts'
import { isDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { isIndex } from './path.ts'

export interface KeyField {
  path: string
  parts: string[]
  descending: boolean
}

export const fieldOf = (path: string, descending = false): KeyField => ({ path, parts: path.split('.'), descending })

/** Where one field of the pattern has got to within the document. */
interface Cursor {
  value: Value
  /** What is left of the path behind the array that `value` is. */
  rest?: string[]
}

const parallelArrays = () => new StoreError(171, 'cannot index parallel arrays')

/** Every combination of values that a document has under these fields; missing counts as null. */
export function keyRows(doc: Value, fields: KeyField[], parallel = parallelArrays) {
  const cursors = fields.map(({ parts }) => descend(doc, parts))
  return { rows: spread(cursors, parallel), multikey: cursors.some(({ rest }) => rest) }
}

/** The keys of these rows; one that was cut counts as several, since it is not in the order of the values either. */
export function encodeKeys(doc: Value, fields: KeyField[], parallel?: () => StoreError) {
  let { rows, multikey } = keyRows(doc, fields, parallel)
  const keys = rows.map((row) => {
    const parts = row.map((value, index) => encodePart(value, fields[index]?.descending === true))
    multikey ||= parts.some(({ cut }) => cut)
    return Buffer.concat(parts.map(({ bytes }) => bytes))
  })
  const distinct = keys.length > 1 ? [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()] : keys
  return { keys: distinct, multikey }
}

/** Fields within the same array go through it together; two arrays would give every pair, which is refused. */
function spread(cursors: Cursor[], parallel: () => StoreError): Value[][] {
  const arrays = new Set(cursors.filter(({ rest }) => rest).map(({ value }) => value))
  if (arrays.size > 1) throw parallel()
  const [array] = arrays
  if (!Array.isArray(array)) return [cursors.map(({ value }) => value)]
  const step = (enter: (rest: string[]) => Cursor) =>
    spread(
      cursors.map((cursor) => (cursor.rest ? enter(cursor.rest) : cursor)),
      parallel,
    )
  // An empty array itself sorts before null.
  if (array.length === 0) return step((rest) => ({ value: rest.length > 0 ? null : undefined }))
  return array.flatMap((element) => step((rest) => enter(element, rest)))
}

/** An element of an array: the end of the path, or a document to go on in. Arrays within arrays are not entered. */
function enter(element: Value, rest: string[]): Cursor {
  if (rest.length === 0) return { value: element }
  return isDoc(element) ? descend(element, rest) : { value: null }
}

/** Goes down through documents, and through arrays by position; stops at an array that has to be spread. */
function descend(start: Value, path: string[]): Cursor {
  let value = start
  for (const [index, part] of path.entries()) {
    if (isDoc(value)) value = value[part]
    else if (!Array.isArray(value)) return { value: null }
    else if (isIndex(part) && Object.hasOwn(value, part)) value = value[Number(part)]
    else return { value, rest: path.slice(index) }
  }
  return Array.isArray(value) ? { value, rest: [] } : { value: value ?? null }
}
