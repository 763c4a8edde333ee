import type { MongoClient } from 'mongodb'

/** Wire version of MongoDB 8.0, the first that writes to several collections in one command (`bulkWrite`). */
const neededWireVersion = 25

/**
 * Refuses a store that would fail later, in the middle of somebody's work.
 * @throws when it is older than MongoDB 8.0, or one server without the log that transactions are kept in
 */
export async function ensureFit(client: MongoClient): Promise<void> {
  const { maxWireVersion, setName, msg } = await client.db('admin').command({ hello: 1 })
  if (maxWireVersion < neededWireVersion) {
    throw new Error(
      `The store of MONGODB_URI speaks wire version ${maxWireVersion}, and ClearView needs ${neededWireVersion}: MongoDB 8.0 ` +
        'or later. Upgrade it, or leave MONGODB_URI out to use the embedded store.',
    )
  }
  if (setName === undefined && msg !== 'isdbgrid') {
    throw new Error(
      'The store of MONGODB_URI is one server that is no replica set, so it has no transactions. Start it with --replSet ' +
        'and run rs.initiate() once (one member is enough), or leave MONGODB_URI out to use the embedded store.',
    )
  }
}
