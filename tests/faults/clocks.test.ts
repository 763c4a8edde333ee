import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { accountsOn } from '../accounts.ts'
import { anApplication, anEmployer, aPublishedPosting, expectStatus } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, serverEntry, startServer } from '../server.ts'
import { startProcess, type TestProcess, workerEntry } from './worker-process.ts'

const undoWindow = 10_000
const minutes = 60_000

let server: RunningServer
let store: Store
let worker: TestProcess

const by = (shift: number) => ({ CLOCK_SHIFT: String(shift) })
const shifted = (entry: string) => ['--import', fileURLToPath(new URL('shifted-clock.js', import.meta.url)), entry]

beforeAll(async () => {
  server = await startServer({
    program: shifted(serverEntry),
    env: { ...noLimits, WORKERS: 'off', ...by(-2 * minutes) },
  })
  const { PATH, HOME, TMPDIR, MONGODB_URI } = process.env
  const env = { PATH, HOME, TMPDIR, MONGODB_URI, DATA_DIR: server.dataDir, PUBLIC_URL: server.url, LOG_LEVEL: 'error' }
  worker = startProcess(shifted(workerEntry), { ...env, ...by(2 * minutes) })
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI })
})
afterAll(async () => {
  await worker.kill()
  await store.close()
  await server.stop()
})

describe('a node two minutes behind, and a worker two minutes ahead', () => {
  it('[OPS-14] go by the clock of the store: a candidate is told when the time to undo is over, and not before', async () => {
    const employer = await anEmployer({ ...server, accounts: accountsOn(store) })
    const { owner, api } = employer
    const card = await anApplication(employer, await aPublishedPosting(employer))
    const decided = Date.now()
    expectStatus(await owner.patch(`${api}/applications/${card.applicationId}`, { status: 'rejected' }), 200)
    const answered = Date.now()
    const { body } = await owner.get<{ items: { type: string; at: string }[] }>(`${api}/feed?limit=1`)
    const noted = Date.parse(body.items[0]?.at ?? '')
    expect(noted).toBeGreaterThanOrEqual(decided - 1000)
    expect(noted).toBeLessThanOrEqual(answered + 1000)
    const isTold = async () => (await server.mail(card.email)).some(({ text }) => text.includes('decided not to go on'))
    await eventually(isTold)
    expect(Date.now() - decided).toBeGreaterThanOrEqual(undoWindow)
    expect(server.log()).toMatch(/"seconds":-1(19|20|21),"msg":"the clock of this machine/)
  })
})
