import { BSONRegExp } from 'bson'
import { compileExpression, rootScope, truthy } from '../aggregate/expression.ts'
import { type Doc, docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { badValue, failedToParse, notImplemented } from '../errors.ts'
import { comparison, equality, hasType, modulo, oneOf, regex, size, type Test } from './operators.ts'
import { type MatchDetails, someAt } from './path.ts'

/** A compiled filter. */
export type Predicate = (doc: Doc, details?: MatchDetails) => boolean

/** Conditions on one field: seen from the document that holds it, or on a single value (inside `$elemMatch`). */
interface Condition {
  at: (doc: Doc, parts: string[], details?: MatchDetails) => boolean
  one: Test
}

const refusedOperators = ['$where', '$text', '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$jsonSchema', '$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear', '$sampleRate', '$rand', '$alwaysTrue', '$alwaysFalse'] // biome-ignore format: a list
const refused = new Set(refusedOperators)

export function compileFilter(filter: Doc): Predicate {
  const predicates = Object.entries(filter).map(([name, operand]) => compileEntry(name, operand))
  const only = predicates[0]
  if (predicates.length === 0) return () => true
  if (predicates.length === 1 && only) return only
  return (doc, details) => {
    for (const predicate of predicates) if (!predicate(doc, details)) return false
    return true
  }
}

function compileEntry(name: string, operand: Value): Predicate {
  if (!name.startsWith('$')) {
    const condition = compileCondition(operand)
    const parts = name.split('.')
    return (doc, details) => condition.at(doc, parts, details)
  }
  switch (name) {
    case '$and': {
      const all = compileList(name, operand)
      return (doc, details) => all.every((predicate) => predicate(doc, details))
    }
    case '$or': {
      const any = compileList(name, operand)
      return (doc, details) => any.some((predicate) => predicate(doc, details))
    }
    case '$nor': {
      const none = compileList(name, operand)
      return (doc) => !none.some((predicate) => predicate(doc))
    }
    case '$expr': {
      const expression = compileExpression(operand)
      return (doc) => truthy(expression(rootScope(doc)))
    }
    case '$comment':
      return () => true
  }
  if (refused.has(name)) throw notImplemented(`the filter operator ${name}`)
  throw badValue(`unknown top level operator: ${name}`)
}

function compileList(name: string, operand: Value): Predicate[] {
  if (!Array.isArray(operand)) throw badValue(`${name} must be an array`)
  if (operand.length === 0) throw badValue(`${name} argument must be a non-empty array`)
  return operand.map((entry) => {
    if (!isDoc(entry)) throw badValue(`${name} entries need to be full objects`)
    return compileFilter(entry)
  })
}

export function isOperatorDoc(value: Value): value is Doc {
  if (!isDoc(value)) return false
  const first = Object.keys(value)[0]
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db'
}

function leaf(test: Test, elements = true): Condition {
  return { at: (doc, parts, details) => someAt(doc, parts, elements, test, details), one: test }
}

function not(condition: Condition): Condition {
  return { at: (doc, parts) => !condition.at(doc, parts), one: (value) => !condition.one(value) }
}

function all(conditions: Condition[]): Condition {
  const [first] = conditions
  if (conditions.length === 1 && first) return first
  return {
    at: (doc, parts, details) => conditions.every((condition) => condition.at(doc, parts, details)),
    one: (value) => conditions.every((condition) => condition.one(value)),
  }
}

export function compileCondition(operand: Value): Condition {
  if (!isOperatorDoc(operand)) return leaf(equality(operand))
  const conditions: Condition[] = []
  for (const [operator, argument] of Object.entries(operand)) {
    if (operator === '$options') {
      if (!('$regex' in operand)) throw badValue('$options needs a $regex')
    } else conditions.push(compileOperator(operator, argument, operand))
  }
  return all(conditions)
}

function compileOperator(operator: string, operand: Value, siblings: Doc): Condition {
  switch (operator) {
    case '$eq':
      if (operand instanceof BSONRegExp) throw notImplemented('$eq with a regular expression')
      return leaf(equality(operand))
    case '$ne':
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.")
      return not(leaf(equality(operand)))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return leaf(comparison(operator, operand))
    case '$in':
      return leaf(oneOf(operand))
    case '$nin':
      return not(leaf(oneOf(operand)))
    case '$exists': {
      const exists = leaf((value) => value !== undefined)
      return isTrue(operand) ? exists : not(exists)
    }
    case '$type':
      return leaf(hasType(operand))
    case '$mod':
      return leaf(modulo(operand))
    case '$size':
      return leaf(size(operand), false)
    case '$regex':
      return leaf(compileRegex(operand, siblings.$options))
    case '$all':
      return compileAll(operand)
    case '$elemMatch':
      return compileElemMatch(operand)
    case '$not':
      if (operand instanceof BSONRegExp) return not(leaf(equality(operand)))
      if (!isOperatorDoc(operand)) throw badValue('$not needs a regex or a document with operators')
      return not(compileCondition(operand))
  }
  if (refused.has(operator)) throw notImplemented(`the filter operator ${operator}`)
  throw badValue(`unknown operator: ${operator}`)
}

const isTrue = (value: Value): boolean =>
  value !== false && value !== null && value !== undefined && toNumber(value) !== 0

function compileRegex(operand: Value, options: Value): Test {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  if (operand instanceof BSONRegExp) return regex(operand.pattern, options ?? operand.options)
  if (typeof operand !== 'string') throw badValue('$regex has to be a string')
  return regex(operand, options ?? '')
}

function compileAll(operand: Value): Condition {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return { at: () => false, one: () => false }
  return all(
    operand.map((item) => {
      if (!isOperatorDoc(item)) return leaf(equality(item))
      if (!('$elemMatch' in item)) throw badValue('no $ expressions in $all')
      return compileCondition(item)
    }),
  )
}

/** By value when it holds operators, else by documents; an array counts as a document with its positions as names. */
function compileElemMatch(operand: Value): Condition {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  const test = elementTest(operand)
  const position = (value: Value) => (Array.isArray(value) ? value.findIndex((element) => test(element)) : -1)
  return {
    at: (doc, parts, details) =>
      someAt(doc, parts, false, (value) => {
        const found = position(value)
        if (found >= 0 && details) details.position = found
        return found >= 0
      }),
    one: (value) => position(value) >= 0,
  }
}

const logical = new Set(['$and', '$or', '$nor', '$expr', '$where', '$comment'])

export function elementTest(operand: Doc): Test {
  const first = Object.keys(operand)[0]
  if (first?.startsWith('$') && !logical.has(first)) return compileCondition(operand).one
  if (first === '$expr') throw failedToParse('$expr can only be applied to the top-level document')
  const predicate = compileFilter(operand)
  return (value) => {
    if (isDoc(value)) return predicate(value)
    return Array.isArray(value) && predicate(asDocument(value))
  }
}

function asDocument(values: Value[]): Doc {
  return docOf(Object.fromEntries(values.entries()))
}
