import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  anApplication,
  anEmployer,
  aPublishedPosting,
  expectStatus,
  postingFacts,
} from '../builders.ts'
import { randomOf } from '../random.ts'
import { eventually, type RunningServer, removeData, startServer } from '../server.ts'
import { type Acknowledged, as, inspect, sendAgain, startLoad, storePidOf, toldBy } from './load.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 7)
const rounds = isSoak ? 40 : 2
const clients = 8
const env = {
  LIMIT_PERSON_BURST: '1000000',
  LIMIT_PERSON_RATE: '100000',
  LIMIT_APPLY: '100000',
  // It waits for the next server: unless a test kills it too, it need not start again.
  CLEARVIEW_STORE_IDLE_MS: '15000',
}

let server: RunningServer
let employer: AnEmployer
let target: { employer: AnEmployer; jobId: string; applicationIds: string[] }

// One installation for all: whatever a test kills, it brings back.
beforeAll(async () => {
  server = await startServer({ env })
  employer = await anEmployer(server)
  const { id: jobId } = await aPublishedPosting(employer)
  const cards = await Promise.all(Array.from({ length: clients }, () => anApplication(employer, { id: jobId })))
  target = { employer, jobId, applicationIds: cards.map(({ applicationId }) => applicationId) }
})
afterAll(async () => {
  await server.kill()
  killStore()
  await removeData(server.dataDir)
})

const restart = async (): Promise<void> => {
  server = await startServer({ dataDir: server.dataDir, env })
}
/** Answers its process; null when it is a replica set, which is not ours to kill. */
function killStore(): number | null {
  const pid = storePidOf(server.dataDir)
  if (pid !== null) process.kill(pid, 'SIGKILL')
  return pid
}
const untilAcknowledged = (load: { acknowledged: readonly unknown[] }, count: number) =>
  eventually(() => load.acknowledged.length >= count)

describe('the server killed under load', () => {
  it('[FAULT-2] writes whose answers were lost are found by their keys, and done once', async () => {
    const random = randomOf(seed)
    const path = `${employer.api}/job-postings`
    for (let round = 0; round < (isSoak ? 40 : 2); round++) {
      const head = await headOf()
      const writing = Array.from({ length: 6 }, async () => {
        const [key, body] = [{ 'idempotency-key': randomUUID() }, postingFacts()]
        await delay(random() * 20)
        const seen = await as(server, employer.owner)
          .post(path, body, key)
          .catch(() => null)
        return { key, body, seen }
      })
      // At some moment between sending and answer, another one for each.
      await delay(5 + random() * 25)
      await server.kill()
      const writes = await Promise.all(writing)
      await restart()
      const stored = (await headOf()) - head
      let replayed = 0
      for (const { key, body, seen } of writes) {
        const again = await as(server, employer.owner).post(path, body, key)
        expect(again.status).toBe(201)
        const isReplayed = again.headers.get('idempotent-replayed') === 'true'
        if (seen) expect([isReplayed, again.body]).toEqual([true, seen.body])
        if (isReplayed) replayed++
      }
      expect(replayed).toBe(stored)
      expect(await headOf()).toBe(head + writes.length)
    }
  })

  it(`[FAULT-1] keeps everything it acknowledged, whole and once (seed ${seed}, ${rounds} rounds)`, {
    timeout: 600_000,
  }, async () => {
    const random = randomOf(seed)
    const told: Acknowledged[] = []
    for (let round = 0; round < rounds; round++) {
      const load = startLoad(server, target, seed * 1000 + round)
      await untilAcknowledged(load, 20 + Math.floor(random() * 60))
      await server.kill()
      await load.stop()
      expect(load.refused).toEqual([])
      told.push(...load.acknowledged)
      // Every other time the store dies with the server: the machine went down.
      if (round % 2 === 1) killStore()
      await restart()
      expect(await inspect(server.dataDir, employer, told), `round ${round}`).toEqual([])
      for (const write of load.unanswered.slice(-clients)) {
        const answer = await sendAgain(server, target, write)
        expect(answer.status).toBeLessThan(300)
        expect((await sendAgain(server, target, write)).headers.get('idempotent-replayed')).toBe('true')
        told.push(toldBy(write, answer))
      }
      expect(await inspect(server.dataDir, employer, told), `round ${round}, sent again`).toEqual([])
    }
    expect(told.length).toBeGreaterThan(rounds * 20)
  })
})

const headOf = async (): Promise<number> =>
  Number((await as(server, employer.owner).get(`${employer.api}/feed`)).body['head'])

