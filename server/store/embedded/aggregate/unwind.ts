import { copyDoc, type Doc, isDoc, type Value } from '../bson/types.ts'
import { notImplemented, StoreError } from '../errors.ts'
import { valueAt } from '../query/path.ts'
import { inBatches, type Stage } from './stages.ts'

/** One document for each element of an array. */
export function compileUnwind(operand: Value): Stage {
  const options = isDoc(operand) ? operand : undefined
  const path = options ? options.path : operand
  for (const name of Object.keys(options ?? {}))
    if (!['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex'].includes(name))
      throw new StoreError(28811, `unrecognized option to $unwind stage: ${name}`)
  if (typeof path !== 'string') throw new StoreError(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$') || path.length < 2)
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  const parts = path.slice(1).split('.')
  const preserve = options?.preserveNullAndEmptyArrays
  if (preserve !== undefined && typeof preserve !== 'boolean')
    throw new StoreError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  const indexName = options?.includeArrayIndex
  if (indexName !== undefined && (typeof indexName !== 'string' || indexName === ''))
    throw new StoreError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage')
  if (typeof indexName === 'string' && indexName.startsWith('$'))
    throw new StoreError(28822, 'includeArrayIndex option to $unwind stage should not be prefixed with a $')
  if (typeof indexName === 'string' && indexName.includes('.'))
    throw notImplemented('a dotted path in includeArrayIndex')
  const spread = (doc: Doc): Doc[] => {
    const value = valueAt(doc, parts)
    const withIndex = (result: Doc, position: number | null): Doc => {
      if (typeof indexName === 'string') result[indexName] = position
      return result
    }
    if (Array.isArray(value) && value.length > 0)
      return value.map((element, position) => withIndex(replaceAt(doc, parts, 0, element), position))
    const empty = value === undefined || value === null || Array.isArray(value)
    if (empty && preserve !== true) return []
    return [withIndex(Array.isArray(value) ? replaceAt(doc, parts, 0, undefined) : copyDoc(doc), null)]
  }
  return async function* (input) {
    for await (const batch of input) yield* inBatches(batch.flatMap(spread))
  }
}

function replaceAt(doc: Doc, parts: string[], at: number, value: Value): Doc {
  const result = copyDoc(doc)
  const name = parts[at] ?? ''
  const inner = result[name]
  const replacement = at === parts.length - 1 ? value : isDoc(inner) ? replaceAt(inner, parts, at + 1, value) : inner
  if (replacement === undefined) delete result[name]
  else result[name] = replacement
  return result
}
