import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting, expectStatus } from '../builders.ts'
import { median } from '../delays.ts'
import { noLimits } from '../limits.ts'
import { type RunningServer, startServer } from '../server.ts'
import { upload, working } from './import-files.ts'

const count = 10_000

let server: RunningServer
let employer: AnEmployer
beforeAll(async () => {
  server = await startServer({ env: noLimits })
  employer = await anEmployer(server)
})
afterAll(() => server.stop())

describe('ten thousand postings', () => {
  it('[IMP-13] take at most 20 seconds, and others are answered meanwhile', async () => {
    const { owner, api } = employer
    const card = await anApplication(employer, await aPublishedPosting(employer))
    const words = 'We look for somebody who likes to build things that last, with kind people, every day. '.repeat(3)
    const rows = Array.from({ length: count }, (_, i) => `Engineer ${i},"${words}\n\nNumber ${i}.",${30_000 + i},Porto`)
    const sent = await upload(owner, api, `Title,Description,Salary,Location\n${rows.join('\n')}\n`)
    expectStatus(sent, 201)
    const { path, read } = working(owner, api, sent.body.id)
    const begun = performance.now()
    expectStatus(await owner.post(`${path}/commit`), 202)
    const [reads, writes]: [number[], number[]] = [[], []]
    for (let i = 0; (await read()).state !== 'finished'; i++) {
      const one = performance.now()
      expectStatus(await owner.get(`${api}/job-postings?limit=5`), 200)
      const two = performance.now()
      const stage = i % 2 ? 'screen' : 'assessment'
      expectStatus(await owner.patch(`${api}/applications/${card.applicationId}`, { stage }), 200)
      reads.push(two - one)
      writes.push(performance.now() - two)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const seconds = (performance.now() - begun) / 1000
    expect((await read()).counts.imported).toBe(count)
    expect(seconds).toBeLessThanOrEqual(20)
    expect(reads.length).toBeGreaterThan(10)
    expect(median(reads)).toBeLessThan(150)
    expect(median(writes)).toBeLessThan(400)
  })
})
