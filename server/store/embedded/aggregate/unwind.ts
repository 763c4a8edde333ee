import { type Doc, docOf, isDoc, type Value } from '../bson/types.ts'
import { ensure, notImplemented, refuseOthers } from '../errors.ts'
import { isPlainName, type Stage } from './stages.ts'

/** One document for each element of an array; what is no array counts as one element. */
export function compileUnwind(operand: Value): Stage {
  const options = isDoc(operand) ? operand : docOf({ path: operand })
  refuseOthers(options, ['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex'], '$unwind')
  const { path, preserveNullAndEmptyArrays: preserve, includeArrayIndex: indexName } = options
  ensure(typeof path === 'string' && /^\$[^$]/.test(path), 28818, "$unwind needs a path prefixed with a '$'")
  if (indexName !== undefined && !isPlainName(indexName)) throw notImplemented('this form of includeArrayIndex')
  const parts = path.slice(1).split('.')
  const spread = (value: Value): [number | null, Value][] => {
    if (Array.isArray(value) && value.length > 0) return [...value.entries()]
    const empty = value === undefined || value === null || Array.isArray(value)
    return empty && preserve !== true ? [] : [[null, Array.isArray(value) ? undefined : value]]
  }
  return function* (input) {
    for (const doc of input) {
      yield undefined
      if (!doc) continue
      const value = parts.reduce<Value>((inner, part) => (isDoc(inner) ? inner[part] : undefined), doc)
      for (const [position, element] of spread(value)) {
        const result = replaceAt(doc, parts, element)
        if (indexName !== undefined) result[indexName] = position
        yield result
      }
    }
  }
}

function replaceAt(doc: Doc, [name = '', ...rest]: string[], value: Value): Doc {
  const result = docOf(doc)
  const inner = result[name]
  const replacement = rest.length === 0 ? value : isDoc(inner) ? replaceAt(inner, rest, value) : inner
  if (replacement === undefined) delete result[name]
  else result[name] = replacement
  return result
}
