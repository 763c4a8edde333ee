import { isDoc, type Value } from '../bson/types.ts'

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/** The position of the array element that satisfied a filter, for the positional operator `$`. */
export interface MatchDetails {
  position?: number
}

type Test = (value: Value) => boolean

/** Where the values lie that a condition is about, seen from what it is asked of. */
export interface Place {
  parts: string[]
  /** At the end of the path the elements of an array are tried before itself. */
  enter: boolean
}

/**
 * Whether any value that MongoDB would look at in this place passes. Arrays on the way are entered, both by their
 * documents and by position.
 */
export function someAt(value: Value, place: Place, test: Test, details?: MatchDetails, at = 0): boolean {
  const { parts, enter } = place
  const part = parts[at]
  if (part !== undefined && isDoc(value)) return someAt(value[part], place, test, details, at + 1)
  if (!Array.isArray(value)) return test(part === undefined ? value : undefined)
  if (part === undefined && !enter) return test(value)
  const inside = (element: Value, index: number): boolean => {
    if (part === undefined) return test(element ?? null)
    if (isDoc(element) && someAt(element, place, test, undefined, at)) return true
    if (part !== String(index)) return false
    if (at + 1 === parts.length) return test(element)
    return (isDoc(element) || Array.isArray(element)) && someAt(element, place, test, undefined, at + 1)
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
export function place<Leaf>(root: Tree<Leaf>, path: string, leaf: Leaf, conflict: (isThrough: boolean) => Error): void {
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
