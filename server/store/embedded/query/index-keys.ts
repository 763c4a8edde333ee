import { encodePart } from '../bson/key.ts'
import { type Doc, isDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { isIndex } from './path.ts'

export interface KeyField {
  path: string
  parts: string[]
  descending: boolean
}

/** Where one field of the pattern has got to within the document. */
interface Cursor {
  value: Value
  rest: string[]
  final: boolean
}

/**
 * Every combination of values that a document has under these fields. An array gives one row for each of its
 * elements; missing counts as null, an empty array as `undefined`, which sorts before null.
 */
export function keyRows(doc: Doc, fields: KeyField[]): { rows: Value[][]; multikey: boolean } {
  const result = { rows: [] as Value[][], multikey: false }
  spread(
    fields.map(({ parts }) => descend({ value: doc, rest: parts, final: false })),
    result,
  )
  return result
}

export function encodeKeys(doc: Doc, fields: KeyField[]): { keys: Buffer[]; multikey: boolean; cut: boolean } {
  const { rows, multikey } = keyRows(doc, fields)
  let cut = false
  const keys = rows.map((row) => {
    const parts = row.map((value, index) => {
      const part = encodePart(value, fields[index]?.descending === true)
      cut ||= part.cut
      return part.bytes
    })
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  })
  const distinct = keys.length > 1 ? [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()] : keys
  return { keys: distinct, multikey, cut }
}

function spread(cursors: Cursor[], result: { rows: Value[][]; multikey: boolean }): void {
  const waiting = new Set(cursors.filter(({ final }) => !final).map(({ value }) => value))
  if (waiting.size === 0) {
    result.rows.push(cursors.map(({ value }) => value))
    return
  }
  if (waiting.size > 1) throw new StoreError(171, 'cannot index parallel arrays')
  result.multikey = true
  const [array] = waiting as Set<Value[]>
  if (!array || array.length === 0)
    spread(
      cursors.map((cursor) => (cursor.final ? cursor : found(cursor.rest.length > 0 ? null : undefined))),
      result,
    )
  else
    for (const element of array)
      spread(
        cursors.map((cursor) => (cursor.final ? cursor : enter(element, cursor.rest))),
        result,
      )
}

const found = (value: Value): Cursor => ({ value, rest: [], final: true })

/** An element of an array: the end of the path, or a document to go on in. Arrays within arrays are not entered. */
function enter(element: Value, rest: string[]): Cursor {
  if (rest.length === 0) return found(element)
  return isDoc(element) ? descend({ value: element, rest, final: false }) : found(null)
}

/** Goes down through documents, and through arrays by position; stops at an array that has to be spread. */
function descend({ value, rest }: Cursor): Cursor {
  let index = 0
  for (; index < rest.length; index++) {
    const part = rest[index] ?? ''
    if (isDoc(value)) value = value[part]
    else if (Array.isArray(value) && isIndex(part) && Number(part) < value.length) value = value[Number(part)]
    else break
  }
  if (Array.isArray(value)) return { value, rest: rest.slice(index), final: false }
  return found(index < rest.length ? null : (value ?? null))
}