// A replica set is not ours to kill.
const whenEmbedded = process.env['MONGODB_URI'] ? () => undefined : describe
whenEmbedded('the store killed while the server runs', () => {
  it('[FAULT-3] makes requests wait or tells them to try again; then all goes on and nothing is lost', {
    timeout: 600_000,
  }, async () => {
    for (let round = 0; round < (isSoak ? 20 : 1); round++) {
      const load = startLoad(server, target, seed * 2000 + round)
      await untilAcknowledged(load, 30)
      const pid = killStore()
      expect(pid).not.toBeNull()
      const killedAt = load.acknowledged.length
      await untilAcknowledged(load, killedAt + 30)
      await load.stop()
      expect(load.refused).toEqual([])
      expect(storePidOf(server.dataDir)).not.toBe(pid)
      expect(await inspect(server.dataDir, employer, load.acknowledged)).toEqual([])
      for (const write of load.unanswered) {
        const answer = await eventually(async () => {
          const retried = await sendAgain(server, target, write)
          return retried.status === 503 ? null : retried
        })
        expect(answer.status).toBeLessThan(300)
        load.acknowledged.push(toldBy(write, answer))
      }
      expect(await inspect(server.dataDir, employer, load.acknowledged)).toEqual([])
      expect((await as(server, employer.owner).get('/readyz')).body).toMatchObject({ store: 'ok' })
    }
  })

  it('[FAULT-4] is not ready while the store hangs, says so at once, and goes on by itself', async () => {
    const pid = storePidOf(server.dataDir)
    if (pid === null) throw new Error('The store has no process')
    const owner = as(server, employer.owner)
    process.kill(pid, 'SIGSTOP')
    const waiting = owner.post(`${employer.api}/job-postings`, postingFacts())
    try {
      const askedAt = Date.now()
      const [ready, alive] = [await owner.get('/readyz'), await owner.get('/healthz')]
      expect([ready.status, ready.body, alive.status]).toMatchObject([503, { degraded: expect.any(Boolean) }, 200])
      expect(Date.now() - askedAt).toBeLessThan(6000)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await eventually(async () => (await owner.get('/readyz')).status === 200)
    expectStatus(await waiting, 201)
  })
})

describe('a server that is busy', () => {
  it('[FAULT-8] lets in who comes, as many at once as the system allows, and answers them all when it can', async () => {
    const allowed = Number(await readFile('/proc/sys/net/core/somaxconn', 'utf8'))
    const { hostname, port } = new URL(server.url)
    process.kill(server.pid, 'SIGSTOP')
    const pages = Array.from({ length: Math.min(allowed, 1500) }, () => connect(Number(port), hostname))
    try {
      await Promise.all(pages.map((page) => once(page, 'connect', { signal: AbortSignal.timeout(20_000) })))
    } finally {
      process.kill(server.pid, 'SIGCONT')
    }
    const answers = await Promise.all(
      pages.map(async (page) => {
        page.end('GET /healthz HTTP/1.1\r\nHost: clearview\r\nConnection: close\r\n\r\n')
        return (await text(page)).split('\r\n')[0]
      }),
    )
    expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 200 OK']))
  })
})

describe('a server that is stopped', () => {
  it('[FAULT-5] finishes what is under way, refuses what is new, ends with 0, and starts again with everything', async () => {
    const load = startLoad(server, target, seed)
    await untilAcknowledged(load, 30)
    const underWay = Array.from({ length: 20 }, () =>
      as(server, employer.owner).post(`${employer.api}/job-postings`, postingFacts()),
    )
    await Promise.race(underWay)
    const { dataDir } = server
    expect(await server.stop({ keepData: true })).toBe(0)
    await load.stop()
    const answers = await Promise.allSettled(underWay)
    const told = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value.status === 201 ? [answer.value] : [],
    )
    expect(told.length).toBeGreaterThan(0)
    for (const answer of answers) {
      if (answer.status === 'fulfilled') expect([201, 503]).toContain(answer.value.status)
    }
    expect(load.refused).toEqual([])
    await restart()
    expect(server.dataDir).toBe(dataDir)
    const acknowledged = [
      ...load.acknowledged,
      ...told.map(
        ({ body }): Acknowledged => ({
          kind: 'posting',
          id: String(body['id']),
          version: 1,
          facts: { title: body['title'] },
        }),
      ),
    ]
    expect(await inspect(dataDir, employer, acknowledged)).toEqual([])
    expect((await as(server, employer.owner).get('/api/auth/session')).status).toBe(200)
  })
})
