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

type Kind = 'collectionScans' | 'memorySorts'
type Shape = { kind: Kind; namespace: string; shape: string; count: number; examined: number }

/** The queries that read a whole collection or had to sort in memory, by what they ask and not by whom for. */
export class QueryStats {
  readonly #shapes = new Map<string, Shape>()
  readonly #sums = { queries: 0, examined: 0 }

  record(query: Query, plan: Plan, examined: number): void {
    this.#sums.queries++
    this.#sums.examined += examined
    const asks = Object.keys(query.filter).length > 0 || (query.sort.length > 0 && !plan.sorted)
    if (!plan.bounded && asks) this.#count('collectionScans', query, examined)
    if (!plan.sorted) this.#count('memorySorts', query, examined)
  }

  #count(kind: Kind, { collection: { namespace }, filter, sort }: Query, examined: number): void {
    const order = sort.map(({ path, descending }) => `${path}:${descending ? -1 : 1}`).join(',')
    const shape = shapeOf(filter) + (order && ` sort ${order}`)
    const key = `${kind} ${namespace} ${shape}`
    const known = this.#shapes.get(key) ?? { kind, namespace, shape, count: 0, examined: 0 }
    known.count++
    known.examined += examined
    if (this.#shapes.size < maxShapes) this.#shapes.set(key, known)
  }

  report(): Doc {
    const all = [...this.#shapes.values()]
    const list = (wanted: Kind) => all.flatMap(({ kind, ...shape }) => (kind === wanted ? [docOf(shape)] : []))
    return docOf({ ...this.#sums, collectionScans: list('collectionScans'), memorySorts: list('memorySorts') })
  }
}
