import { docOf, isDoc, newDoc, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { compileExpression, type Expression, type Operator, strict } from '../expression.ts'

function toPairs(value: Value): Value {
  if (!isDoc(value)) throw new StoreError(14, `$objectToArray requires a document, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]) => docOf({ k, v }))
}

function fromPairs(value: Value): Value {
  const result = newDoc()
  for (const item of Array.isArray(value) ? value : [value]) {
    const [k, v] = Array.isArray(item) ? item : isDoc(item) ? [item.k, item.v] : []
    if (typeof k !== 'string' || v === undefined)
      throw new StoreError(14, '$arrayToObject requires pairs [k, v] or documents {k, v} with a string k')
    result[k] = v
  }
  return result
}

/** For names that a path cannot express. */
function getField(operand: Value): Expression {
  const named = isDoc(operand) && operand.field !== undefined ? operand : { field: operand, input: undefined }
  const name = compileExpression(named.field)
  const input = compileExpression(named.input ?? '$$ROOT')
  return (scope) => {
    const field = name(scope)
    if (typeof field !== 'string') throw new StoreError(14, "$getField requires 'field' to evaluate to a string")
    const doc = input(scope)
    return isDoc(doc) ? doc[field] : doc === null ? null : undefined
  }
}

export const objects: Record<string, Operator> = {
  $objectToArray: strict(1, 1, toPairs),
  $arrayToObject: strict(1, 1, fromPairs),
  $getField: getField,
}
