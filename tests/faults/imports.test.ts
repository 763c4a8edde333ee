import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Posting } from '#protocol/postings'
import { upload, working } from '../api/import-files.ts'
import type { Items } from '../api/people.ts'
import { type AnEmployer, anEmployer, expectStatus } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { startWorkerProcess, type TestProcess } from './worker-process.ts'

const count = process.env['SOAK'] === undefined ? 2000 : 10_000

let server: RunningServer
const workers: TestProcess[] = []

beforeAll(async () => {
  server = await startServer({ env: { ...noLimits, WORKERS: 'off' } })
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  await server.stop()
})

function aWorker(): TestProcess {
  const worker = startWorkerProcess({ DATA_DIR: server.dataDir, PUBLIC_URL: server.url })
  workers.push(worker)
  return worker
}
const aPair = () => [aWorker(), aWorker()]
const killed = (pair: readonly TestProcess[]) => Promise.all(pair.map((worker) => worker.kill()))

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
    let pair = aPair()
    const employer = await anEmployer(server)
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
      await eventually(async () => (await read()).counts.done > before, 60_000)
      await killed(pair)
      const { state, counts } = await read()
      // Else nothing was interrupted, and the test would show nothing.
      expect([state === end, counts.done < count]).toEqual([false, true])
      pair = aPair()
      await eventually(async () => (await read()).state === end, 120_000)
      expect(await titlesOf(employer, false)).toEqual(ask === 'commit' ? expected : [])
      if (ask === 'undo') expect(await titlesOf(employer, true)).toEqual(expected)
    }
    expect((await read()).counts).toMatchObject({ imported: count, undone: count, kept: 0 })
  })
})
