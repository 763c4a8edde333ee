import { compileExpression, type Expression, rootScope, type Scope } from '../aggregate/expression.ts'
import { type Doc, isDoc, isNumber, newDoc, toNumber, type Value } from '../bson/types.ts'
import { badValue, notImplemented, StoreError } from '../errors.ts'
import { elementTest } from './match.ts'

export type Projection = (doc: Doc) => Doc

/** What happens to a field: kept, dropped, descended into, or computed from the document and its own value. */
interface Node {
  children: Map<string, Node>
  action?: 'keep' | 'drop'
  compute?: (value: Value, scope: Scope) => Value
  /** Computed fields that are new come last, in the order they are written. */
  expression?: Expression
}

const newNode = (): Node => ({ children: new Map() })

interface Options {
  /** `find` has `$slice` and `$elemMatch` of its own; in a pipeline these names are expressions. */
  find: boolean
}

export function compileProjection(spec: Doc, options: Options): Projection {
  const root = newNode()
  const state = { keeps: 0, drops: 0 }
  let id: 'keep' | 'drop' | undefined
  for (const [path, value] of Object.entries(spec)) {
    if (path === '_id' && isFlag(value)) id = isOn(value) ? 'keep' : 'drop'
    else add(root, path, value, options, state)
  }
  const including = state.keeps > 0 || (state.drops === 0 && id === 'keep')
  if (state.keeps > 0 && state.drops > 0) throw new StoreError(31254, 'Cannot do exclusion in inclusion projection')
  if (id !== undefined) root.children.set('_id', { ...newNode(), action: id })
  else if (including && !root.children.has('_id')) root.children.set('_id', { ...newNode(), action: 'keep' })
  return (doc) => applyNode(doc, root, including, rootScope(doc))
}

const isFlag = (value: Value): boolean => typeof value === 'boolean' || isNumber(value)
const isOn = (value: Value): boolean => value === true || (isNumber(value) && toNumber(value) !== 0)

function place(root: Node, path: string): Node {
  if (path === '') throw new StoreError(40352, 'FieldPath cannot be constructed with empty string')
  if (path.endsWith('.$')) throw notImplemented('the positional projection .$')
  const parts = path.split('.')
  if (parts.some((part) => part === '')) throw new StoreError(40353, `FieldPath must not have an empty part: '${path}'`)
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(16410, `FieldPath field names may not start with '$': '${path}'`)
  let node = root
  for (const part of parts) {
    if (node.action || node.compute || node.expression) throw new StoreError(31249, `Path collision at ${path}`)
    let child = node.children.get(part)
    if (!child) {
      child = newNode()
      node.children.set(part, child)
    }
    node = child
  }
  if (node.children.size > 0 || node.action || node.compute || node.expression)
    throw new StoreError(31250, `Path collision at ${path}`)
  return node
}

function add(root: Node, path: string, value: Value, options: Options, state: { keeps: number; drops: number }): void {
  if (isDoc(value) && !Object.keys(value)[0]?.startsWith('$')) {
    const entries = Object.entries(value)
    if (entries.length === 0) throw new StoreError(51270, 'An empty sub-projection is not a valid value')
    for (const [name, inner] of entries) {
      if (name.includes('.')) throw new StoreError(31249, `FieldPath field names may not contain '.' here: ${name}`)
      add(root, `${path}.${name}`, inner, options, state)
    }
    return
  }
  const node = place(root, path)
  if (isFlag(value)) {
    node.action = isOn(value) ? 'keep' : 'drop'
    state[isOn(value) ? 'keeps' : 'drops']++
    return
  }
  if (options.find && isDoc(value)) {
    if (value.$elemMatch !== undefined) {
      node.compute = elemMatch(path, value.$elemMatch)
      state.keeps++
      return
    }
    if (value.$slice !== undefined && isFindSlice(value.$slice)) {
      node.compute = slice(value.$slice)
      return
    }
  }
  node.expression = compileExpression(value)
  state.keeps++
}

/** Applies the tree to one document; whatever is not named is kept or dropped as a whole. */
function applyNode(doc: Doc, node: Node, including: boolean, scope: Scope): Doc {
  const result = newDoc()
  for (const name in doc) {
    const child = node.children.get(name)
    const value = doc[name]
    if (!child) {
      if (!including) result[name] = value
    } else if (!child.expression) {
      const kept = applyChild(value, child, including, scope)
      if (kept !== undefined) result[name] = kept
    }
  }
  addComputed(result, doc, node, scope)
  return result
}

function applyChild(value: Value, node: Node, including: boolean, scope: Scope): Value {
  if (node.compute) return node.compute(value, scope)
  if (node.action) return node.action === 'keep' ? value : undefined
  return applyInside(value, node, including, scope)
}

function applyInside(value: Value, node: Node, including: boolean, scope: Scope): Value {
  if (isDoc(value)) return applyNode(value, node, including, scope)
  if (Array.isArray(value))
    return value
      .map((element) => applyInside(element, node, including, scope))
      .filter((element) => element !== undefined)
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
    } else if (child.children.size > 0 && source[name] === undefined && hasComputed(child))
      result[name] = addComputed(newDoc(), newDoc(), child, scope)
  }
  return result
}

function elemMatch(path: string, operand: Value): (value: Value) => Value {
  if (path.includes('.')) throw new StoreError(31275, 'Cannot use $elemMatch projection on a nested field')
  if (!isDoc(operand)) throw badValue('elemMatch: Invalid argument, object required')
  const test = elementTest(operand)
  return (value) => {
    const found = Array.isArray(value) ? value.find((element) => test(element)) : undefined
    return found === undefined ? undefined : [found]
  }
}

/** `$slice` with a number, or with two of them; with anything else it is the expression of the same name. */
function isFindSlice(operand: Value): boolean {
  return isNumber(operand) || (Array.isArray(operand) && isNumber(operand[0]))
}

function slice(operand: Value): (value: Value) => Value {
  const [first = 0, second] = (Array.isArray(operand) ? operand : [operand]).map((item) => {
    const number = toNumber(item)
    if (number === undefined) throw badValue('$slice only supports numbers and [skip, limit] arrays')
    return Math.trunc(number)
  })
  if (second !== undefined && second <= 0) throw new StoreError(28724, '$slice limit must be positive')
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first)
    const start = first < 0 ? Math.max(0, value.length + first) : first
    return value.slice(start, start + second)
  }
}

/** `$set` / `$addFields`: computed fields are put in place, everything else stays. */
export function compileSet(spec: Doc): Projection {
  const root = newNode()
  const addField = (path: string, value: Value): void => {
    if (isDoc(value) && !Object.keys(value)[0]?.startsWith('$') && Object.keys(value).length > 0)
      for (const [name, inner] of Object.entries(value)) addField(`${path}.${name}`, inner)
    else place(root, path).expression = compileExpression(value)
  }
  for (const [path, value] of Object.entries(spec)) addField(path, value)
  return (doc) => setNode(doc, root, rootScope(doc))
}

function setNode(doc: Doc, node: Node, scope: Scope): Doc {
  const result: Doc = Object.assign(newDoc(), doc)
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
