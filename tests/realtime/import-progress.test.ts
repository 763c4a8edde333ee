import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload, working } from '../api/import-files.ts'
import { aMember, anEmployer } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aFollower, closeSockets } from './follower.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})
afterAll(closeSockets)

describe('an import under way', () => {
  it('[IMP-15] pushes how far it is, without a number, to those who may write postings', async () => {
    const employer = await anEmployer(server)
    const [mine, viewer] = [await aFollower(employer.owner, employer.employerId), await aMember(employer, 'viewer')]
    const theirs = await aFollower(viewer, employer.employerId)
    const rows = Array.from({ length: 1000 }, (_, i) => `Engineer ${i},Build things`)
    const sent = await upload(employer.owner, employer.api, `Title,Description\n${rows.join('\n')}\n`)
    const done = await working(employer.owner, employer.api, sent.body.id).commit()
    expect(done.counts.imported).toBe(1000)
    const isHint = ({ type }: { readonly type: string }) => type === 'import.progress'
    await eventually(() => mine.pushed.some(isHint))
    const hints = mine.pushed.filter(isHint)
    for (const hint of hints) {
      expect('seq' in hint).toBe(false)
      expect(hint.data).toMatchObject({ importId: sent.body.id, rows: 1000 })
    }
    await eventually(() => theirs.pushed.some(({ type }) => type === 'posting.created'))
    expect(theirs.pushed.filter(isHint)).toEqual([])
  })
})
