import { maxDocumentSize } from '../bson/codec.ts'
import { type Doc, docOf } from '../bson/types.ts'
import { build } from '../owner.ts'
import { QueryStats } from '../stats.ts'
import { maxMessageSize } from '../wire/message.ts'
import type { Command, Context } from './context.ts'

/** @param stop ends the store if nobody else uses it, and says whether it does */
export function admin(address: string, stop: () => boolean): Record<string, Command> {
  // What a client says of itself while it says hello differs from driver to driver, and changes nothing here.
  const hello = { run: () => describeServer(address), options: undefined }
  return {
    hello,
    isMaster: hello,
    ismaster: hello,
    // A driver with a time limit names it even here, where nothing can take long.
    ping: { run: () => docOf({}), options: 'maxTimeMS' },
    buildInfo: { run: () => docOf({ version: '8.0.0', maxBsonObjectSize: maxDocumentSize }), options: '' },
    endSessions: { run: endSessions, options: '' },
    /** What the store has been asked: above all which queries found no index. */
    clearviewStats: { run: stats, options: 'reset' },
    /** So that another build can take its place. */
    clearviewStop: { run: () => docOf({ stopping: stop() }), options: '' },
  }
}

/** A replica set of one member that speaks the protocol of MongoDB 8.0. */
const describeServer = (address: string): Doc =>
  docOf({
    ...{ helloOk: true, isWritablePrimary: true, setName: 'clearview', localTime: new Date() },
    ...{ primary: address, me: address, hosts: [address] },
    ...{ maxBsonObjectSize: maxDocumentSize, maxMessageSizeBytes: maxMessageSize, maxWriteBatchSize: 100_000 },
    ...{ logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 25 },
    ...{ clearviewBuild: build(), clearviewPid: process.pid },
  })

function endSessions({ command, store }: Context): Doc {
  for (const lsid of Array.isArray(command.endSessions) ? command.endSessions : []) {
    const session = store.sessions.get(lsid)
    store.transactions.abort(session.transaction)
    store.cursors.killOf(session)
    store.sessions.releaseSnapshot(session)
  }
  return docOf({})
}

function stats({ command, store }: Context): Doc {
  const report = store.stats.report()
  if (command.reset === true) store.stats = new QueryStats()
  return report
}
