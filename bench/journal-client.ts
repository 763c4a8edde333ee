import type { ClientSession } from 'mongodb'
import { createMemoryBus } from '../server/journal/bus.memory.ts'
import { type Entry, feedOf, journalPlan, type Stream } from '../server/journal/entry.ts'
import { createJournal } from '../server/journal/journal.ts'
import { createLog } from '../server/log.ts'
import { unasked } from '../server/request-id.ts'
import { newId } from '../server/store/ids.ts'
import { ensureIndexes, openStore } from '../server/store/mongo.ts'
import { answerMessages } from './processes.ts'

/** What one process is to do for a while; answered with how often it came to an end in a second. */
export interface Load {
  readonly kind: 'append' | 'insert' | 'commit' | 'transaction' | 'numbered' | 'resume' | 'find'
  readonly streams: number
  /** Per stream. */
  readonly outstanding: number
  readonly ms: number
}

interface Card {
  _id: string
  stage: string
  version: number
}

const { client, db } = await openStore({ DATA_DIR: process.argv[2] ?? '', MONGODB_URI: process.argv[3] || undefined })
await ensureIndexes(db, [journalPlan, { ...journalPlan, collection: 'bare' }])
const journal = createJournal({ client, db, bus: createMemoryBus(), log: createLog('silent'), onOutbox: () => {} }).for(
  unasked,
)
const cards = db.collection<Card>('cards')
const counters = db.collection<{ _id: string; seq: number }>('counters')
const actor = { kind: 'user', id: '01kxxxxxxxxxxxxxxxxxxxxxxx' } as const
const text = 'A message of the length that people write to each other, more or less.'
/** Numbers of the bare rows, which nobody keeps in order. */
let number = Math.floor(Math.random() * 1e9) * 1000

const entryOf = (stream: Stream): Entry => ({
  stream,
  seq: ++number,
  key: newId(),
  type: 'message.sent',
  data: { text },
  actor,
  at: new Date(),
})

async function aCard(): Promise<string> {
  const _id = newId()
  await cards.insertOne({ _id, stage: 'applied', version: 1 })
  return _id
}

async function move(session: ClientSession, _id: string): Promise<Card> {
  const card = await cards.findOne({ _id }, { session })
  if (!card) throw new Error('The card is gone')
  const moved = { ...card, stage: card.stage === 'applied' ? 'screen' : 'applied', version: card.version + 1 }
  await cards.replaceOne({ _id }, moved, { session })
  return moved
}

const bare = db.collection<Entry>('bare')

/** Makes the work of one worker: what it does again and again. */
async function workOf(kind: Load['kind'], stream: Stream): Promise<() => Promise<unknown>> {
  const options = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } } as const
  switch (kind) {
    case 'append':
      return () => journal.append(stream, { key: newId(), type: 'message.sent', data: { text }, actor })
    case 'insert':
      return () => bare.insertOne(entryOf(stream))
    case 'commit': {
      const id = await aCard()
      return () =>
        journal.commit([stream], async (tx) => {
          const data = await move(tx.session, id)
          tx.append(stream, { type: 'application.moved', data, actor })
        })
    }
    case 'transaction': {
      const id = await aCard()
      return () =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            const data = await move(session, id)
            await bare.insertOne({ ...entryOf(stream), data }, { session })
          }, options),
        )
    }
    case 'numbered': {
      const id = await aCard()
      return () =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            const head = await counters.findOneAndUpdate({ _id: stream }, { $inc: { seq: 1 } }, { session, upsert: true, returnDocument: 'after' }) // biome-ignore format: one call
            const data = await move(session, id)
            await bare.insertOne({ ...entryOf(`doc:${stream}`), seq: head?.seq ?? 0, data }, { session })
          }, options),
        )
    }
    case 'resume':
      return () => journal.read(stream, 0, 1000)
    case 'find':
      return () => db.collection('journal').find({ stream, seq: { $gt: 0 } }).sort({ stream: 1, seq: 1 }).limit(1000).toArray() // biome-ignore format: one query
  }
}

async function run({ kind, streams, outstanding, ms }: Load): Promise<object> {
  const names = Array.from({ length: streams }, (_, i) => feedOf(`employer-${i}`))
  const workers = await Promise.all(
    names.flatMap((stream) => Array.from({ length: outstanding }, () => workOf(kind, stream))),
  )
  const start = performance.now()
  let count = 0
  await Promise.all(
    workers.map(async (work) => {
      while (performance.now() - start < ms) {
        await work()
        count++
      }
    }),
  )
  return { perSecond: count / ((performance.now() - start) / 1000) }
}

answerMessages({}, (message) => run(message as Load))
