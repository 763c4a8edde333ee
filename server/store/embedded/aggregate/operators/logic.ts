import { compare } from '../../bson/compare.ts'
import { type Doc, isDoc, Oid, toNumber, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import {
  compileExpression,
  compileList,
  compileNamed,
  type Expression,
  eager,
  type Operator,
  truthy,
  withVariables,
} from '../expression.ts'

const comparison = (name: string, accept: (order: number) => Value) =>
  eager(name, 2, 2, (a, b) => accept(compare(a, b)))

const many = Number.POSITIVE_INFINITY

function ifNull(operand: Value): Expression {
  const items = compileList('$ifNull', operand, 2, many)
  return (scope) => {
    let value: Value
    for (const item of items) {
      value = item(scope)
      if (value !== null && value !== undefined) return value
    }
    return value
  }
}

function conditional(operand: Value): Expression {
  const [test, yes, no] = Array.isArray(operand)
    ? compileList('$cond', operand, 3, 3)
    : (({ if: a, then: b, else: c }) => [a, b, c])(compileNamed('$cond', operand, ['if', 'then', 'else']))
  return (scope) => (truthy(test?.(scope)) ? yes?.(scope) : no?.(scope))
}

function chooseBranch(operand: Value): Expression {
  if (!isDoc(operand) || !Array.isArray(operand.branches) || operand.branches.length === 0)
    throw new StoreError(40068, '$switch requires at least one branch')
  const branches = operand.branches.map((branch) => compileNamed('$switch', branch, ['case', 'then']))
  const otherwise = operand.default === undefined ? undefined : compileExpression(operand.default)
  return (scope) => {
    for (const branch of branches) if (truthy(branch.case?.(scope))) return branch.then?.(scope)
    if (!otherwise)
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return otherwise(scope)
  }
}

function bindVariables(operand: Value): Expression {
  if (!isDoc(operand) || !isDoc(operand.vars) || operand.in === undefined)
    throw new StoreError(16876, "$let needs 'vars' and 'in'")
  const variables = Object.entries(operand.vars).map(([name, value]): [string, Expression] => [
    checkName(name),
    compileExpression(value),
  ])
  const inner = compileExpression(operand.in)
  return (scope) =>
    inner(withVariables(scope, Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]))))
}

export function checkName(name: Value): string {
  if (typeof name !== 'string' || !/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
    throw new StoreError(16867, `'${String(name)}' starts with an invalid character for a user variable name`)
  return name
}

function toBool(value: Value): Value {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'object' ? (toNumber(value) ?? 1) !== 0 : truthy(value)
}

function toDate(value: Value): Value {
  if (value === null || value === undefined || value instanceof Date) return value ?? null
  if (value instanceof Oid) return new Date(Buffer.from(value.bytes).readUInt32BE(0) * 1000)
  const date = new Date(typeof value === 'string' ? dateText(value) : (toNumber(value) ?? Number.NaN))
  if (Number.isNaN(date.getTime()))
    throw new StoreError(241, `Unsupported conversion to a date from ${typeName(value)}`)
  return date
}

/** ISO forms alone; without a zone they are in UTC, which JavaScript holds true for dates without a time alone. */
export function dateText(text: string): string {
  const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (!form) return ''
  const [, day, time, zone = 'Z'] = form
  return time === undefined ? `${day}` : `${day}T${time}${zone}`
}

const literal: Operator = (operand) => () => operand

export const logic: Record<string, Operator> = Object.fromEntries<Operator>([
  comparison('$eq', (order) => order === 0),
  comparison('$ne', (order) => order !== 0),
  comparison('$gt', (order) => order > 0),
  comparison('$gte', (order) => order >= 0),
  comparison('$lt', (order) => order < 0),
  comparison('$lte', (order) => order <= 0),
  comparison('$cmp', (order) => Math.sign(order)),
  ['$and', junction('$and', (items, scope) => items.every((item) => truthy(item(scope))))],
  ['$or', junction('$or', (items, scope) => items.some((item) => truthy(item(scope))))],
  eager('$not', 1, 1, (value) => !truthy(value)),
  ['$ifNull', ifNull],
  ['$cond', conditional],
  ['$switch', chooseBranch],
  ['$let', bindVariables],
  ['$literal', literal],
  ['$const', literal],
  eager('$type', 1, 1, typeName),
  eager('$toBool', 1, 1, toBool),
  eager('$toDate', 1, 1, toDate),
])

function junction(
  name: string,
  test: (items: Expression[], scope: { root: Doc; variables: Record<string, Value> }) => boolean,
): Operator {
  return (operand) => {
    const items = compileList(name, operand, 0, many)
    return (scope) => test(items, scope)
  }
}
