import { compare } from '../../bson/key.ts'
import { absent, isDoc, truthy, typeName, type Value } from '../../bson/types.ts'
import { ensure } from '../../errors.ts'
import { compileExpression, compileList, compileNamed, eager, extend, many, type Operator } from '../expression.ts'

/** Unlike filters, expressions compare values of any kinds: by their order among each other. */
const comparison = (accept: (order: number) => Value) => eager(2, 2, (a, b) => accept(compare(a, b)))

const conditional: Operator = (operand) => {
  const named = isDoc(operand) ? compileNamed('$cond', operand, ['if', 'then', 'else']) : undefined
  const [test, yes, no] = named ? [named.if, named.then, named.else] : compileList('$cond', operand, 3, 3)
  return (scope) => (truthy(test?.(scope)) ? yes?.(scope) : no?.(scope))
}

const bindVariables: Operator = (operand) => {
  ensure(isDoc(operand) && isDoc(operand.vars) && operand.in !== undefined, 16876, "$let needs 'vars' and 'in'")
  const variables = Object.entries(operand.vars).map(([name, value]) => ({ name, value: compileExpression(value) }))
  const inner = compileExpression(operand.in)
  return (scope) => inner(extend(scope, Object.fromEntries(variables.map(({ name, value }) => [name, value(scope)]))))
}

/** The first value that is there; the last one whatever it is. */
const ifNull: Operator = (operand) => {
  const items = compileList('$ifNull', operand, 2, many)
  return (scope) => {
    let value: Value
    for (const item of items) {
      value = item(scope)
      if (!absent(value)) return value
    }
    return value
  }
}

function junction(whenAny: boolean): Operator {
  return (operand, name) => {
    const items = compileList(name, operand, 0, many)
    return (scope) => items.some((item) => truthy(item(scope)) === whenAny) === whenAny
  }
}

export const logic: Record<string, Operator> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison(Math.sign),
  $and: junction(false),
  $or: junction(true),
  $not: eager(1, 1, (value) => !truthy(value)),
  $ifNull: ifNull,
  $cond: conditional,
  $let: bindVariables,
  $literal: (operand) => () => operand,
  $type: eager(1, 1, typeName),
}
