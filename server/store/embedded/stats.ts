import { type Doc, docOf, isDoc, typeName, type Value } from './bson/types.ts'
import type { KeyField } from './query/index-keys.ts'
import type { Plan } from './query/plan.ts'

interface Shape {
  namespace: string
  shape: string
  count: number
  examined: number
}

interface Asked {
  collection: { namespace: string }
  filter: Doc
  sort: KeyField[]
}

/** The queries that read a whole collection or had to sort in memory, by what they ask and not by whom for. */
export class QueryStats {
  readonly #scans = new Map<string, Shape>()
  readonly #sorts = new Map<string, Shape>()
  queries = 0
  examined = 0

  record(query: Asked, plan: Plan, examined: number): void {
    this.queries++
    this.examined += examined
    const filtered = Object.keys(query.filter).length > 0
    if (!plan.bounded && (filtered || (query.sort.length > 0 && !plan.sorted))) add(this.#scans, query, examined)
    if (!plan.sorted) add(this.#sorts, query, examined)
  }

  reset(): void {
    this.#scans.clear()
    this.#sorts.clear()
    this.queries = 0
    this.examined = 0
  }

  report(): Doc {
    const list = (shapes: Map<string, Shape>): Value => [...shapes.values()].map((shape) => docOf({ ...shape }))
    return docOf({
      queries: this.queries,
      examined: this.examined,
      collectionScans: list(this.#scans),
      memorySorts: list(this.#sorts),
    })
  }
}

/** A long-running store must not collect shapes without end. */
const maxShapes = 1000

function add(shapes: Map<string, Shape>, { collection, filter, sort }: Asked, examined: number): void {
  const order = sort.map(({ path, descending }) => `${path}:${descending ? -1 : 1}`).join(',')
  const shape = `${shapeOf(filter)}${order === '' ? '' : ` sort ${order}`}`
  const key = `${collection.namespace} ${shape}`
  const known = shapes.get(key) ?? { namespace: collection.namespace, shape, count: 0, examined: 0 }
  if (shapes.size >= maxShapes && !shapes.has(key)) return
  known.count++
  known.examined += examined
  shapes.set(key, known)
}

function shapeOf(value: Value): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].join(', ')}]`
  if (!isDoc(value)) return typeName(value)
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}: ${shapeOf(inner)}`)
    .join(', ')}}`
}
