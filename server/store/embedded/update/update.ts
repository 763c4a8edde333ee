import { equal } from '../bson/key.ts'
import { type Doc, docOf, isDoc, newDoc, type Value } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import { isOperatorDoc, type Test } from '../query/operators.ts'
import { newTree } from '../query/path.ts'
import { addOperator } from './operators.ts'
import { addChange, applyTree, type UpdateContext, type UpdateTree } from './tree.ts'

/** Makes the new document out of the one found, or out of the upsert's beginnings. */
type Update = (doc: Doc, context: UpdateContext) => Doc

export interface CompiledUpdate {
  apply: Update
  replacement: boolean
}

export function compileUpdate(update: Value, arrayFilters: Value): CompiledUpdate {
  if (Array.isArray(update)) throw notImplemented('updates by a pipeline')
  ensure(isDoc(update), 9, 'The update must be a document')
  const replacement = !Object.keys(update)[0]?.startsWith('$')
  if (replacement && arrayFilters !== undefined) throw notImplemented('array filters of a replacement')
  const change = replacement ? compileReplacement(update) : compileOperators(update, arrayFilters)
  const apply: Update = (doc, context) => {
    const result = change(doc, context)
    if (doc._id !== undefined && result._id !== doc._id && !equal(result._id, doc._id))
      throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
    return result
  }
  return { apply, replacement }
}

function compileOperators(update: Doc, arrayFilters: Value): Update {
  const elements = compileArrayFilters(update, arrayFilters)
  const root: UpdateTree = newTree()
  for (const [name, operand] of Object.entries(update)) addOperator(root, name, operand)
  return (doc, context) => applyTree(doc, root, { ...context, elements })
}

/** What `$[]` and `$[name]` in the paths of an update stand for; every filter is about one name that is used. */
function compileArrayFilters(update: Doc, given: Value = []): Map<string, Test> {
  ensure(Array.isArray(given), 14, 'arrayFilters must be an array')
  const elements = new Map<string, Test>([['$[]', () => true]])
  const paths = Object.values(update).flatMap((fields) => (isDoc(fields) ? Object.keys(fields) : []))
  const used = new Set(paths.flatMap((path) => path.match(/\$\[\w*\]/g) ?? []))
  for (const filter of given) {
    ensure(isDoc(filter), 14, 'Each array filter must be a document')
    const [name = '', ...others] = new Set(Object.keys(filter).map((path) => path.replace(/\..*/, '')))
    if (name.startsWith('$')) throw notImplemented(`${name} at the top of array filters`)
    ensure(others.length === 0, 9, `Each array filter is about one name, not about ${name}, ${others.join(', ')}`)
    const place = `$[${name}]`
    ensure(used.has(place) && !elements.has(place), 9, `The array filter of '${name}' is not used, or not alone`)
    const matches = compileFilter(filter)
    elements.set(place, (element) => matches(docOf({ [name]: element })))
  }
  for (const place of used) ensure(elements.has(place), 2, `No array filter found for identifier '${place}'`)
  return elements
}

function compileReplacement(update: Doc): Update {
  const dollar = Object.keys(update).find((name) => name.startsWith('$'))
  ensure(dollar === undefined, 52, `The dollar ($) prefixed field '${dollar}' is not valid for storage.`)
  return (doc) => {
    const id = update._id ?? doc._id
    return id === undefined ? docOf(update) : docOf({ _id: id, ...update })
  }
}

/** What an upsert starts from: the equalities of its filter, in its order; of a replacement's only the `_id`. */
export function upsertBase(filter: Doc, replacement: boolean): Doc {
  const root: UpdateTree = newTree()
  const names = new Set<string>()
  for (const [path, value] of equalities(filter)) {
    if (replacement && path !== '_id') continue
    addChange(root, path, () => value, true)
    names.add(path.split('.')[0] ?? '')
  }
  const base = applyTree(newDoc(), root, { inserting: true })
  return docOf(Object.fromEntries([...names].map((name) => [name, base[name]])))
}

function equalities(filter: Doc): [string, Value][] {
  return Object.entries(filter).flatMap(([path, value]): [string, Value][] => {
    if (Array.isArray(value) && (path === '$and' || (path === '$or' && value.length === 1)))
      return value.filter(isDoc).flatMap(equalities)
    if (path.startsWith('$')) return []
    if (!isOperatorDoc(value)) return [[path, value]]
    const { $eq: same, $in: among, $all: every } = value
    if (same !== undefined) return [[path, same]]
    for (const list of [among, every])
      if (Array.isArray(list) && list.length === 1 && !isOperatorDoc(list[0])) return [[path, list[0]]]
    return []
  })
}
