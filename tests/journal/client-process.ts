import { pino } from 'pino'
import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import { createJournal } from '../../server/journal/journal.ts'
import { unasked } from '../../server/request-id.ts'
import { openStore } from '../../server/store/mongo.ts'
import { type Moment, perform, seen } from './calls.ts'
import type { FromClient, Task, ToClient } from './clients.ts'

/** A process with a journal of its own: does what its parent says over IPC, in the order in which it is said. */
const { dataDir, database } = JSON.parse(process.env['JOURNAL_CLIENT'] ?? '') as Task
const { client } = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
const db = client.db(database)
const log = pino({ level: 'silent' })
const journal = createJournal({ client, db, bus: createMemoryBus(), log, onOutbox: () => undefined }).for(unasked)
const tell = (message: FromClient): void => void process.send?.(message)

let goOn = (): void => undefined

process.on('message', (message: ToClient) => {
  if ('goOn' in message) return goOn()
  if ('follow' in message) {
    const { follow: follower, stream, after } = message
    journal.follow(stream, after, (entries) => tell({ follower, entries: entries.map(seen) }))
    return
  }
  let { haltAt } = message
  const inside = async (moment: Moment): Promise<void> => {
    if (moment !== haltAt) return
    haltAt = undefined
    const told = new Promise<void>((resolve) => {
      goOn = resolve
    })
    tell({ halted: true })
    await told
  }
  void perform(journal, message.call, inside).then((answer) => tell({ id: message.id, answer }))
})
process.on('disconnect', () => process.exit())
tell({ ready: true })
