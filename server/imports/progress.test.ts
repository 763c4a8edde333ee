import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { eventually } from '../../tests/server.ts'
import { createImportHints } from './progress.ts'

let store: TestStore
/** At whose imports was looked. */
const looked: string[] = []

beforeAll(async () => {
  store = await openTestStore({ monitorCommands: true })
  store.client.on('commandStarted', ({ command }) => {
    if (command['find'] === 'imports') looked.push(String(command['filter']?.employerId))
  })
})
afterAll(() => store.close())

describe('how far imports are', () => {
  it('[COST-6] is looked at after what imports make, and not after moves of cards', async () => {
    const scope = () => ({ db: store.db, now: new Date() })
    const hints = createImportHints({ scope, log: pino({ level: 'silent' }) })
    const making = ['application.received', 'application.withdrawn', 'posting.created', 'posting.deleted']
    const look = (type: string) => hints.afterEntry(type, () => undefined, type)
    for (const type of ['application.moved', ...making]) look(type)
    await eventually(() => making.every((type) => looked.includes(type)))
    // Whatever else was to be looked at had its time before this.
    look('posting.edited')
    await eventually(() => looked.includes('posting.edited'))
    expect([...looked].sort()).toEqual([...making, 'posting.edited'].sort())
    hints.close()
  })
})
