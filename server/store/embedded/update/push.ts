import { compare, encodeKey } from '../bson/key.ts'
import { isDoc, toNumber, typeName, type Value } from '../bson/types.ts'
import { badValue } from '../errors.ts'
import { parseSort, sortKey } from '../query/sort.ts'
import type { Change } from './tree.ts'

const modifiers = ['$each', '$position', '$slice', '$sort']

/** `$push` of one value, or with `$each` of several, at a position, then sorted, then cut. */
export function pushChange(operand: Value, path: string): Change {
  if (!isDoc(operand) || operand.$each === undefined) {
    return (value) => [...target(value, path), operand]
  }
  for (const name of Object.keys(operand))
    if (!modifiers.includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`)
  const { $each: items } = operand
  if (!Array.isArray(items))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(items)}`)
  const position = whole(operand.$position, '$position')
  const length = whole(operand.$slice, '$slice')
  const order = operand.$sort === undefined ? undefined : sorter(operand.$sort)
  return (value) => {
    const before = target(value, path)
    let result = [...before]
    result.splice(position ?? result.length, 0, ...items)
    if (order) result = order(result)
    if (length !== undefined) result = length < 0 ? result.slice(length) : result.slice(0, length)
    return result
  }
}

function target(value: Value, path: string): Value[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw badValue(`The field '${path}' must be an array but is of type ${typeName(value)}`)
  return value
}

function whole(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value`)
  return number
}

/** By the elements themselves (1, -1) or by fields of documents; elements without the fields count as null there. */
function sorter(spec: Value): (values: Value[]) => Value[] {
  const direction = toNumber(spec)
  if (direction !== undefined) {
    if (Math.abs(direction) !== 1) throw badValue('The $sort element value must be either 1 or -1')
    return (values) => [...values].sort((a, b) => direction * compare(a, b))
  }
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields')
  if (Object.keys(spec).some((name) => name.split('.').some((part) => part === '')))
    throw badValue('The $sort field is a dotted field but has an empty part')
  const fields = parseSort(spec)
  const missing = Buffer.concat(
    fields.map(({ descending }) => (descending ? encodeKey(null).map((byte) => 255 - byte) : encodeKey(null))),
  )
  return (values) =>
    values
      .map((value) => ({ value, key: isDoc(value) ? sortKey(value, fields) : missing }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ value }) => value)
}
