import { Double } from 'bson'
import { compare, equal } from '../bson/key.ts'
import { type Doc, fromDouble, isDoc, isInt32, partOf, toNumber, typeName, type Value } from '../bson/types.ts'
import { badValue, ensure, notImplemented, typeMismatch } from '../errors.ts'
import { compileFilter, elementTest } from '../query/match.ts'
import { equality, isOperatorDoc } from '../query/operators.ts'
import { addChange, type Change, type UpdateTree } from './tree.ts'

type Compile = (operand: Value, operator: string, path: string) => Change

/** Adds the changes of one operator, e.g. `$set: {…}`, to the tree. */
export function addOperator(root: UpdateTree, operator: string, operand: Value): void {
  ensure(operator.startsWith('$'), 9, `Unknown modifier: ${operator}. An update has operators alone, or fields alone`)
  const compile = creating[operator] ?? inPlace[operator]
  if (!compile) throw notImplemented(`the update operator ${operator}`)
  ensure(isDoc(operand), 9, `Modifiers operate on fields but we found type ${typeName(operand)}, for ${operator}`)
  for (const [path, value] of Object.entries(operand))
    addChange(root, path, compile(value, operator, path), operator in creating)
}

/** These make the fields and the documents on the way to them. */
const creating: Record<string, Compile> = {
  $set: (operand) => () => operand,
  $setOnInsert: (operand) => (value, inserting) => (inserting ? operand : value),
  $inc: arithmetic,
  $mul: arithmetic,
  $min: (operand) => (value) => (value === undefined || compare(operand, value) < 0 ? operand : value),
  $max: (operand) => (value) => (value === undefined || compare(operand, value) > 0 ? operand : value),
  $push: push,
  $addToSet: addToSet,
}

/** These change what is there. */
const inPlace: Record<string, Compile> = {
  $unset: () => () => undefined,
  $pop: pop,
  $pull: (operand) => removing(pullTest(operand)),
  $pullAll: (operand) => {
    ensure(Array.isArray(operand), 2, '$pullAll requires an array argument')
    return removing((element) => operand.some((item) => equal(element, item)))
  },
}

function arithmetic(operand: Value, operator: string, path: string): Change {
  const by = toNumber(operand)
  ensure(by !== undefined, 14, `Cannot apply ${operator} with a non-numeric argument: {${path}: ${typeName(operand)}}`)
  const whole = typeof operand === 'number' && isInt32(operand)
  return (value) => {
    if (value === undefined) return operator === '$inc' ? operand : whole ? 0 : new Double(0)
    const number = toNumber(value)
    if (number === undefined)
      throw typeMismatch(`Cannot apply ${operator} to a value of non-numeric type {${path}: ${typeName(value)}}`)
    const result = operator === '$inc' ? number + by : number * by
    return whole && typeof value === 'number' && isInt32(value) ? result + 0 : fromDouble(result)
  }
}

function arrayOf(value: Value): Value[] | undefined {
  if (value === undefined || Array.isArray(value)) return value
  throw badValue(`Cannot apply an operator for arrays to a value of the type ${typeName(value)}`)
}

/** `$push` and `$addToSet` take one value, or several with `$each` and modifiers beside it. */
function eachOf(operand: Value, operator: string, modifiers: string[]): { items: Value[]; options: Doc } {
  if (!isDoc(operand) || !('$each' in operand)) return { items: [operand], options: {} }
  const { $each: items, ...options } = operand
  for (const name of Object.keys(options)) {
    if (name === '$sort') throw notImplemented(`$sort in ${operator}`)
    ensure(modifiers.includes(name), 2, `Unrecognized clause in ${operator}: ${name}`)
  }
  ensure(Array.isArray(items), operator === '$push' ? 2 : 14, `The argument to $each in ${operator} must be an array`)
  return { items, options }
}

function push(operand: Value, operator: string): Change {
  const { items, options } = eachOf(operand, operator, ['$position', '$slice'])
  const [position, length] = [options.$position, options.$slice].map((option) => {
    const number = toNumber(option)
    ensure(option === undefined || Number.isInteger(number), 2, '$position and $slice must be whole numbers')
    return number
  })
  return (value) => {
    const result = [...(arrayOf(value) ?? [])]
    result.splice(position ?? result.length, 0, ...items)
    return length === undefined ? result : partOf(result, length)
  }
}

function addToSet(operand: Value, operator: string): Change {
  const { items } = eachOf(operand, operator, [])
  return (value) => {
    const result = [...(arrayOf(value) ?? [])]
    for (const item of items) if (!result.some((element) => equal(element, item))) result.push(item)
    return result
  }
}

function pop(operand: Value, _: string, path: string): Change {
  const side = toNumber(operand)
  ensure(side === 1 || side === -1, 9, `$pop expects 1 or -1, found: ${String(side)}`)
  return (value) => {
    if (value === undefined) return value
    if (!Array.isArray(value)) throw typeMismatch(`Path '${path}' contains an element of type '${typeName(value)}'`)
    return side === 1 ? value.slice(0, -1) : value.slice(1)
  }
}

/** By operators, by the fields of documents, or by equality. */
function pullTest(operand: Value): (element: Value) => boolean {
  if (!isDoc(operand)) return equality(operand)
  if (isOperatorDoc(operand)) return elementTest(operand)
  const matches = compileFilter(operand)
  return (element) => isDoc(element) && matches(element)
}

function removing(test: (element: Value) => boolean): Change {
  return (value) => arrayOf(value)?.filter((element) => !test(element))
}
