import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { productFeedbackCsv } from '../../server/product-feedback/export.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { type AnEmployer, anEmployer, Caller, expectStatus } from '../builders.ts'
import { startServer, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let store: Store
let employer: AnEmployer
const path = '/api/product-feedback'
const command = fileURLToPath(new URL('../../dist/server/product-feedback.js', import.meta.url))

beforeAll(async () => {
  server = await sharedServer()
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  employer = await anEmployer(server)
})
afterAll(() => store.close())

/** The lines that hold a word. */
async function exported(word: string, from = new Date(0)): Promise<string[]> {
  let csv = ''
  for await (const piece of productFeedbackCsv({ db: store.db, now: new Date() }, from)) csv += piece
  return csv.split('\r\n').filter((line) => line.includes(word))
}

describe('what people say of ClearView', () => {
  it('[PFB-1] is stored once, from whoever is signed in; each wrong field is named', async () => {
    const said = { kind: 'problem', text: ' The amberheron board flickers ', page: '/pipeline' }
    const key = { 'idempotency-key': 'once' }
    const [first, again] = [
      await employer.owner.post<{ id: string }>(path, said, key),
      await employer.owner.post<{ id: string }>(path, said, key),
    ]
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect(await exported('amberheron')).toHaveLength(1)
    const wrong: [object, string][] = [
      [{ kind: 'rant', text: 'x' }, 'kind'],
      [{ kind: 'idea', text: '  ' }, 'text'],
      [{ kind: 'idea', text: 'x'.repeat(4001) }, 'text'],
      [{ kind: 'idea', text: 'x', page: '/portal?token=secret' }, 'page'],
    ]
    for (const [body, field] of wrong) {
      expect(await employer.owner.post(path, body)).toMatchObject({ status: 400, body: { errors: [{ path: field }] } })
    }
    expect((await new Caller(server).post(path, said)).status).toBe(401)
  })

  it('[PFB-2] is exported from a day on, and names in the store and in the file only who may be written to', async () => {
    const { email } = employer.owner
    expectStatus(await employer.owner.post(path, { kind: 'idea', text: '=silentplover()', mayAnswer: false }), 201)
    expectStatus(await employer.owner.post(path, { kind: 'praise', text: 'openplover', mayAnswer: true }), 201)
    const [silent] = await exported('silentplover')
    // What looks like a formula is none.
    expect(silent).toMatch(/,idea,'=silentplover\(\),,,$/)
    const [open] = await exported('openplover')
    expect(open).toContain(email)
    const stored = await store.db.collection('product_feedback').findOne({ text: '=silentplover()' })
    expect(stored).toMatchObject({ userId: null })
    expect(await exported('openplover', new Date(Date.now() + 60_000))).toEqual([])
  })

  it('[PFB-2] comes out of the command that operators run, beside the server', async () => {
    expectStatus(await employer.owner.post(path, { kind: 'praise', text: 'commandplover' }), 201)
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [command, ...args], {
        env: { ...process.env, DATA_DIR: server.dataDir },
      })
    const { stdout } = await run()
    expect(stdout).toContain('At,Kind,What,Page,From,Address')
    expect(stdout).toContain('commandplover')
    expect((await run('--since', '2100-01-01')).stdout).not.toContain('commandplover')
    await expect(run('--since', 'yesterday')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Use:'),
    })
  })

  it('[PFB-1] is limited by its own variable, per person', async () => {
    const own = await startServer({ env: { LIMIT_PRODUCT_FEEDBACK: '2' } })
    try {
      const [one, other] = [await anEmployer(own), await anEmployer(own)]
      const say = ({ owner }: AnEmployer) => owner.post(path, { kind: 'idea', text: 'More' })
      const statuses = [await say(one), await say(one), await say(one), await say(other)].map(({ status }) => status)
      expect(statuses).toEqual([201, 201, 429, 201])
    } finally {
      await own.stop()
    }
  })
})
