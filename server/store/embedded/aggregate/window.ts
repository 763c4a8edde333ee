import { encodeKey } from '../bson/key.ts'
import { copyDoc, type Doc, isDoc, toNumber, type Value } from '../bson/types.ts'
import { failedToParse, notImplemented, StoreError } from '../errors.ts'
import { parseSort, sortKey, sortNow } from '../query/sort.ts'
import { compileAccumulator } from './accumulators.ts'
import { compileExpression, type Expression, rootScope } from './expression.ts'
import { blocking, type Stage } from './stages.ts'

/** A partition in its order, with the bytes each document was sorted by. */
interface Partition {
  docs: Doc[]
  keys: Buffer[]
}
/** The value of one output field for each document of a partition. */
type Output = (partition: Partition) => Value[]

const refused = new Set(
  '$derivative $integral $expMovingAvg $covariancePop $covarianceSamp $linearFill $locf $minN $maxN $firstN $lastN $top $topN $bottom $bottomN $stdDevPop $stdDevSamp $median $percentile'.split(
    ' ',
  ),
)

export function compileWindow(operand: Value): Stage {
  if (!isDoc(operand) || !isDoc(operand.output))
    throw failedToParse('the $setWindowFields stage specification must be an object with output')
  for (const name of Object.keys(operand))
    if (!['partitionBy', 'sortBy', 'output'].includes(name))
      throw new StoreError(40415, `BSON field '$setWindowFields.${name}' is an unknown field.`)
  const partitionBy = operand.partitionBy === undefined ? () => null : compileExpression(operand.partitionBy)
  const sort = isDoc(operand.sortBy) ? parseSort(operand.sortBy) : []
  const outputs = Object.entries(operand.output).map(([name, spec]) => {
    if (name.includes('.')) throw notImplemented('a dotted path in the output of $setWindowFields')
    return { name, values: compileOutput(name, spec, sort.length > 0) }
  })
  return blocking('$setWindowFields', (docs) => {
    const groups = new Map<string, Doc[]>()
    for (const doc of docs) {
      const value = partitionBy(rootScope(doc)) ?? null
      if (Array.isArray(value))
        throw new StoreError(14, 'An expression used to partition cannot evaluate to value of type array')
      const key = encodeKey(value).toString('latin1')
      const group = groups.get(key)
      if (group) group.push(doc)
      else groups.set(key, [doc])
    }
    return [...groups.values()].flatMap((group) => {
      const sorted = sortNow(
        group.map((item) => ({ item, key: sort.length > 0 ? sortKey(item, sort) : encodeKey(null) })),
      )
      const partition = { docs: sorted.map(({ item }) => item), keys: sorted.map(({ key }) => key) }
      const columns = outputs.map(({ values }) => values(partition))
      return partition.docs.map((doc, row) => {
        const result = copyDoc(doc)
        outputs.forEach(({ name }, column) => {
          result[name] = columns[column]?.[row]
        })
        return result
      })
    })
  })
}

function compileOutput(name: string, spec: Value, ordered: boolean): Output {
  if (!isDoc(spec)) throw failedToParse(`The field '${name}' must be an object`)
  const entries = Object.entries(spec).filter(([key]) => key !== 'window')
  const [entry] = entries
  if (!entry || entries.length !== 1) throw failedToParse(`The field '${name}' must name exactly one window function`)
  const [operator, operand] = entry
  if (refused.has(operator)) throw notImplemented(`the window function ${operator}`)
  if (operator === '$documentNumber' || operator === '$rank' || operator === '$denseRank' || operator === '$shift') {
    if (!ordered) throw new StoreError(5371602, `${operator} must be specified with a top level sortBy expression`)
    if (spec.window !== undefined) throw new StoreError(5371601, `${operator} does not accept a 'window' field`)
    if (operator === '$shift') return compileShift(operand)
    return ranks(operator)
  }
  const { expression, start } = compileAccumulator(name, Object.assign(copyDoc({}), { [operator]: operand }), () =>
    failedToParse(`Unrecognized window function, ${operator}`),
  )
  const [low, high] = bounds(spec.window, ordered)
  return ({ docs }) => {
    const values = docs.map((doc) => expression(rootScope(doc)))
    return docs.map((_, row) => {
      const accumulator = start()
      const last = Math.min(docs.length - 1, row + high)
      for (let at = Math.max(0, row + low); at <= last; at++) accumulator.add(values[at])
      return accumulator.result() ?? null
    })
  }
}

/** How far the window reaches before and behind the current document. */
function bounds(window: Value, ordered: boolean): [number, number] {
  if (window === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (!isDoc(window)) throw failedToParse("'window' field must be an object")
  if (window.range !== undefined || window.unit !== undefined) throw notImplemented('windows by range')
  const { documents } = window
  if (documents === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (!Array.isArray(documents) || documents.length !== 2)
    throw failedToParse('Window bounds must be a 2-element array')
  const [low = 0, high = 0] = documents.map((bound, side) => {
    if (bound === 'unbounded') return side === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    if (bound === 'current') return 0
    const number = toNumber(bound)
    if (number === undefined || !Number.isInteger(number))
      throw failedToParse("Window bounds must be 'unbounded', 'current', or a number")
    return number
  })
  if (low > high) throw new StoreError(5339900, 'Lower bound must not exceed upper bound')
  if (!ordered && !(low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY))
    throw new StoreError(5339901, "Document-based bounds require a 'sortBy'")
  return [low, high]
}

function ranks(operator: string): Output {
  return ({ docs, keys }) => {
    let rank = 0
    return docs.map((_, row) => {
      const before = row > 0 ? keys[row - 1] : undefined
      const tied = before !== undefined && Buffer.compare(before, keys[row] ?? before) === 0
      if (operator === '$documentNumber') rank = row + 1
      else if (!tied) rank = operator === '$rank' ? row + 1 : rank + 1
      return rank
    })
  }
}

function compileShift(operand: Value): Output {
  if (!isDoc(operand) || operand.output === undefined)
    throw failedToParse("$shift requires an object with 'output' and 'by'")
  const by = toNumber(operand.by)
  if (by === undefined || !Number.isInteger(by)) throw failedToParse("$shift requires 'by' as an integer value")
  const output = compileExpression(operand.output)
  const fallback: Expression = operand.default === undefined ? () => null : compileExpression(operand.default)
  return ({ docs }) =>
    docs.map((doc, row) => {
      const other = docs[row + by]
      return (other ? output(rootScope(other)) : fallback(rootScope(doc))) ?? null
    })
}
