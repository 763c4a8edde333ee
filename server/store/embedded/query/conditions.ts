import { BSONRegExp } from 'bson'
import { type Doc, isDoc, type Value } from '../bson/types.ts'
import { isOperatorDoc } from './operators.ts'

/** One comparison that must hold for every document found. */
export interface Condition {
  path: string
  operator: '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | 'other'
  operand: Value
}

export interface Conjunction {
  conditions: Condition[]
  /** The lists of `$or`s, each of which must hold. */
  alternatives: Doc[][]
  /** Something here cannot be told by an index alone, so found documents are checked again. */
  opaque: boolean
}

const comparisons = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte'])

/** Takes a filter apart into what indexes can use. */
export function conjunctionOf(filter: Doc): Conjunction {
  const result: Conjunction = { conditions: [], alternatives: [], opaque: false }
  collect(filter, result)
  return result
}

function collect(filter: Doc, result: Conjunction): void {
  for (const [path, operand] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(operand)) for (const part of operand) isDoc(part) && collect(part, result)
    else if (path === '$or' && Array.isArray(operand)) {
      result.alternatives.push(operand.filter(isDoc))
      result.opaque = true
    } else if (path.startsWith('$')) {
      if (path !== '$comment') result.opaque = true
    } else if (isOperatorDoc(operand))
      for (const [operator, value] of Object.entries(operand)) add(result, path, operator, value)
    else add(result, path, '$eq', operand)
  }
}

function add(result: Conjunction, path: string, operator: string, operand: Value): void {
  const values = operator === '$in' && Array.isArray(operand) ? operand : [operand]
  const usable =
    comparisons.has(operator) && values.every((value) => !Array.isArray(value) && !(value instanceof BSONRegExp))
  result.conditions.push({ path, operator: usable ? (operator as Condition['operator']) : 'other', operand })
}
