import { type Doc, isDoc, type Value } from '../bson/types.ts'

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/** The position of the array element that satisfied a filter, for the positional operator `$`. */
export interface MatchDetails {
  position?: number
}

type Test = (value: Value) => boolean

/**
 * Whether any value that MongoDB would look at under this path passes. Arrays on the way are entered, both
 * by their documents and by position; at the end of the path the elements are tried first, then the array.
 */
export function someAt(doc: Doc, parts: string[], elements: boolean, test: Test, details?: MatchDetails): boolean {
  return someFrom(doc, parts, 0, elements, test, details)
}

function someFrom(
  doc: Doc,
  parts: string[],
  at: number,
  elements: boolean,
  test: Test,
  details?: MatchDetails,
): boolean {
  let value: Value = doc
  for (let index = at; index < parts.length; index++) {
    if (isDoc(value)) value = value[parts[index] ?? '']
    else if (Array.isArray(value)) return someInArray(value, parts, index, elements, test, details)
    else return test(undefined)
  }
  return someLeaf(value, elements, test, details)
}

function someLeaf(value: Value, elements: boolean, test: Test, details?: MatchDetails): boolean {
  if (elements && Array.isArray(value))
    for (let index = 0; index < value.length; index++)
      if (test(value[index] ?? null)) {
        if (details) details.position = index
        return true
      }
  return test(value)
}

function someInArray(
  values: Value[],
  parts: string[],
  at: number,
  elements: boolean,
  test: Test,
  details?: MatchDetails,
): boolean {
  const part = parts[at] ?? ''
  const offset = isIndex(part) ? Number(part) : -1
  for (let index = 0; index < values.length; index++) {
    const element = values[index]
    const found =
      (isDoc(element) && someFrom(element, parts, at, elements, test)) ||
      (index === offset && someAtOffset(element, parts, at + 1, elements, test))
    if (found) {
      if (details) details.position = index
      return true
    }
  }
  return false
}

function someAtOffset(element: Value, parts: string[], at: number, elements: boolean, test: Test): boolean {
  if (at === parts.length) return test(element)
  if (isDoc(element)) return someFrom(element, parts, at, elements, test)
  return Array.isArray(element) && someInArray(element, parts, at, elements, test)
}

/** The value under a path without entering arrays, except by position. */
export function valueAt(doc: Value, parts: string[]): Value {
  let value = doc
  for (const part of parts) {
    if (isDoc(value)) value = value[part]
    else if (Array.isArray(value) && isIndex(part)) value = value[Number(part)]
    else return undefined
  }
  return value
}
