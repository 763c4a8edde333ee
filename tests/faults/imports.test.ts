import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Posting } from '#protocol/postings'
import { upload, working } from '../api/import-files.ts'
import type { Items } from '../api/people.ts'
import { type AnEmployer, anEmployer, expectStatus } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'

const workerEntry = fileURLToPath(new URL('../../dist/server/worker.js', import.meta.url))
const count = 2000

let server: RunningServer
const workers = new Set<ChildProcess>()

beforeAll(async () => {
  server = await startServer({ env: { ...noLimits, WORKERS: 'off' } })
})
afterAll(async () => {
  for (const worker of workers) await killed(worker)
  await server.stop()
})

function aWorker(): ChildProcess {
  const { PATH, HOME, TMPDIR, MONGODB_URI } = process.env
  const worker = spawn(process.execPath, [workerEntry], {
    stdio: 'ignore',
    env: { PATH, HOME, TMPDIR, MONGODB_URI, DATA_DIR: server.dataDir, LOG_LEVEL: 'warn', PUBLIC_URL: server.url },
  })
  workers.add(worker)
  return worker
}

async function killed(worker: ChildProcess): Promise<void> {
  workers.delete(worker)
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

async function titlesOf({ owner, api }: AnEmployer, deleted: boolean): Promise<string[]> {
  const titles: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `limit=200${deleted ? '&deleted=true' : ''}${cursor && `&cursor=${cursor}`}`
    const { body }: { body: Items<Posting> } = await owner.get<Items<Posting>>(`${api}/job-postings?${query}`)
    titles.push(...body.items.map(({ title }) => title))
    cursor = body.nextCursor
  }
  return titles.sort()
}

describe('an import', () => {
  it('[IMP-12] whose worker is killed in the middle goes on without a missing or doubled row, and so does its undoing', async () => {
    const first = aWorker()
    const employer = await anEmployer(server)
    await killed(first)
    const expected = Array.from({ length: count }, (_, i) => `Engineer ${i}`).sort()
    const table = `Title,Description\n${expected.map((title) => `${title},Build things`).join('\n')}\n`
    const uploaded = await upload(employer.owner, employer.api, table)
    expectStatus(uploaded, 201)
    const { path, read } = working(employer.owner, employer.api, uploaded.body.id)

    for (const [ask, end] of [
      ['commit', 'finished'],
      ['undo', 'undone'],
    ] as const) {
      expectStatus(await employer.owner.post(`${path}/${ask}`), 202)
      const before = (await read()).counts.done
      const pair = [aWorker(), aWorker()]
      await eventually(async () => (await read()).counts.done > before, 60_000)
      await Promise.all(pair.map(killed))
      const { state, counts } = await read()
      // Else nothing was interrupted, and the test would show nothing.
      expect([state === end, counts.done < count]).toEqual([false, true])
      const last = [aWorker(), aWorker()]
      await eventually(async () => (await read()).state === end, 120_000)
      expect(await titlesOf(employer, false)).toEqual(ask === 'commit' ? expected : [])
      if (ask === 'undo') expect(await titlesOf(employer, true)).toEqual(expected)
      await Promise.all(last.map(killed))
    }
    expect((await read()).counts).toMatchObject({ imported: count, undone: count, kept: 0 })
  })
})
