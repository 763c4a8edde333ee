import { type Doc, docOf, isDoc, type Value } from '../bson/types.ts'
import { ensure, notImplemented } from '../errors.ts'
import { valueAt } from '../query/path.ts'
import { checkFields, inBatches, type Stage } from './stages.ts'

/** One document for each element of an array; what is no array counts as one element. */
export function compileUnwind(operand: Value): Stage {
  const options = isDoc(operand) ? operand : docOf({ path: operand })
  checkFields('$unwind', options, ['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex'])
  const { path, preserveNullAndEmptyArrays: preserve, includeArrayIndex: indexName } = options
  ensure(typeof path === 'string' && /^\$[^$]/.test(path), 28818, "$unwind needs a path prefixed with a '$'")
  if (indexName !== undefined && (typeof indexName !== 'string' || !/^[^$.][^.]*$/.test(indexName)))
    throw notImplemented('this form of includeArrayIndex')
  const parts = path.slice(1).split('.')
  const spread = (doc: Doc): Doc[] => {
    const value = valueAt(doc, parts)
    const withIndex = (result: Doc, position: number | null): Doc => {
      if (indexName !== undefined) result[indexName] = position
      return result
    }
    if (Array.isArray(value) && value.length > 0)
      return value.map((element, position) => withIndex(replaceAt(doc, parts, 0, element), position))
    const empty = value === undefined || value === null || Array.isArray(value)
    if (empty && preserve !== true) return []
    return [withIndex(Array.isArray(value) ? replaceAt(doc, parts, 0, undefined) : docOf(doc), null)]
  }
  return async function* (input) {
    for await (const batch of input) yield* inBatches(batch.flatMap(spread))
  }
}

function replaceAt(doc: Doc, parts: string[], at: number, value: Value): Doc {
  const result = docOf(doc)
  const name = parts[at] ?? ''
  const inner = result[name]
  const replacement = at === parts.length - 1 ? value : isDoc(inner) ? replaceAt(inner, parts, at + 1, value) : inner
  if (replacement === undefined) delete result[name]
  else result[name] = replacement
  return result
}
