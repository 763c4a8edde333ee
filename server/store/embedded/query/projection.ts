import { compileExpression, type Expression, rootScope, type Scope, truthy } from '../aggregate/expression.ts'
import { type Doc, docOf, isDoc, isNumber, newDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented } from '../errors.ts'
import { elementTest } from './match.ts'

export type Projection = (doc: Doc) => Doc

/** What happens to a field: kept, dropped, descended into, or computed from the document or from its own value. */
interface Node {
  children: Map<string, Node>
  action?: 'keep' | 'drop'
  /** From the value itself, as `$slice` and `$elemMatch` of `find`. */
  convert?: (value: Value) => Value
  /** Computed fields that are new come last, in the order they are written. */
  expression?: Expression
}

const newNode = (): Node => ({ children: new Map() })

/** `find` has `$slice` and `$elemMatch` of its own; in a pipeline these names are expressions. */
export function compileProjection(spec: Doc, { find }: { find: boolean }): Projection {
  const root = newNode()
  let keeps = false
  let drops = false
  let id: Node['action']
  for (const [path, value] of leavesOf(spec)) {
    if (isFlag(value)) {
      const action = truthy(value) ? 'keep' : 'drop'
      if (path === '_id') {
        id = action
        continue
      }
      place(root, path).action = action
      if (action === 'keep') keeps = true
      else drops = true
      continue
    }
    const convert = find && isDoc(value) ? findOperator(path, value) : undefined
    if (convert) place(root, path).convert = convert
    else place(root, path).expression = compileExpression(value)
    // A slice alone leaves the other fields as they are.
    keeps ||= !convert || !isDoc(value) || '$elemMatch' in value
  }
  ensure(!(keeps && drops), 31254, 'Cannot do exclusion in inclusion projection')
  const including = keeps || (!drops && id === 'keep')
  if (id ?? (including && !root.children.has('_id'))) root.children.set('_id', { ...newNode(), action: id ?? 'keep' })
  return (doc) => applyNode(doc, root, including, rootScope(doc))
}

/** `$set` / `$addFields`: computed fields are put in place, everything else stays. */
export function compileSet(spec: Doc): Projection {
  const root = newNode()
  for (const [path, value] of leavesOf(spec)) place(root, path).expression = compileExpression(value)
  return (doc) => setNode(doc, root, rootScope(doc))
}

const isFlag = (value: Value): boolean => typeof value === 'boolean' || isNumber(value)

/** Documents in the specification are another way of writing dotted paths. */
function leavesOf(spec: Doc, prefix = ''): [string, Value][] {
  return Object.entries(spec).flatMap(([name, value]): [string, Value][] => {
    const [first] = isDoc(value) ? Object.keys(value) : []
    ensure(prefix === '' || !name.includes('.'), 31249, `Names of fields may not contain '.' here: ${name}`)
    return isDoc(value) && first !== undefined && !first.startsWith('$')
      ? leavesOf(value, `${prefix}${name}.`)
      : [[prefix + name, value]]
  })
}

function place(root: Node, path: string): Node {
  if (path.endsWith('.$')) throw notImplemented('the positional projection .$')
  const parts = path.split('.')
  ensure(!parts.some((part) => part === '' || part.startsWith('$')), 40353, `'${path}' is no path of a field`)
  const isLeaf = (node: Node) => node.action ?? node.convert ?? node.expression
  let node = root
  for (const part of parts) {
    ensure(!isLeaf(node), 31249, `Path collision at ${path}`)
    const child = node.children.get(part) ?? newNode()
    node.children.set(part, child)
    node = child
  }
  ensure(!isLeaf(node) && node.children.size === 0, 31250, `Path collision at ${path}`)
  return node
}

/** Applies the tree to one document; whatever is not named is kept or dropped as a whole. */
function applyNode(doc: Doc, node: Node, including: boolean, scope: Scope): Doc {
  const result = newDoc()
  for (const name in doc) {
    const child = node.children.get(name)
    const kept = child ? applyChild(doc[name], child, including, scope) : including ? undefined : doc[name]
    if (kept !== undefined && !child?.expression) result[name] = kept
  }
  return addComputed(result, doc, node, scope)
}

function applyChild(value: Value, node: Node, including: boolean, scope: Scope): Value {
  if (node.convert) return node.convert(value)
  if (node.action) return node.action === 'keep' ? value : undefined
  if (isDoc(value)) return applyNode(value, node, including, scope)
  if (Array.isArray(value))
    return value.map((item) => applyChild(item, node, including, scope)).filter((item) => item !== undefined)
  if (hasComputed(node)) return addComputed(newDoc(), newDoc(), node, scope)
  return including ? undefined : value
}

const hasComputed = (node: Node): boolean =>
  node.expression !== undefined || [...node.children.values()].some(hasComputed)

function addComputed(result: Doc, source: Doc, node: Node, scope: Scope): Doc {
  for (const [name, child] of node.children) {
    if (child.expression) {
      const value = child.expression(scope)
      if (value === undefined) delete result[name]
      else result[name] = value
    } else if (source[name] === undefined && hasComputed(child))
      result[name] = addComputed(newDoc(), newDoc(), child, scope)
  }
  return result
}

function setNode(doc: Doc, node: Node, scope: Scope): Doc {
  const result = docOf(doc)
  for (const [name, child] of node.children) {
    const value = child.expression ? child.expression(scope) : setInside(doc[name], child, scope)
    if (value === undefined) delete result[name]
    else result[name] = value
  }
  return result
}

function setInside(value: Value, node: Node, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((element) => setInside(element, node, scope) ?? null)
  return setNode(isDoc(value) ? value : newDoc(), node, scope)
}

/** The first element that matches, or a part of the array: with one number or two, else it is the expression `$slice`. */
function findOperator(path: string, { $elemMatch, $slice }: Doc): ((value: Value) => Value) | undefined {
  if ($elemMatch !== undefined) {
    ensure(!path.includes('.'), 31275, 'Cannot use $elemMatch projection on a nested field')
    const test = elementTest($elemMatch)
    return (value) => {
      const found = Array.isArray(value) ? value.find(test) : undefined
      return found === undefined ? undefined : [found]
    }
  }
  const [first, second] = (Array.isArray($slice) ? $slice : [$slice]).map(toNumber)
  if (first === undefined) return undefined
  ensure(second === undefined || second > 0, 28724, '$slice limit must be positive')
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first)
    const start = first < 0 ? Math.max(0, value.length + first) : first
    return value.slice(start, start + second)
  }
}
