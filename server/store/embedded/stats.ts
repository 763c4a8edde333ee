import { type Doc, docOf, isDoc, typeName, type Value } from './bson/types.ts'
import type { PreparedQuery } from './query/find.ts'

/** A long-running store must not collect shapes without end. */
const maxShapes = 1000

/** Queries that ask for the same, by what they ask and not by whom for. */
class Shapes extends Map<string, { namespace: string; shape: string; count: number; examined: number }> {
  add({ collection: { namespace }, filter, sort }: PreparedQuery, examined: number): void {
    const order = sort.map(({ path, descending }) => `${path}:${descending ? -1 : 1}`).join(',')
    const shape = shapeOf(filter) + (order && ` sort ${order}`)
    const key = `${namespace} ${shape}`
    const known = this.get(key) ?? { namespace, shape, count: 0, examined: 0 }
    known.count++
    known.examined += examined
    if (this.size < maxShapes || this.has(key)) this.set(key, known)
  }

  list(): Value {
    return [...this.values()].map((shape) => docOf({ ...shape }))
  }
}

function shapeOf(value: Value): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].join(', ')}]`
  if (!isDoc(value)) return typeName(value)
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${shapeOf(inner)}`)
  return `{${fields.join(', ')}}`
}

/** The queries that read a whole collection or had to sort in memory. */
export class QueryStats {
  #scans = new Shapes()
  #sorts = new Shapes()
  #queries = 0
  #examined = 0

  record(query: PreparedQuery, examined: number): void {
    const { plan, filter, sort } = query
    this.#queries++
    this.#examined += examined
    const asks = Object.keys(filter).length > 0 || (sort.length > 0 && !plan.sorted)
    if (!plan.bounded && asks) this.#scans.add(query, examined)
    if (!plan.sorted) this.#sorts.add(query, examined)
  }

  report(reset: boolean): Doc {
    const [scans, sorts] = [this.#scans, this.#sorts]
    const counts = { queries: this.#queries, examined: this.#examined }
    if (reset) {
      this.#scans = new Shapes()
      this.#sorts = new Shapes()
      this.#queries = 0
      this.#examined = 0
    }
    return docOf({ ...counts, collectionScans: scans.list(), memorySorts: sorts.list() })
  }
}
