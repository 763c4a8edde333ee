import { Double } from 'bson'
import { compare, equal } from '../bson/key.ts'
import { copyDoc, type Doc, fromDouble, isDoc, isInt32, toNumber, typeName, type Value } from '../bson/types.ts'
import { badValue, failedToParse, notImplemented, StoreError, typeMismatch } from '../errors.ts'
import { compileFilter, elementTest, isOperatorDoc } from '../query/match.ts'
import { valueAt } from '../query/path.ts'
import { pushChange } from './push.ts'
import { addChange, type Change, type UpdateNode } from './tree.ts'

/** Adds the changes of one operator, e.g. `$set: {…}`, to the tree. */
export function addOperator(root: UpdateNode, operator: string, operand: Value): void {
  if (refused.has(operator)) throw notImplemented(`the update operator ${operator}`)
  const make = operators[operator]
  if (!make)
    throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update`)
  if (!isDoc(operand))
    throw failedToParse(`Modifiers operate on fields but we found type ${typeName(operand)} instead, for ${operator}`)
  for (const [path, value] of Object.entries(operand)) make(root, path, value)
}

const refused = new Set(['$bit'])

type Make = (root: UpdateNode, path: string, value: Value) => void
const creating =
  (change: (value: Value, path: string) => Change): Make =>
  (root, path, value) =>
    addChange(root, path, change(value, path), true)
const inPlace =
  (change: (value: Value, path: string) => Change): Make =>
  (root, path, value) =>
    addChange(root, path, change(value, path), false)

const operators: Record<string, Make> = {
  $set: creating((operand) => () => operand),
  $setOnInsert: creating(
    (operand) =>
      (value, { inserting }) =>
        inserting ? operand : value,
  ),
  $unset: inPlace(() => () => undefined),
  $inc: creating((operand, path) => arithmetic('$inc', operand, path, (a, b) => a + b)),
  $mul: creating((operand, path) => arithmetic('$mul', operand, path, (a, b) => a * b)),
  $min: creating((operand) => (value) => (value === undefined || compare(operand, value) < 0 ? operand : value)),
  $max: creating((operand) => (value) => (value === undefined || compare(operand, value) > 0 ? operand : value)),
  $currentDate: creating(currentDate),
  $rename: rename,
  $push: creating(pushChange),
  $addToSet: creating(addToSet),
  $pop: inPlace(pop),
  $pull: inPlace(pull),
  $pullAll: inPlace(pullAll),
}

function arithmetic(operator: string, operand: Value, path: string, apply: (a: number, b: number) => number): Change {
  const by = toNumber(operand)
  if (by === undefined)
    throw typeMismatch(
      `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${typeName(operand)}}`,
    )
  const whole = typeof operand === 'number' && isInt32(operand)
  return (value) => {
    if (value === undefined) return operator === '$inc' ? operand : whole ? 0 : new Double(0)
    const number = toNumber(value)
    if (number === undefined)
      throw typeMismatch(`Cannot apply ${operator} to a value of non-numeric type {${path}: ${typeName(value)}}`)
    const result = apply(number, by)
    return whole && typeof value === 'number' && isInt32(value) ? result + 0 : fromDouble(result)
  }
}

function currentDate(operand: Value, path: string): Change {
  const type = isDoc(operand) ? operand.$type : undefined
  if (type === 'timestamp') throw notImplemented('$currentDate with the type timestamp')
  if (typeof operand !== 'boolean' && type !== 'date')
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ('date'), at ${path}`,
    )
  return () => new Date()
}

function rename(root: UpdateNode, from: string, to: Value): void {
  if (typeof to !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${from}`)
  if (from === to) throw badValue(`The source and target field for $rename must differ: ${from}`)
  if (`${from}.${to}`.split('.').some((part) => part.startsWith('$')))
    throw badValue('The source and target field for $rename may not be dynamic')
  if (from === '_id' || to === '_id')
    throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  const parts = from.split('.')
  const source = (doc: Doc): Value => {
    let value: Value = doc
    for (const part of parts) {
      if (Array.isArray(value)) throw badValue('The source field of $rename cannot be an array element')
      value = isDoc(value) ? value[part] : undefined
    }
    return value
  }
  const target = to.split('.').slice(0, -1)
  addChange(root, from, () => undefined, false)
  addChange(
    root,
    to,
    (value, { original }) => {
      const found = source(original)
      if (found === undefined) return value
      for (let length = 1; length <= target.length; length++)
        if (Array.isArray(valueAt(original, target.slice(0, length))))
          throw badValue('The destination field of $rename cannot be an array element')
      return found
    },
    true,
  )
}

function arrayOf(operator: string, value: Value, path: string): Value[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value))
    throw badValue(`Cannot apply ${operator} to a non-array value at ${path}, which has the type ${typeName(value)}`)
  return value
}

function addToSet(operand: Value, path: string): Change {
  const each = isDoc(operand) && Object.keys(operand)[0] === '$each' ? operand.$each : undefined
  if (isDoc(operand) && each !== undefined && Object.keys(operand).length > 1)
    throw badValue('Found unexpected fields after $each in $addToSet')
  if (each !== undefined && !Array.isArray(each))
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`)
  const items = each ?? [operand]
  return (value) => {
    const before = arrayOf('$addToSet', value, path)
    const result = [...(before ?? [])]
    for (const item of items) if (!result.some((element) => equal(element, item))) result.push(item)
    return before && result.length === before.length ? before : result
  }
}

function pop(operand: Value, path: string): Change {
  const side = toNumber(operand)
  if (side !== 1 && side !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${String(side)}`)
  return (value) => {
    if (value !== undefined && !Array.isArray(value))
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(value)}'`)
    const before = value as Value[] | undefined
    return before && before.length > 0 ? (side === 1 ? before.slice(0, -1) : before.slice(1)) : before
  }
}

/** By operators, by the fields of documents, or by equality. */
function pull(operand: Value, path: string): Change {
  const byFields = isDoc(operand) && !isOperatorDoc(operand) ? compileFilter(operand) : undefined
  const test = byFields ? (element: Value) => isDoc(element) && byFields(element) : elementMatcher(operand)
  return (value) => {
    const before = arrayOf('$pull', value, path)
    const after = before?.filter((element) => !test(element))
    return after && before && after.length === before.length ? before : after
  }
}

function elementMatcher(operand: Value): (element: Value) => boolean {
  const filter = copyDoc({})
  if (isDoc(operand)) return elementTest(operand)
  filter.value = operand
  const predicate = compileFilter(filter)
  return (element) => {
    const holder = copyDoc({})
    holder.value = element
    return predicate(holder) && !(Array.isArray(element) && !Array.isArray(operand))
  }
}

function pullAll(operand: Value, path: string): Change {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument')
  return (value) => {
    const before = arrayOf('$pullAll', value, path)
    const after = before?.filter((element) => !operand.some((item) => equal(element, item)))
    return after && before && after.length === before.length ? before : after
  }
}
