import { ObjectId } from 'bson'
import { maxDocumentSize } from '../bson/codec.ts'
import { type Doc, docOf } from '../bson/types.ts'
import { build } from '../build.ts'
import type { Command, Context } from './context.ts'

/** Clients of this and newer versions are served; the numbers are those of MongoDB 7.0. */
const maxWireVersion = 21
const version = '7.0.0'
const versionArray = [7, 0, 0, 0]

/** Lets drivers wait for changes instead of asking: there are none until this process ends. */
const processId = new ObjectId()

export const setName = 'clearview'

export function admin(address: string, stop: () => boolean): Record<string, Command> {
  const hello = {
    run: () => describeServer(address),
    options: `helloOk client compression hello isMaster ismaster loadBalanced topologyVersion maxAwaitTimeMS
      speculativeAuthenticate saslSupportedMechs backpressure $readPreference hostInfo`.replace(/\s+/g, ' '),
  }
  return {
    hello,
    isMaster: hello,
    ismaster: hello,
    ping: { run: () => docOf({}), options: '' },
    buildInfo: {
      run: () => docOf({ version, versionArray, maxBsonObjectSize: maxDocumentSize, modules: [] }),
      options: '',
    },
    endSessions: { run: endSessions, options: '' },
    getParameter: { run: () => docOf({}), options: 'featureCompatibilityVersion' },
    listDatabases: { run: listDatabases, options: 'nameOnly filter authorizedDatabases' },
    /** What the store has been asked: above all which queries found no index. */
    clearviewStats: { run: stats, options: 'reset' },
    /** Ends the store if nobody else uses it, so that another build can take its place. */
    clearviewStop: { run: () => docOf({ stopping: stop() }), options: '' },
  }
}

function describeServer(address: string): Doc {
  return docOf({
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    setName,
    setVersion: 1,
    secondary: false,
    primary: address,
    me: address,
    hosts: [address],
    maxBsonObjectSize: maxDocumentSize,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    topologyVersion: docOf({ processId, counter: 0n }),
    clearviewBuild: build(),
    clearviewPid: process.pid,
  })
}

async function endSessions({ command, store }: Context): Promise<Doc> {
  for (const lsid of Array.isArray(command.endSessions) ? command.endSessions : []) {
    const session = store.sessions.get(lsid)
    if (session.transaction) store.transactions.abort(session.transaction)
    await store.cursors.killOf(session)
    await store.snapshots.release(session)
  }
  return docOf({})
}

function listDatabases({ store }: Context): Doc {
  const names = new Set([...store.catalog.all()].map(({ namespace }) => namespace.slice(0, namespace.indexOf('.'))))
  return docOf({
    databases: [...names].sort().map((name) => docOf({ name, sizeOnDisk: 0, empty: false })),
    totalSize: 0,
  })
}

function stats({ command, store }: Context): Doc {
  const report = store.stats.report()
  if (command.reset === true) store.stats.reset()
  return docOf({ ...report, openCursors: store.cursors.size, openTransactions: [...store.transactions.active].length })
}
