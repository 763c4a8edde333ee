import { type Doc, docOf, isDoc, newDoc, typeName, type Value } from '../bson/types.ts'
import { badValue, ensure, StoreError } from '../errors.ts'
import type { Test } from '../query/operators.ts'
import { isIndex, type MatchDetails, place, type Tree } from '../query/path.ts'

/** Changes one value: `undefined` in means the field is missing, `undefined` out removes it. */
export type Change = (value: Value, inserting: boolean) => Value

export type UpdateTree = Tree<{
  change: Change
  /** `$unset` and the like never make the documents on the way. */
  create: boolean
}>

/** What one document is changed with. */
export interface UpdateContext extends MatchDetails {
  inserting: boolean
  /** Of which elements of an array `$[]`, or a name with an array filter, speaks. */
  elements?: Map<string, Test>
}

export function addChange(root: UpdateTree, path: string, change: Change, create: boolean): void {
  const parts = path.split('.')
  ensure(!parts.includes(''), 56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  for (const part of parts) {
    ensure(!/^\$(?!$|\[\w*\]$)/.test(part), 52, `The field '${part}' in '${path}' is not allowed`)
  }
  ensure(!parts[0]?.startsWith('$'), 2, `Cannot have a positional element in the first position in path '${path}'`)
  place(root, path, { change, create }, () => conflict(path))
}

const conflict = (path: string) => new StoreError(40, `Updating the path '${path}' would create a conflict`)

/** New fields appear in lexicographic order, numbers by their value, whatever order the update names them in. */
const inOrder = (node: UpdateTree): [string, UpdateTree][] =>
  [...node.children].sort(([a], [b]) => (isIndex(a) && isIndex(b) ? Number(a) - Number(b) : a < b ? -1 : 1))

export function applyTree(doc: Doc, node: UpdateTree, context: UpdateContext): Doc {
  const result = docOf(doc)
  for (const [name, child] of inOrder(node)) {
    const value = applyNode(doc[name], child, context, name)
    if (value === undefined) delete result[name]
    else result[name] = value
  }
  return result
}

function applyNode(value: Value, given: UpdateTree, context: UpdateContext, path: string): Value {
  if (given.leaf) return given.leaf.change(value, context.inserting)
  const node = resolvePositional(given, context, path)
  if (Array.isArray(value)) return applyToArray(value, node, context, path)
  const forElements = [...node.children.keys()].some((name) => context.elements?.has(name))
  ensure(!forElements, 2, `Cannot apply array updates to non-array element ${path}`)
  if (isDoc(value)) return applyTree(value, node, context)
  if (value === undefined) {
    const made = applyTree(newDoc(), node, context)
    return Object.keys(made).length > 0 ? made : undefined
  }
  if (!creates(node)) return value
  const [first] = node.children.keys()
  throw new StoreError(28, `Cannot create field '${first}' in element {${path}: ${typeName(value)}}`)
}

/** Puts the position that the filter found in the place of `$`. */
function resolvePositional(node: UpdateTree, { position }: UpdateContext, path: string): UpdateTree {
  const child = node.children.get('$')
  if (!child) return node
  ensure(position !== undefined, 2, `The positional operator did not find the match it needs for '${path}.$'`)
  if (node.children.has(String(position))) throw conflict(`${path}.${position}`)
  const others = [...node.children].filter(([name]) => name !== '$')
  return { ...node, children: new Map([...others, [String(position), child]]) }
}

/** Beyond this gap a mistyped position would fill the array with nulls. */
const maxGap = 1_500_000

function applyToArray(values: Value[], node: UpdateTree, context: UpdateContext, path: string): Value {
  let result: Value[] | undefined
  const touched = new Set<number>()
  for (const [name, child] of inOrder(node)) {
    const test = context.elements?.get(name)
    if (!isIndex(name) && !test) {
      if (!creates(child)) continue
      throw new StoreError(28, `Cannot create field '${name}' in element {${path}: array}`)
    }
    for (const position of test ? values.keys() : [Number(name)]) {
      if (test && !test(values[position])) continue
      if (touched.has(position)) throw conflict(`${path}.${position}`)
      touched.add(position)
      const before = values[position]
      const after = applyNode(before, child, context, String(position))
      if (after === before) continue
      result ??= [...values]
      if (position - result.length > maxGap) throw badValue('The position is too far beyond the end of the array')
      while (result.length < position) result.push(null)
      if (after !== undefined) result[position] = after
      else if (position < result.length) result[position] = null
    }
  }
  return result ?? values
}

const creates = ({ leaf, children }: UpdateTree): boolean => (leaf ? leaf.create : [...children.values()].some(creates))
