import { BSONRegExp } from 'bson'
import { type Doc, isDoc, type Value } from '../bson/types.ts'
import { isOperatorDoc } from './operators.ts'

/** One comparison that must hold for every document found; `other` ones are of no use to an index. */
export interface Condition {
  operator: '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | 'other'
  operand: Value
}

/** A filter taken apart into what indexes can use. */
export class Conjunction {
  readonly byPath = new Map<string, Condition[]>()
  /** The lists of `$or`s, each of which must hold. */
  readonly alternatives: Doc[][] = []
  /** Something here cannot be told by an index alone, so found documents are checked again. */
  opaque = false
  count = 0

  constructor(filter: Doc) {
    this.#collect(filter)
  }

  #collect(filter: Doc): void {
    for (const [path, operand] of Object.entries(filter)) {
      if (path === '$and' && Array.isArray(operand)) for (const part of operand) isDoc(part) && this.#collect(part)
      else if (path.startsWith('$')) {
        if (path === '$or' && Array.isArray(operand)) this.alternatives.push(operand.filter(isDoc))
        this.opaque ||= path !== '$comment'
      } else if (isOperatorDoc(operand))
        for (const [operator, value] of Object.entries(operand)) this.#add(path, operator, value)
      else this.#add(path, '$eq', operand)
    }
  }

  #add(path: string, name: string, operand: Value): void {
    const values = name === '$in' && Array.isArray(operand) ? operand : [operand]
    const usable = values.every((value) => !Array.isArray(value) && !(value instanceof BSONRegExp))
    const operator = usable && isComparison(name) ? name : 'other'
    this.byPath.set(path, [...(this.byPath.get(path) ?? []), { operator, operand }])
    this.count++
  }
}

const isComparison = (name: string): name is Condition['operator'] => /^\$(eq|in|[gl]te?)$/.test(name)

/** The values a condition allows, where these can be listed. */
export const pointsOf = ({ operator, operand }: Condition): Value[] | undefined =>
  operator === '$in' && Array.isArray(operand) ? operand : operator === '$eq' ? [operand] : undefined
