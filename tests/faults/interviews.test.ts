import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { accountsOn } from '../accounts.ts'
import { type AnEmployer, aFreeHour, anApplication, anEmployer, aPublishedPosting, Caller } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { type RunningServer, removeData, startServer } from '../server.ts'

let dataDir: string
let store: Store
let nodes: RunningServer[]
let employer: AnEmployer

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clearview-interviews-'))
  // Nobody reads the mail of all who apply here.
  const env = { ...noLimits, WORKERS: 'off' }
  const [first, second] = await Promise.all([0, 1].map(() => startServer({ env, dataDir })))
  if (!first || !second) throw new Error('There are no two servers')
  nodes = [first, second]
  store = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  employer = await anEmployer({ ...first, accounts: accountsOn(store) })
})
afterAll(async () => {
  await store.close()
  await Promise.all(nodes.map((node) => node.stop({ keepData: true })))
  await removeData(dataDir)
})

interface Answer {
  readonly id?: string
  readonly code?: string
  readonly conflicts?: readonly unknown[]
  readonly alternatives?: readonly string[]
}

/** The owner's browser, on each node in turn. */
function onNode(n: number): Caller {
  const node = nodes[n % nodes.length]
  if (!node) throw new Error('There is no node')
  const caller = new Caller(node)
  caller.cookie = employer.owner.cookie
  return caller
}

describe('fifty bookings of one time at once, over two processes', () => {
  it('[INT-26] one has it; each of the others is told why, with three times that are free', async () => {
    const job = await aPublishedPosting(employer)
    const cards = await Promise.all(Array.from({ length: 10 }, () => anApplication(employer, job)))
    const interviewTime = aFreeHour()
    const book = (n: number, time: string) =>
      onNode(n).post<Answer>(`${employer.api}/schedule-interview`, {
        candidateId: cards[n % cards.length]?.candidateId,
        interviewTime: time,
        location: 'Second floor',
        interviewerIds: [employer.owner.userId],
      })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => book(n, interviewTime)))
    const booked = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status === 409)
    expect([booked.length, refused.length]).toEqual([1, 49])
    for (const { body } of refused) {
      expect(body.code).toBe('interview-conflict')
      expect(body.conflicts?.length).toBeGreaterThan(0)
      expect(new Set(body.alternatives).size).toBe(3)
    }
    const listed = await onNode(1).get<{ items: { id: string }[] }>(`${employer.api}/interviews`)
    expect(listed.body.items.map(({ id }) => id)).toEqual([booked[0]?.body.id])
    // What was offered can be had.
    const again = refused[0]?.body.alternatives?.[0] ?? ''
    expect((await book(1, again)).status).toBe(200)
  })
})
