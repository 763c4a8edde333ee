import { docOf, newDoc } from './bson/types.ts'
import { newContext } from './commands/context.ts'
import { applyDelete } from './commands/modify.ts'
import { QueryStats } from './stats.ts'
import type { Store } from './store.ts'

/** Removes documents whose date in a TTL index has passed by more than the index says. */
export class TtlSweeper {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async run(): Promise<void> {
    const now = Date.now()
    // What is looked for here is nobody's query.
    const store = Object.create(this.#store, { stats: { value: new QueryStats() } }) as Store
    for (const { namespace, indexes } of this.#store.catalog.all())
      for (const { ready, expireAfterSeconds, fields, partial } of indexes) {
        const [field] = fields
        if (!ready || expireAfterSeconds === undefined || !field) continue
        const filter = docOf({
          [field.path]: docOf({ $lte: new Date(now - expireAfterSeconds * 1000) }),
          ...(partial?.filter ?? {}),
        })
        const context = newContext(store, newDoc())
        await applyDelete(context, { namespace, filter, sort: [], multi: true })
      }
    await this.#store.commits.durable()
  }
}
