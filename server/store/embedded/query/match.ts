import { BSONRegExp } from 'bson'
import { compileExpression, rootScope } from '../aggregate/expression.ts'
import { type Doc, docOf, isDoc, truthy, type Value } from '../bson/types.ts'
import { ensure, notImplemented } from '../errors.ts'
import { comparison, equality, hasType, isOperatorDoc, modulo, oneOf, regex, size, type Test } from './operators.ts'
import { type MatchDetails, type Place, someAt } from './path.ts'

/** A compiled filter, or one condition of it. */
type Condition = (value: Value, details?: MatchDetails) => boolean
export type Predicate = (doc: Doc, details?: MatchDetails) => boolean

export const compileFilter = (filter: Doc): Predicate =>
  all(Object.entries(filter).map(([name, operand]) => compileEntry(name, operand)))

function compileEntry(name: string, operand: Value): Predicate {
  if (!name.startsWith('$')) return compileCondition(operand, { parts: name.split('.'), enter: true })
  if (name === '$expr') {
    const expression = compileExpression(operand)
    return (doc) => truthy(expression(rootScope(doc)))
  }
  if (name !== '$and' && name !== '$or' && name !== '$nor') throw notImplemented(`the filter operator ${name}`)
  ensure(Array.isArray(operand) && operand.length > 0, 2, `${name} must be a nonempty array`)
  const list = operand.map((entry) => {
    ensure(isDoc(entry), 2, `${name} entries need to be full objects`)
    return compileFilter(entry)
  })
  if (name === '$and') return all(list)
  if (name === '$or') return (doc, details) => list.some((predicate) => predicate(doc, details))
  return (doc) => !list.some((predicate) => predicate(doc))
}

function all<T>(conditions: ((value: T, details?: MatchDetails) => boolean)[]) {
  const [only] = conditions
  if (only && conditions.length === 1) return only
  return (value: T, details?: MatchDetails) => conditions.every((condition) => condition(value, details))
}

function compileCondition(operand: Value, place: Place): Condition {
  if (!isOperatorDoc(operand)) return at(place, equality(operand))
  const { $options, ...conditions } = operand
  if ($options !== undefined && !('$regex' in operand)) throw notImplemented('the filter operator $options')
  return all(
    Object.entries(conditions).map(([name, argument]) => {
      const compile = operators[name]
      if (!compile) throw notImplemented(`the filter operator ${name}`)
      return compile(argument, place, operand)
    }),
  )
}

const at =
  (place: Place, test: Test): Condition =>
  (value, details) =>
    someAt(value, place, test, details)

const not =
  (condition: Condition): Condition =>
  (value) =>
    !condition(value)

type Operator = (operand: Value, place: Place, siblings: Doc) => Condition

/** For operators that look at one value after the other. */
const each =
  (compile: (operand: Value, siblings: Doc) => Test): Operator =>
  (operand, place, siblings) =>
    at(place, compile(operand, siblings))

const operators: Record<string, Operator> = {
  $eq: each(plain),
  $ne: (operand, place) => not(at(place, plain(operand))),
  $gt: each(comparison((order) => order > 0)),
  $gte: each(comparison((order) => order >= 0)),
  $lt: each(comparison((order) => order < 0)),
  $lte: each(comparison((order) => order <= 0)),
  $in: each(oneOf),
  $nin: (operand, place) => not(at(place, oneOf(operand))),
  $exists: (operand, place) => {
    const exists = at(place, (value) => value !== undefined)
    return truthy(operand) ? exists : not(exists)
  },
  $type: each(hasType),
  $mod: each(modulo),
  $size: (operand, { parts }) => at({ parts, enter: false }, size(operand)),
  $regex: each((operand, { $options }) => {
    const source = operand instanceof BSONRegExp ? operand : { pattern: operand, options: '' }
    const options = $options ?? source.options
    ensure(typeof source.pattern === 'string' && typeof options === 'string', 2, '$regex and $options need strings')
    return regex(source.pattern, options)
  }),
  $all: (operand, place) => {
    const fits = Array.isArray(operand) && operand.every((item) => !isOperatorDoc(item) || '$elemMatch' in item)
    ensure(fits, 2, '$all needs an array of values or $elemMatch')
    if (operand.length === 0) return () => false
    return all(operand.map((item) => compileCondition(item, place)))
  },
  $elemMatch: compileElemMatch,
  $not: (operand, place) => {
    const fits = operand instanceof BSONRegExp || isOperatorDoc(operand)
    ensure(fits, 2, '$not needs a regex or a document with operators')
    return not(compileCondition(operand, place))
  },
}

function plain(operand: Value): Test {
  if (operand instanceof BSONRegExp) throw notImplemented('$eq and $ne with a regular expression')
  return equality(operand)
}

/** By value when it holds operators, else by documents; an array counts as a document with its positions as names. */
function compileElemMatch(operand: Value, { parts }: Place): Condition {
  const test = elementTest(operand)
  return (value, details) =>
    someAt(value, { parts, enter: false }, (found) => {
      const position = Array.isArray(found) ? found.findIndex(test) : -1
      if (position >= 0 && details) details.position = position
      return position >= 0
    })
}

const logical = ['$and', '$or', '$nor']

/** What `$elemMatch` and `$pull` ask of one element. */
export function elementTest(operand: Value): Test {
  ensure(isDoc(operand), 2, '$elemMatch needs an Object')
  const [first = ''] = Object.keys(operand)
  if (first.startsWith('$') && !logical.includes(first)) {
    const condition = compileCondition(operand, { parts: [], enter: false })
    return (value) => condition(value)
  }
  const predicate = compileFilter(operand)
  return (value) => {
    const doc = Array.isArray(value) ? docOf(Object.fromEntries(value.entries())) : value
    return isDoc(doc) && predicate(doc)
  }
}
