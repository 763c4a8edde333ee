import { copyDoc, type Doc, docOf, isDoc, newDoc, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { compileExpression, compileList, type Expression, eager, type Operator } from '../expression.ts'

const absent = (value: Value): boolean => value === null || value === undefined

function merge(...values: Value[]): Value {
  const list = values.length === 1 && Array.isArray(values[0]) ? values[0] : values
  const result = newDoc()
  for (const value of list) {
    if (absent(value)) continue
    if (!isDoc(value))
      throw new StoreError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
    Object.assign(result, value)
  }
  return result
}

function toArray(value: Value): Value {
  if (absent(value)) return null
  if (!isDoc(value)) throw new StoreError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]) => docOf({ k, v }))
}

function fromArray(value: Value): Value {
  if (absent(value)) return null
  if (!Array.isArray(value))
    throw new StoreError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`)
  const result = newDoc()
  for (const item of value) {
    const [k, v] = Array.isArray(item) ? item : isDoc(item) ? [item.k, item.v] : []
    const fits = Array.isArray(item)
      ? item.length === 2
      : isDoc(item) && Object.keys(item).length === 2 && item.v !== undefined
    if (typeof k !== 'string' || !fits)
      throw new StoreError(40398, '$arrayToObject requires pairs [k, v] or documents {k, v} with a string k')
    result[k] = v
  }
  return result
}

function getField(operand: Value): Expression {
  const named = isDoc(operand) && operand.field !== undefined
  const name = compileExpression(named ? operand.field : operand)
  const input: Expression = named && operand.input !== undefined ? compileExpression(operand.input) : ({ root }) => root
  return (scope) => {
    const field = name(scope)
    if (typeof field !== 'string') throw new StoreError(5654602, "$getField requires 'field' to evaluate to a string")
    const doc = input(scope)
    return isDoc(doc) ? doc[field] : doc === null ? null : undefined
  }
}

function setField(operand: Value): Expression {
  if (!isDoc(operand)) throw new StoreError(4161100, '$setField requires an object')
  const [name, input, value] = compileList(
    '$setField',
    [operand.field ?? null, operand.input ?? null, operand.value ?? null],
    3,
    3,
  )
  return (scope) => {
    const field = name?.(scope)
    const doc = input?.(scope)
    if (absent(doc)) return null
    if (typeof field !== 'string' || !isDoc(doc))
      throw new StoreError(4161105, '$setField requires a field name and a document')
    const result: Doc = copyDoc(doc)
    const set = value?.(scope)
    if (set === undefined) delete result[field]
    else result[field] = set
    return result
  }
}

export const objects: Record<string, Operator> = Object.fromEntries<Operator>([
  eager('$mergeObjects', 0, Number.POSITIVE_INFINITY, merge),
  eager('$objectToArray', 1, 1, toArray),
  eager('$arrayToObject', 1, 1, fromArray),
  ['$getField', getField],
  ['$setField', setField],
])
