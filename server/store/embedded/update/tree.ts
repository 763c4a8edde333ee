import { type Doc, isDoc, newDoc, typeName, type Value } from '../bson/types.ts'
import { badValue, StoreError } from '../errors.ts'
import { isIndex, type MatchDetails } from '../query/path.ts'

/** Changes one value: `undefined` in means the field is missing, `undefined` out removes it. */
export type Change = (value: Value, context: UpdateContext) => Value

export interface UpdateContext {
  inserting: boolean
  /** The document as it was, for `$rename`. */
  original: Doc
  details: MatchDetails
  arrayFilters: Map<string, (element: Value) => boolean>
}

/** The paths of one update as a tree, so that conflicting ones are found and each field is visited once. */
export interface UpdateNode {
  children: Map<string, UpdateNode>
  change?: Change
  /** `$unset` and the like never make the documents on the way. */
  create: boolean
}

export const newUpdateNode = (): UpdateNode => ({ children: new Map(), create: false })

export function addChange(root: UpdateNode, path: string, change: Change, create: boolean): void {
  const parts = path.split('.')
  if (parts.some((part) => part === ''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  let node = root
  for (const part of parts) {
    if (node.change) throw conflict(path)
    let child = node.children.get(part)
    if (!child) {
      child = newUpdateNode()
      node.children.set(part, child)
    }
    if (create) node.create = true
    node = child
  }
  if (node.change || node.children.size > 0) throw conflict(path)
  node.change = change
  node.create ||= create
  for (const part of parts)
    if (part.startsWith('$') && !/^\$(\[[A-Za-z0-9]*\])?$/.test(part))
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update.`,
      )
  if (parts[0]?.startsWith('$'))
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
}

const conflict = (path: string) =>
  new StoreError(40, `Updating the path '${path}' would create a conflict at '${path}'`)

export function applyTree(doc: Doc, node: UpdateNode, context: UpdateContext): Doc {
  const result = Object.assign(newDoc(), doc)
  for (const [name, child] of inOrder(node)) {
    const value = applyNode(doc[name], child, context, name)
    if (value === undefined) delete result[name]
    else result[name] = value
  }
  return result
}

/** New fields appear in lexicographic order, numbers by their value, whatever order the update names them in. */
function inOrder(node: UpdateNode): [string, UpdateNode][] {
  return [...node.children].sort(([a], [b]) => {
    if (isIndex(a) && isIndex(b)) return Number(a) - Number(b)
    return a < b ? -1 : 1
  })
}

function applyNode(value: Value, node: UpdateNode, context: UpdateContext, path: string): Value {
  if (node.change) return node.change(value, context)
  if (Array.isArray(value)) return applyToArray(value, node, context, path)
  const positional = [...node.children.keys()].find((name) => name.startsWith('$['))
  if (positional) throw badValue(`Cannot apply array updates to non-array element ${path}`)
  if (isDoc(value)) {
    if (node.children.has('$')) return applyTree(value, resolvePositional(node, context, path), context)
    return applyTree(value, node, context)
  }
  if (value === undefined) {
    const resolved = resolvePositional(node, context, path)
    const made = createPath(resolved, context)
    return made
  }
  if (!node.create) return value
  const [first] = node.children.keys()
  throw new StoreError(28, `Cannot create field '${first}' in element {${path}: ${typeName(value)}}`)
}

function createPath(node: UpdateNode, context: UpdateContext): Value {
  const made = applyTree(newDoc(), node, context)
  return node.create && wouldCreate(node, context) ? made : Object.keys(made).length > 0 ? made : undefined
}

/** A path is made only when some change below it really sets something. */
function wouldCreate(node: UpdateNode, context: UpdateContext): boolean {
  if (node.change) return node.create && node.change(undefined, context) !== undefined
  return [...node.children.values()].some((child) => wouldCreate(child, context))
}

function resolvePositional(node: UpdateNode, context: UpdateContext, path: string): UpdateNode {
  const child = node.children.get('$')
  if (!child) return node
  const position = context.details.position
  if (position === undefined)
    throw badValue(`The positional operator did not find the match needed from the query for '${path}.$'.`)
  const children = new Map(node.children)
  children.delete('$')
  if (children.has(String(position))) throw conflict(`${path}.${position}`)
  children.set(String(position), child)
  return { ...node, children }
}

/** Beyond this gap a mistyped position would fill the array with nulls. */
const maxGap = 1_500_000

function applyToArray(values: Value[], unresolved: UpdateNode, context: UpdateContext, path: string): Value {
  const node = resolvePositional(unresolved, context, path)
  let result: Value[] | undefined
  const touched = new Set<number>()
  for (const [name, child] of inOrder(node)) {
    for (const position of positions(name, values, child, context, path)) {
      if (touched.has(position)) throw conflict(`${path}.${position}`)
      touched.add(position)
      const before = values[position]
      const after = applyNode(before, child, context, String(position))
      if (after === before) continue
      result ??= [...values]
      if (position - result.length > maxGap) throw badValue('The position is too far beyond the end of the array')
      while (result.length < position) result.push(null)
      if (after === undefined) {
        if (position < result.length) result[position] = null
      } else result[position] = after
    }
  }
  return result ?? values
}

function positions(name: string, values: Value[], child: UpdateNode, context: UpdateContext, path: string): number[] {
  if (isIndex(name)) return [Number(name)]
  if (name === '$[]') return values.map((_, index) => index)
  if (name.startsWith('$[')) {
    const identifier = name.slice(2, -1)
    const filter = context.arrayFilters.get(identifier)
    if (!filter) throw badValue(`No array filter found for identifier '${identifier}' in path '${path}.${name}'`)
    return values.flatMap((element, index) => (filter(element) ? [index] : []))
  }
  if (!child.create && !child.change) return []
  if (!anyCreates(child)) return []
  throw new StoreError(28, `Cannot create field '${name}' in element {${path}: array}`)
}

const anyCreates = (node: UpdateNode): boolean =>
  node.change ? node.create : [...node.children.values()].some(anyCreates)
