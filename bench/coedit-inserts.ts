import type { Document } from 'mongodb'
import { readConfig } from '../server/config.ts'
import { openStore } from '../server/store/mongo.ts'
import { answerMessages } from './processes.ts'

/** Bare durable inserts into the store of the server beside it, from a process of their own: they are not its work. */
const store = await openStore(readConfig({ DATA_DIR: process.argv[2] }))
const bare = store.db.collection<Document>('bare')

answerMessages({}, async (asked) => {
  const { inserts = 0, end } = asked as { inserts?: number; end?: true }
  const times: number[] = []
  for (let n = 0; n < inserts; n++) {
    const start = performance.now()
    await bare.insertOne({ stream: 'doc:x', seq: 1, data: { update: Buffer.alloc(40) }, at: new Date() })
    times.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (end) await store.close()
  return { times }
})
