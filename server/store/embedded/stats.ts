import { type Doc, docOf, isDoc, typeName, type Value } from './bson/types.ts'
import type { Query } from './query/find.ts'
import type { Plan } from './query/plan.ts'

/** A long-running store must not collect shapes without end. */
const maxShapes = 1000

function shapeOf(value: Value): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].join(', ')}]`
  if (!isDoc(value)) return typeName(value)
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${shapeOf(inner)}`)
  return `{${fields.join(', ')}}`
}

/** Queries that ask for the same, by what they ask and not by whom for. */
type Shapes = Map<string, { namespace: string; shape: string; count: number; examined: number }>

/** The queries that read a whole collection or had to sort in memory. */
export class QueryStats {
  readonly #shapes = { collectionScans: new Map() as Shapes, memorySorts: new Map() as Shapes }
  #queries = 0
  #examined = 0

  record(query: Query, plan: Plan, examined: number): void {
    const { filter, sort } = query
    this.#queries++
    this.#examined += examined
    const asks = Object.keys(filter).length > 0 || (sort.length > 0 && !plan.sorted)
    if (!plan.bounded && asks) this.#count('collectionScans', query, examined)
    if (!plan.sorted) this.#count('memorySorts', query, examined)
  }

  #count(kind: 'collectionScans' | 'memorySorts', query: Query, examined: number): void {
    const { namespace } = query.collection
    const order = query.sort.map(({ path, descending }) => `${path}:${descending ? -1 : 1}`).join(',')
    const shape = shapeOf(query.filter) + (order && ` sort ${order}`)
    const shapes = this.#shapes[kind]
    const key = `${namespace} ${shape}`
    const { count, examined: before } = shapes.get(key) ?? { count: 0, examined: 0 }
    const known = { namespace, shape, count: count + 1, examined: before + examined }
    if (shapes.size < maxShapes || shapes.has(key)) shapes.set(key, known)
  }

  report(): Doc {
    const list = (shapes: Shapes) => [...shapes.values()].map((shape) => docOf(shape))
    const { collectionScans, memorySorts } = this.#shapes
    const counts = { queries: this.#queries, examined: this.#examined }
    return docOf({ ...counts, collectionScans: list(collectionScans), memorySorts: list(memorySorts) })
  }
}
