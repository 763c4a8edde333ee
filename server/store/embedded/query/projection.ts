import { compileExpression, rootScope, type Scope } from '../aggregate/expression.ts'
import { type Doc, isDoc, newDoc, partOf, toNumber, truthy, type Value } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import { elementTest } from './match.ts'
import { newTree, place, type Tree } from './path.ts'

export type Projection = (doc: Doc) => Doc

/** Makes the projected value of a field out of the stored one. */
interface Leaf {
  apply: (value: Value, scope: Scope) => Value
  /** It does not depend on the value that is there, and may be new. */
  computed: boolean
}

const keep: Leaf = { apply: (value) => value, computed: false }
const drop: Leaf = { apply: () => undefined, computed: false }
const computed = (value: Value): Leaf => {
  const expression = compileExpression(value)
  return { apply: (_, scope) => expression(scope), computed: true }
}

/** `find` has `$slice` and `$elemMatch` of its own; in a pipeline these names are expressions. */
export function compileProjection(spec: Doc, { find }: { find: boolean }): Projection {
  const root = newTree<Leaf>()
  let keeps = false
  let drops = false
  let id: Leaf | undefined
  for (const [path, value] of leavesOf(spec)) {
    if (isFlag(value)) {
      const leaf = truthy(value) ? keep : drop
      if (path === '_id') id = leaf
      else {
        placeLeaf(root, path, leaf)
        keeps ||= leaf === keep
        drops ||= leaf === drop
      }
      continue
    }
    const apply = find && isDoc(value) ? findOperator(path, value) : undefined
    placeLeaf(root, path, apply ? { apply, computed: false } : computed(value))
    // A slice alone leaves the other fields as they are.
    keeps ||= !apply || !isDoc(value) || '$elemMatch' in value
  }
  ensure(!(keeps && drops), 31254, 'Cannot do exclusion in inclusion projection')
  const including = keeps || (!drops && id === keep)
  if (id ?? (including && !root.children.has('_id'))) root.children.set('_id', { ...newTree(), leaf: id ?? keep })
  return (doc) => applyNode(doc, root, including, rootScope(doc))
}

/** `$set` / `$addFields`: everything else stays. */
export function compileSet(spec: Doc): Projection {
  const root = newTree<Leaf>()
  for (const [path, value] of leavesOf(spec)) placeLeaf(root, path, computed(value))
  return (doc) => applyNode(doc, root, false, rootScope(doc))
}

const isFlag = (value: Value): boolean => typeof value === 'boolean' || toNumber(value) !== undefined

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

function placeLeaf(root: Tree<Leaf>, path: string, leaf: Leaf): void {
  if (path.endsWith('.$')) throw notImplemented('the positional projection .$')
  const fits = path.split('.').every((part) => part !== '' && !part.startsWith('$'))
  ensure(fits, 40353, `'${path}' is no path of a field`)
  place(root, path, leaf, (isThrough) => new StoreError(isThrough ? 31249 : 31250, `Path collision at ${path}`))
}

/** Applies the tree to one document; whatever is not named is kept or dropped as a whole. */
function applyNode(doc: Doc, node: Tree<Leaf>, including: boolean, scope: Scope): Doc {
  const result = newDoc()
  const set = (name: string, value: Value) => {
    if (value !== undefined) result[name] = value
  }
  // What a projection computes comes last, what `$set` computes in the place of what was there.
  const isLast = (child: Tree<Leaf>) => including && child.leaf?.computed === true
  for (const name in doc) {
    const child = node.children.get(name)
    if (!child) set(name, including ? undefined : doc[name])
    else if (!isLast(child)) set(name, applyChild(doc[name], child, including, scope))
  }
  for (const [name, child] of node.children)
    if (isLast(child) || (doc[name] === undefined && hasComputed(child)))
      set(name, applyChild(undefined, child, including, scope))
  return result
}

function applyChild(value: Value, node: Tree<Leaf>, including: boolean, scope: Scope): Value {
  if (node.leaf) return node.leaf.apply(value, scope)
  if (isDoc(value)) return applyNode(value, node, including, scope)
  if (Array.isArray(value))
    return value.map((item) => applyChild(item, node, including, scope)).filter((item) => item !== undefined)
  if (hasComputed(node)) return applyNode(newDoc(), node, including, scope)
  return including ? undefined : value
}

const hasComputed = ({ leaf, children }: Tree<Leaf>): boolean =>
  leaf ? leaf.computed : [...children.values()].some(hasComputed)

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
  return (value) => (Array.isArray(value) ? partOf(value, first, second) : value)
}
