import { isDoc, type Value } from '../bson/types.ts'
import type { StoreError } from '../errors.ts'

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/** The position of the array element that satisfied a filter, for the positional operator `$`. */
export interface MatchDetails {
  position?: number
}

type Test = (value: Value) => boolean

/**
 * Whether any value that MongoDB would look at under this path passes. Arrays on the way are entered, both
 * by their documents and by position; at the end of the path `elements` has those of an array tried before itself.
 */
export function someAt(
  value: Value,
  parts: string[],
  elements: boolean,
  test: Test,
  details?: MatchDetails,
  at = 0,
): boolean {
  const part = parts[at]
  if (part !== undefined && isDoc(value)) return someAt(value[part], parts, elements, test, details, at + 1)
  if (!Array.isArray(value)) return test(part === undefined ? value : undefined)
  if (part === undefined && !elements) return test(value)
  const inside = (element: Value, index: number): boolean => {
    if (part === undefined) return test(element ?? null)
    if (isDoc(element) && someAt(element, parts, elements, test, undefined, at)) return true
    if (part !== String(index)) return false
    if (at + 1 === parts.length) return test(element)
    return (isDoc(element) || Array.isArray(element)) && someAt(element, parts, elements, test, undefined, at + 1)
  }
  const position = value.findIndex(inside)
  if (position >= 0 && details) details.position = position
  return position >= 0 || (part === undefined && test(value))
}

/** The paths of a projection or an update, so that conflicting ones are found and each field is visited once. */
export interface Tree<Leaf> {
  children: Map<string, Tree<Leaf>>
  leaf?: Leaf
}

export const newTree = <Leaf>(): Tree<Leaf> => ({ children: new Map() })

/** @param conflict the error when a path ends at, or leads through, the end of another */
export function place<Leaf>(
  root: Tree<Leaf>,
  path: string,
  leaf: Leaf,
  conflict: (isThrough: boolean) => StoreError,
): void {
  let node = root
  for (const part of path.split('.')) {
    if (node.leaf) throw conflict(true)
    const child = node.children.get(part) ?? newTree()
    node.children.set(part, child)
    node = child
  }
  if (node.leaf || node.children.size > 0) throw conflict(false)
  node.leaf = leaf
}
