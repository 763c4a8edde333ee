import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, startStore, type TestStore } from './helpers.ts'

let store: TestStore
let client: MongoClient

beforeAll(async () => {
  store = await startStore()
  client = new MongoClient(store.uri)
})
afterAll(async () => {
  await client.close()
  await store.close()
})

describe('the job queue on the store', () => {
  it('runs jobs now, later and again, each once', async () => {
    const db = client.db(`agenda_${process.pid}`)
    const agenda = new Agenda({ backend: new MongoBackend({ mongo: db }), processEvery: 50 })
    const ran: string[] = []
    agenda.define('mail', async (job: { attrs: { data?: unknown } }) => {
      ran.push(String((job.attrs.data as { to: string }).to))
    })
    await agenda.start()
    await Promise.all(Array.from({ length: 20 }, (_, n) => agenda.now('mail', { to: `now ${n}` })))
    await agenda.schedule(new Date(Date.now() + 200), 'mail', { to: 'later' })
    await eventually(() => ran.length >= 21)
    expect(new Set(ran).size).toBe(21)
    expect((await agenda.queryJobs({ name: 'mail' })).total).toBeGreaterThan(0)
    expect(await agenda.cancel({ name: 'mail' })).toBeGreaterThanOrEqual(0)
    await agenda.stop()
    await db.dropDatabase()
  })

  it('two workers share the jobs', async () => {
    const db = client.db(`agenda2_${process.pid}`)
    const ran: string[] = []
    const workers = [0, 1].map((worker) => {
      const agenda = new Agenda({ backend: new MongoBackend({ mongo: db }), processEvery: 50 })
      agenda.define('count', async (job: { attrs: { data?: unknown } }) => {
        ran.push(`${(job.attrs.data as { n: number }).n}`)
        void worker
      })
      return agenda
    })
    await Promise.all(workers.map((worker) => worker.start()))
    for (let n = 0; n < 30; n++) await workers[0]?.now('count', { n })
    await eventually(() => ran.length >= 30)
    expect([...new Set(ran)].length).toBe(30)
    expect(ran.length).toBe(30)
    await Promise.all(workers.map((worker) => worker.stop()))
    await db.dropDatabase()
  })
})
