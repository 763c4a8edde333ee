import { absent, type Doc, isDoc, newDoc, type Value } from '../bson/types.ts'
import { ensure, failedToParse, notImplemented, refuseOthers, StoreError } from '../errors.ts'

/** What an expression sees: the document, and the variables of the `$let`, `$map`… around it. */
export interface Scope {
  root: Doc
  variables: Record<string, Value>
}
export type Expression = (scope: Scope) => Value
/** Compiles the operand of the operator called `name`. */
export type Operator = (operand: Value, name: string) => Expression

const operators = new Map<string, Operator>()
/** The tables of operators compile their operands with this file, so they are handed in rather than imported. */
export function define(...tables: Record<string, Operator>[]): void {
  for (const table of tables) for (const [name, operator] of Object.entries(table)) operators.set(name, operator)
}

/** For operators that take any number of operands. */
export const many = Number.POSITIVE_INFINITY

export const rootScope = (root: Doc): Scope => ({ root, variables: {} })

/** The same with more variables. */
export const extend = (scope: Scope, variables: Record<string, Value>): Scope => ({
  root: scope.root,
  variables: { ...scope.variables, ...variables },
})

export function compileExpression(expression: Value): Expression {
  if (typeof expression === 'string') return expression.startsWith('$') ? compilePath(expression) : () => expression
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isDoc(expression)) return () => expression
  const [name, ...others] = Object.keys(expression)
  if (!name?.startsWith('$')) return compileDocument(expression)
  ensure(others.length === 0, 15983, `An expression must have exactly one operator, not ${name}, ${others.join(', ')}`)
  const operator = operators.get(name)
  if (!operator) throw notImplemented(`the expression operator ${name}`)
  return operator(expression[name], name)
}

function compileDocument(expression: Doc): Expression {
  const fields = Object.entries(expression).map(([name, value]): [string, Expression] => {
    ensure(!name.startsWith('$') && !name.includes('.'), 16410, `Names of fields have no '$' or '.' here: ${name}`)
    return [name, compileExpression(value)]
  })
  return (scope) => {
    const doc = newDoc()
    for (const [name, field] of fields) {
      const value = field(scope)
      if (value !== undefined) doc[name] = value
    }
    return doc
  }
}

function compilePath(path: string): Expression {
  const ofVariable = path.startsWith('$$')
  const parts = path.slice(ofVariable ? 2 : 1).split('.')
  ensure(!parts.includes(''), 40353, `A path must not hold an empty part: '${path}'`)
  ensure(!parts.some((part) => part.startsWith('$')), 16410, `Names in a path may not start with '$': '${path}'`)
  const [first = '', ...rest] = parts
  if (!ofVariable) return rest.length === 0 ? ({ root }) => root[first] : ({ root }) => readPath(root, parts, 0)
  const read = compileVariable(first)
  return rest.length === 0 ? read : (scope) => readPath(read(scope), rest, 0)
}

function compileVariable(name: string): Expression {
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => root
  if (name === 'REMOVE') return () => undefined
  if (/^[A-Z]/.test(name)) throw notImplemented(`the variable $$${name}`)
  return ({ variables }) => {
    if (!(name in variables)) throw new StoreError(17276, `Use of undefined variable: ${name}`)
    return variables[name]
  }
}

/** Through arrays a path gives an array of what it finds in each document. */
export function readPath(value: Value, parts: string[], at: number): Value {
  for (let index = at; index < parts.length; index++) {
    if (Array.isArray(value))
      // Arrays directly within arrays are not entered.
      return value
        .map((element) => (isDoc(element) ? readPath(element, parts, index) : undefined))
        .filter((found) => found !== undefined)
    if (!isDoc(value)) return undefined
    value = value[parts[index] ?? '']
  }
  return value
}

/** The operands of an operator that takes a list, or a single one standing alone. */
export function compileList(name: string, operand: Value, least: number, most: number): Expression[] {
  const items = Array.isArray(operand) ? operand : [operand]
  const fits = items.length >= least && items.length <= most
  ensure(fits, 16020, `Expression ${name} takes ${least} to ${most} arguments. ${items.length} were passed in.`)
  return items.map(compileExpression)
}

/** An operator whose operands are all evaluated first. */
export function eager(least: number, most: number, apply: (...values: Value[]) => Value): Operator {
  return (operand, name) => {
    const items = compileList(name, operand, least, most)
    return (scope) => apply(...items.map((item) => item(scope)))
  }
}

/** The same, and null when an operand is null or missing. */
export const strict = (least: number, most: number, apply: (...values: Value[]) => Value): Operator =>
  eager(least, most, (...values) => (values.some(absent) ? null : apply(...values)))

/** Operands by name, e.g. `{input, as, in}`; unknown names are refused. */
export function compileNamed(name: string, operand: Value, required: string[], optional: string[] = []) {
  ensure(isDoc(operand), 28646, `${name} only supports an object as its argument`)
  refuseOthers(operand, [...required, ...optional], name)
  for (const field of required)
    if (operand[field] === undefined) throw failedToParse(`Missing '${field}' parameter to ${name}`)
  return Object.fromEntries(Object.entries(operand).map(([field, value]) => [field, compileExpression(value)]))
}
