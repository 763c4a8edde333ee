import {
  type AnyBulkWriteOperation,
  type AnyClientBulkWriteModel,
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  type MongoClient,
  MongoClientBulkWriteError,
  MongoServerError,
} from 'mongodb'

/** What a cursor is executed by. */
const executions: ReadonlySet<string | symbol> = new Set([
  'toArray',
  'next',
  'tryNext',
  'hasNext',
  'forEach',
  'explain',
])

/**
 * Writes of a transaction that go to the store together: each command of its own costs both sides, and a way there and back.
 * Whoever asks rows of which a write waits, or joins any, has all that waits stored first: what a command reads it sees
 * written, as if each write had been stored at once.
 */
export function gatherWrites(client: MongoClient, db: Db, session: ClientSession) {
  let models: AnyClientBulkWriteModel<Document>[] = []
  const waiting = new Set<string>()

  /** Stores what was gathered, in its order. @throws what the store says of the first that fails */
  async function flush(): Promise<void> {
    const together = models
    models = []
    waiting.clear()
    if (together.length === 0) return
    await client.bulkWrite(together, { session }).catch((error: unknown) => {
      throw reasonOf(error)
    })
  }

  const afterFlush =
    (run: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]) => {
      await flush()
      return run(...args)
    }

  const lateCursor = (cursor: object): object => {
    const late: object = new Proxy(cursor, {
      get: (_, name) => {
        const member: unknown = Reflect.get(cursor, name)
        if (typeof member !== 'function') return member
        const run = (...args: unknown[]): unknown => Reflect.apply(member, cursor, args)
        if (executions.has(name)) return afterFlush(run)
        if (name === Symbol.asyncIterator) {
          return async function* () {
            await flush()
            yield* cursor as AsyncIterable<unknown>
          }
        }
        return (...args: unknown[]) => {
          const answer = run(...args)
          return answer === cursor ? late : answer
        }
      },
    })
    return late
  }

  const settled = (rows: Collection): Collection =>
    new Proxy(rows, {
      get: (_, name) => {
        const member: unknown = Reflect.get(rows, name)
        if (typeof member !== 'function') return member
        const run = (...args: unknown[]): unknown => Reflect.apply(member, rows, args)
        // Pipelines may join what waits elsewhere.
        const waits = name === 'aggregate' ? waiting.size > 0 : waiting.has(rows.namespace)
        if (!waits) return run
        return name === 'find' || name === 'aggregate'
          ? (...args: unknown[]) => lateCursor(run(...args) as object)
          : afterFlush(run)
      },
    })

  return {
    flush,

    /** The store as a command sees it. */
    db: Object.create(db, { collection: { value: (name: string) => settled(db.collection(name)) } }) as Db,

    write: <T extends Document>({ namespace }: Collection<T>, ...operations: readonly AnyBulkWriteOperation<T>[]) => {
      for (const operation of operations) {
        for (const [name, model] of Object.entries(operation)) models.push({ name, namespace, ...model })
      }
      if (operations.length > 0) waiting.add(namespace)
    },
  }
}

/** The driver wraps what was said of a write, and of a command that failed as a whole: what it was decides what is done. */
function reasonOf(error: unknown): unknown {
  if (!(error instanceof MongoClientBulkWriteError)) return error
  const [failed] = error.writeErrors.values()
  return failed ? new MongoServerError({ message: failed.message, code: failed.code }) : (error.cause ?? error)
}
