import { type Doc, isDoc, isNumber, newDoc, Raw, toNumber, type Value } from '../bson/types.ts'
import { notImplemented, StoreError } from '../errors.ts'

/** What an expression sees: the document, and the variables of the `$let`, `$map`… around it. */
export interface Scope {
  root: Doc
  variables: Record<string, Value>
}
export type Expression = (scope: Scope) => Value
export type Operator = (operand: Value) => Expression

const operators = new Map<string, Operator>()

export function define(table: Record<string, Operator>): void {
  for (const [name, operator] of Object.entries(table)) operators.set(name, operator)
}

let now = new Date()
/** `$$NOW` is one moment for the whole command. */
export function setNow(): void {
  now = new Date()
}

export const rootScope = (root: Doc): Scope => ({ root, variables: {} })

export const truthy = (value: Value): boolean =>
  value !== false && value !== null && value !== undefined && !(isNumber(value) && toNumber(value) === 0)

export function compileExpression(expression: Value): Expression {
  if (typeof expression === 'string') return expression.startsWith('$') ? compilePath(expression) : () => expression
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isDoc(expression)) return () => expression
  const names = Object.keys(expression)
  const [name] = names
  if (name?.startsWith('$')) {
    if (names.length > 1)
      throw new StoreError(
        15983,
        `An object representing an expression must have exactly one field: ${names.join(', ')}`,
      )
    const operator = operators.get(name)
    if (operator) return operator(expression[name])
    if (known.has(name)) throw notImplemented(`the expression operator ${name}`)
    throw new StoreError(168, `Unrecognized expression '${name}'`)
  }
  return compileDocument(expression)
}

function compileDocument(expression: Doc): Expression {
  const fields = Object.entries(expression).map(([name, value]): [string, Expression] => {
    if (name.startsWith('$'))
      throw new StoreError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField: ${name}`,
      )
    if (name.includes('.')) throw new StoreError(16412, `FieldPath field names may not contain '.': ${name}`)
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
  if (!path.startsWith('$$')) {
    const parts = checkPath(path.slice(1))
    const [only] = parts
    if (parts.length === 1 && only !== undefined) return ({ root }) => root[only]
    return ({ root }) => readPath(root, parts, 0)
  }
  const [variable = '', ...parts] = checkPath(path.slice(2))
  const read = compileVariable(variable)
  return parts.length === 0 ? read : (scope) => readPath(read(scope), parts, 0)
}

function checkPath(path: string): string[] {
  const parts = path.split('.')
  if (parts.some((part) => part === ''))
    throw new StoreError(40353, `FieldPath must not end with or contain an empty part: '${path}'`)
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(16410, `FieldPath field names may not start with '$': '${path}'`)
  return parts
}

function compileVariable(name: string): Expression {
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return ({ root }) => root
    case 'NOW':
      return () => now
    case 'REMOVE':
      return () => undefined
    case 'CLUSTER_TIME':
    case 'USER_ROLES':
    case 'SEARCH_META':
      throw notImplemented(`the variable $$${name}`)
  }
  return ({ variables }) => {
    if (!(name in variables)) throw new StoreError(17276, `Use of undefined variable: ${name}`)
    return variables[name]
  }
}

/** Through arrays a path gives an array of what it finds in each document. */
export function readPath(value: Value, parts: string[], at: number): Value {
  for (let index = at; index < parts.length; index++) {
    if (Array.isArray(value)) {
      const values: Value[] = []
      for (const element of value) {
        // Arrays directly within arrays are not entered.
        const found = isDoc(element) ? readPath(element, parts, index) : undefined
        if (found !== undefined) values.push(found)
      }
      return values
    }
    if (!isDoc(value)) return undefined
    value = value[parts[index] ?? '']
  }
  return value instanceof Raw ? undefined : value
}

/** The operands of an operator that takes a list, or a single one standing alone. */
export function compileList(name: string, operand: Value, least: number, most: number): Expression[] {
  const items = Array.isArray(operand) ? operand : [operand]
  if (items.length < least || items.length > most)
    throw new StoreError(
      16020,
      `Expression ${name} takes ${least === most ? `exactly ${least}` : `${least} to ${most}`} arguments. ${items.length} were passed in.`,
    )
  return items.map(compileExpression)
}

/** An operator whose operands are all evaluated first. */
export function eager(
  name: string,
  least: number,
  most: number,
  apply: (...values: Value[]) => Value,
): [string, Operator] {
  return [
    name,
    (operand) => {
      const items = compileList(name, operand, least, most)
      const [a, b] = items
      if (items.length === 1 && a) return (scope) => apply(a(scope))
      if (items.length === 2 && a && b) return (scope) => apply(a(scope), b(scope))
      return (scope) => apply(...items.map((item) => item(scope)))
    },
  ]
}

/** Operands by name, e.g. `{input, as, in}`; unknown names are refused. */
export function compileNamed(
  name: string,
  operand: Value,
  required: string[],
  optional: string[] = [],
): Record<string, Expression> {
  if (!isDoc(operand)) throw new StoreError(28646, `${name} only supports an object as its argument`)
  for (const field of Object.keys(operand))
    if (!required.includes(field) && !optional.includes(field))
      throw new StoreError(28647, `Unrecognized parameter to ${name}: ${field}`)
  for (const field of required)
    if (operand[field] === undefined) throw new StoreError(28648, `Missing '${field}' parameter to ${name}`)
  return Object.fromEntries(Object.entries(operand).map(([field, value]) => [field, compileExpression(value)]))
}

export const withVariables = (scope: Scope, variables: Record<string, Value>): Scope => ({
  root: scope.root,
  variables: { ...scope.variables, ...variables },
})

/** MongoDB has these; the store does not. Other names are mistakes and answered as MongoDB answers them. */
const known = new Set(
  `$accumulator $acos $acosh $asin $asinh $atan $atan2 $atanh $binarySize $bitAnd $bitNot $bitOr $bitXor $bsonSize $bottom $bottomN
  $convert $cos $cosh $covariancePop $covarianceSamp $dateFromParts $dateToParts $degreesToRadians $derivative $exp $expMovingAvg $firstN
  $function $integral $isoWeek $lastN $linearFill $locf $log $log10 $maxN $median $meta $minN $percentile $radiansToDegrees $rand $range
  $sampleRate $sin $sinh $stdDevPop $stdDevSamp $tan $tanh $toDecimal $toHashedIndexKey $toLong $toObjectId $top $topN $tsIncrement
  $tsSecond $unsetField $allElementsTrue $setDifference $setEquals $trim $ltrim $rtrim $regexFind $regexFindAll $replaceOne $reverseArray
  $indexOfBytes $strLenBytes $substrBytes $substr $dayOfYear $second $isNumber $trunc $toString $isoWeekYear`.split(
    /\s+/,
  ),
)
