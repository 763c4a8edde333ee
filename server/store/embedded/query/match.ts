import { BSONRegExp } from 'bson'
import { compileExpression, rootScope, truthy } from '../aggregate/expression.ts'
import { type Doc, docOf, isDoc, type Value } from '../bson/types.ts'
import { badValue, ensure, notImplemented } from '../errors.ts'
import { comparison, equality, hasType, isOperatorDoc, modulo, oneOf, regex, size, type Test } from './operators.ts'
import { type MatchDetails, someAt } from './path.ts'

/** A compiled filter. */
export type Predicate = (doc: Doc, details?: MatchDetails) => boolean

/** Where the values of a field lie, seen from a value on the way to them. */
interface Place {
  parts: string[]
  /** Whether an array at the end of the path is looked into. */
  enter: boolean
  details?: MatchDetails | undefined
}

type Condition = (value: Value, place: Place) => boolean

export function compileFilter(filter: Doc): Predicate {
  const [only, ...others] = Object.entries(filter).map(([name, operand]) => compileEntry(name, operand))
  if (!only) return () => true
  if (others.length === 0) return only
  return (doc, details) => only(doc, details) && others.every((predicate) => predicate(doc, details))
}

function compileEntry(name: string, operand: Value): Predicate {
  if (!name.startsWith('$')) {
    const condition = compileCondition(operand)
    const parts = name.split('.')
    return (doc, details) => condition(doc, { parts, enter: true, details })
  }
  if (name === '$comment') return () => true
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
  if (name === '$and') return (doc, details) => list.every((predicate) => predicate(doc, details))
  if (name === '$or') return (doc, details) => list.some((predicate) => predicate(doc, details))
  return (doc) => !list.some((predicate) => predicate(doc))
}

function leaf(test: Test): Condition {
  return (value, { parts, enter, details }) => someAt(value, parts, enter, test, details)
}

/** For tests of arrays as such. */
function whole(test: Test): Condition {
  return (value, { parts, details }) => someAt(value, parts, false, test, details)
}

function not(condition: Condition): Condition {
  return (value, { parts, enter }) => !condition(value, { parts, enter })
}

function all(conditions: Condition[]): Condition {
  return (value, place) => conditions.every((condition) => condition(value, place))
}

function compileCondition(operand: Value): Condition {
  if (!isOperatorDoc(operand)) return leaf(equality(operand))
  const conditions = Object.entries(operand).flatMap(([name, argument]) => {
    if (name === '$options' && '$regex' in operand) return []
    const compile = operators[name]
    if (!compile) throw notImplemented(`the filter operator ${name}`)
    return [compile(argument, operand)]
  })
  const [only] = conditions
  return conditions.length === 1 && only ? only : all(conditions)
}

const operators: Record<string, (operand: Value, siblings: Doc) => Condition> = {
  $eq: (operand) => leaf(equality(plain(operand))),
  $ne: (operand) => not(leaf(equality(plain(operand)))),
  $gt: (operand) => leaf(comparison((order) => order > 0)(operand)),
  $gte: (operand) => leaf(comparison((order) => order >= 0)(operand)),
  $lt: (operand) => leaf(comparison((order) => order < 0)(operand)),
  $lte: (operand) => leaf(comparison((order) => order <= 0)(operand)),
  $in: (operand) => leaf(oneOf(operand)),
  $nin: (operand) => not(leaf(oneOf(operand))),
  $exists: (operand) => {
    const exists = leaf((value) => value !== undefined)
    return truthy(operand) ? exists : not(exists)
  },
  $type: (operand) => leaf(hasType(operand)),
  $mod: (operand) => leaf(modulo(operand)),
  $size: (operand) => whole(size(operand)),
  $regex: (operand, { $options }) => {
    const source = operand instanceof BSONRegExp ? operand : { pattern: operand, options: '' }
    const options = $options ?? source.options
    ensure(typeof source.pattern === 'string' && typeof options === 'string', 2, '$regex and $options need strings')
    return leaf(regex(source.pattern, options))
  },
  $all: compileAll,
  $elemMatch: compileElemMatch,
  $not: (operand) => {
    const fits = operand instanceof BSONRegExp || isOperatorDoc(operand)
    ensure(fits, 2, '$not needs a regex or a document with operators')
    return not(compileCondition(operand))
  },
}

function plain(operand: Value): Value {
  if (operand instanceof BSONRegExp) throw notImplemented('$eq and $ne with a regular expression')
  return operand
}

function compileAll(operand: Value): Condition {
  const fits = Array.isArray(operand) && operand.every((item) => !isOperatorDoc(item) || '$elemMatch' in item)
  ensure(fits, 2, '$all needs an array of values or $elemMatch')
  if (operand.length === 0) return () => false
  return all(operand.map(compileCondition))
}

/** By value when it holds operators, else by documents; an array counts as a document with its positions as names. */
function compileElemMatch(operand: Value): Condition {
  const test = elementTest(operand)
  return (value, { parts, details }) =>
    someAt(value, parts, false, (found) => {
      const position = Array.isArray(found) ? found.findIndex(test) : -1
      if (position >= 0 && details) details.position = position
      return position >= 0
    })
}

const logical = ['$and', '$or', '$nor', '$comment']

/** What `$elemMatch` and `$pull` ask of one element. */
export function elementTest(operand: Value): Test {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  const [first = ''] = Object.keys(operand)
  if (first.startsWith('$') && !logical.includes(first)) {
    const condition = compileCondition(operand)
    return (value) => condition(value, { parts: [], enter: false })
  }
  const predicate = compileFilter(operand)
  return (value) => {
    if (Array.isArray(value)) return predicate(docOf(Object.fromEntries(value.entries())))
    return isDoc(value) && predicate(value)
  }
}
