import { equal } from '../bson/key.ts'
import { copyDoc, type Doc, isDoc, newDoc, type Value } from '../bson/types.ts'
import { failedToParse, notImplemented, StoreError } from '../errors.ts'
import { compileFilter, isOperatorDoc } from '../query/match.ts'
import type { MatchDetails } from '../query/path.ts'
import { addOperator } from './operators.ts'
import { addChange, applyTree, newUpdateNode } from './tree.ts'

/** Makes the new document out of the one found, or out of the upsert's beginnings. */
export type Update = (doc: Doc, details: MatchDetails, inserting: boolean) => Doc

export interface CompiledUpdate {
  apply: Update
  replacement: boolean
}

export function compileUpdate(update: Value, arrayFilters: Value): CompiledUpdate {
  if (Array.isArray(update)) throw notImplemented('updates by a pipeline')
  if (!isDoc(update)) throw failedToParse('The update must be a document')
  const names = Object.keys(update)
  if (!names[0]?.startsWith('$')) return { apply: compileReplacement(update, names, arrayFilters), replacement: true }
  const root = newUpdateNode()
  for (const name of names) {
    if (!name.startsWith('$'))
      throw failedToParse(
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    addOperator(root, name, update[name])
  }
  const filters = compileArrayFilters(
    arrayFilters,
    JSON.stringify(names.flatMap((name) => Object.keys(update[name] as Doc))),
  )
  const apply: Update = (doc, details, inserting) =>
    applyTree(doc, root, { inserting, original: doc, details, arrayFilters: filters })
  return { apply: keepingId(apply), replacement: false }
}

function compileReplacement(update: Doc, names: string[], arrayFilters: Value): Update {
  if (arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for replacements')
  const dollar = names.find((name) => name.startsWith('$'))
  if (dollar) throw new StoreError(52, `The dollar ($) prefixed field '${dollar}' is not valid for storage.`)
  return keepingId((doc) => {
    const result = newDoc()
    const id = update._id === undefined ? doc._id : update._id
    if (id !== undefined) result._id = id
    return Object.assign(result, update, id === undefined ? {} : { _id: id })
  })
}

/** `_id` never changes once a document is there. */
function keepingId(apply: Update): Update {
  return (doc, details, inserting) => {
    const result = apply(doc, details, inserting)
    if (doc._id !== undefined && result._id !== doc._id && !equal(result._id, doc._id))
      throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
    if (Array.isArray(result._id)) throw new StoreError(53, "The '_id' value cannot be of type array")
    return result
  }
}

function compileArrayFilters(filters: Value, paths: string): Map<string, (element: Value) => boolean> {
  const result = new Map<string, (element: Value) => boolean>()
  if (filters === undefined) return result
  if (!Array.isArray(filters)) throw typeError()
  for (const filter of filters) {
    if (!isDoc(filter)) throw typeError()
    const identifiers = new Set(identifiersOf(filter))
    const [identifier] = identifiers
    if (identifier === undefined || identifiers.size !== 1)
      throw failedToParse('Each array filter must name exactly one identifier')
    if (result.has(identifier))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`)
    if (!paths.includes(`$[${identifier}]`))
      throw failedToParse(`The array filter for identifier '${identifier}' was not used in the update`)
    const predicate = compileFilter(filter)
    result.set(identifier, (element) => {
      const holder = newDoc()
      holder[identifier] = element
      return predicate(holder)
    })
  }
  return result
}

const typeError = () => new StoreError(14, 'arrayFilters must be an array of documents')

function identifiersOf(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? '']
    return Array.isArray(value) ? value.filter(isDoc).flatMap(identifiersOf) : []
  })
}

/** What an upsert starts from: the equalities of its filter. */
export function upsertBase(filter: Doc, replacement: boolean): Doc {
  const root = newUpdateNode()
  const base = newDoc()
  for (const [path, value] of equalities(filter)) {
    if (replacement && path !== '_id') continue
    if (path === '_id') base._id = value
    else addChange(root, path, () => value, true)
  }
  const context = { inserting: true, original: base, details: {}, arrayFilters: new Map() }
  return replacement ? base : orderedAs(filter, applyTree(base, root, context))
}

function equalities(filter: Doc): [string, Value][] {
  return Object.entries(filter).flatMap(([path, value]): [string, Value][] => {
    if (path === '$and' && Array.isArray(value)) return value.filter(isDoc).flatMap(equalities)
    if (path === '$or' && Array.isArray(value) && value.length === 1) return value.filter(isDoc).flatMap(equalities)
    if (path.startsWith('$')) return []
    if (!isOperatorDoc(value)) return [[path, value]]
    const { $eq: same, $in: among, $all: every } = value
    if (same !== undefined) return [[path, same]]
    if (Array.isArray(among) && among.length === 1) return [[path, among[0]]]
    if (Array.isArray(every) && every.length === 1 && !isOperatorDoc(every[0])) return [[path, every[0]]]
    return []
  })
}

/** The fields taken from the filter keep its order, unlike those of the update's operators. */
function orderedAs(filter: Doc, doc: Doc): Doc {
  const result = newDoc()
  for (const [path] of equalities(filter)) {
    const name = path.split('.')[0] ?? ''
    if (doc[name] !== undefined) result[name] = doc[name]
  }
  return Object.assign(result, copyDoc(doc))
}
