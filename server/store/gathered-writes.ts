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

/** Writes of a transaction that go to the store together: each command of its own costs both sides, and a way there and back. */
export function gatherWrites(client: MongoClient, db: Db, session: ClientSession) {
  let models: AnyClientBulkWriteModel<Document>[] = []
  const waiting = new Set<string>()

  /** Rows that wait for the store are not to be asked meanwhile: the answer would be of before. */
  const closed = ({ namespace }: Collection): Collection =>
    new Proxy({ namespace } as Collection, {
      get: (rows, name) => {
        if (name === 'namespace') return rows.namespace
        throw new Error(`The command asks ${namespace}, to which it put a write that is not stored yet`)
      },
    })
  const seen = Object.create(db, {
    collection: {
      value: (name: string) => {
        const rows = db.collection(name)
        return waiting.has(rows.namespace) ? closed(rows) : rows
      },
    },
  }) as Db

  return {
    /** The store as a command sees it. */
    db: seen,

    write: <T extends Document>({ namespace }: Collection<T>, ...operations: readonly AnyBulkWriteOperation<T>[]) => {
      for (const operation of operations) {
        for (const [name, model] of Object.entries(operation)) models.push({ name, namespace, ...model })
      }
      if (operations.length > 0) waiting.add(namespace)
    },

    /** Stores what was gathered, in its order. @throws what the store says of the first that fails */
    flush: async (): Promise<void> => {
      const together = models
      models = []
      waiting.clear()
      if (together.length === 0) return
      await client.bulkWrite(together, { session }).catch((error: unknown) => {
        throw reasonOf(error)
      })
    },
  }
}

/** The driver wraps what was said of a write, and of a command that failed as a whole: what it was decides what is done. */
function reasonOf(error: unknown): unknown {
  if (!(error instanceof MongoClientBulkWriteError)) return error
  const [failed] = error.writeErrors.values()
  return failed ? new MongoServerError({ message: failed.message, code: failed.code }) : (error.cause ?? error)
}
