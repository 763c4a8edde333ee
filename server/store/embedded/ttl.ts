import { docOf } from './bson/types.ts'
import type { Context } from './commands/context.ts'
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
    for (const collection of this.#store.catalog.all())
      for (const { ready, expireAfterSeconds, fields, partial } of collection.indexes) {
        const [field] = fields
        if (!ready || expireAfterSeconds === undefined || !field) continue
        const due = docOf({
          [field.path]: docOf({ $lte: new Date(now - expireAfterSeconds * 1000) }),
          ...(partial?.filter ?? {}),
        })
        const context: Context = {
          store: Object.create(this.#store, { stats: { value: new QueryStats() } }) as Store,
          db: '',
          command: docOf({}),
          session: undefined,
          transaction: undefined,
          snapshot: undefined,
          writer: this.#store.writer,
          retry: undefined,
        }
        await applyDelete(context, {
          namespace: collection.namespace,
          filter: due,
          sort: [],
          multi: true,
          hint: undefined,
        })
      }
    await this.#store.commits.durable()
  }
}
