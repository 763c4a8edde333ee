import { type Doc, docOf, newDoc, toNumber } from './bson/types.ts'
import { newContext } from './commands/context.ts'
import { applyDelete } from './commands/modify.ts'
import { QueryStats } from './stats.ts'
import type { Store } from './store.ts'

/** Removes documents whose date in a TTL index has passed by more than the index says. */
export async function removeExpired(all: Store): Promise<void> {
  const now = Date.now()
  // What is looked for here is nobody's query.
  const store = Object.create(all, { stats: { value: new QueryStats() } }) as Store
  for (const { namespace, indexes } of store.catalog.all())
    for (const { ready, fields, spec } of indexes) {
      const [field] = fields
      const seconds = toNumber(spec.expireAfterSeconds)
      if (!ready || seconds === undefined || !field) continue
      const due = docOf({ $lte: new Date(now - seconds * 1000) })
      const filter = docOf({ [field.path]: due, ...(spec.partialFilterExpression as Doc | undefined) })
      await applyDelete(newContext(store, newDoc()), { namespace, filter, sort: [], multi: true })
    }
  await store.commits.durable()
}
