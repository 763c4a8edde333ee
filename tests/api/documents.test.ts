import { beforeAll, describe, expect, it } from 'vitest'
import { type AnEmployer, aMember, anEmployer, aPosting, type Caller, expectStatus } from '../builders.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { anchorOf, readDocument } from './anchors.ts'

let employer: AnEmployer
let owner: Caller
let interviewer: Caller
let recruiter: Caller

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  owner = employer.owner
  ;[interviewer, recruiter] = await Promise.all([aMember(employer, 'interviewer'), aMember(employer, 'recruiter')])
})

/** Path of a new posting's document. */
async function aDocument(description: string): Promise<string> {
  const { id } = await aPosting(employer, { description })
  return `${employer.api}/documents/posting:${id}`
}

interface Item {
  readonly id: string
  readonly state: string
  readonly kind: string
  readonly name: string | null
  readonly html: string
  readonly by: string[] | null
  readonly from: string | null
  readonly code: string
  readonly items: Item[]
  readonly replies: { body: string }[]
}

const suggest = async (caller: Caller, path: string, quote: string, replacement: string): Promise<Item> => {
  const { doc } = await readDocument(owner, path)
  const answer = await caller.post<Item>(`${path}/suggestions`, { ...anchorOf(doc, quote), replacement })
  expectStatus(answer, 201)
  return answer.body
}
const writes = async (path: string, description: string): Promise<void> =>
  expectStatus(await recruiter.patch(path.replace('documents/posting:', 'job-postings/'), { description }), 200)
const htmlOf = async (path: string): Promise<string> => (await readDocument(owner, path)).html

// Each has a document of its own; one waits until everybody has left for a while, and the others go on meanwhile.
describe.concurrent('a document over REST', () => {
  it('[COED-10] starts from the description of its posting, and tells what I may', async () => {
    const path = await aDocument('<h2>Keeper</h2><p>Tend the light.</p>')
    expect(await htmlOf(path)).toBe('<h2>Keeper</h2><p>Tend the light.</p>')
    expect((await readDocument(interviewer, path)).access).toBe('suggest')
    expect((await readDocument(owner, path)).access).toBe('write')
  })
})

describe.concurrent('a text over REST', () => {
  it('[COED-9] sent by several at once, each is written upon the one before', async () => {
    const path = await aDocument('<p>The first text of all.</p>')
    await Promise.all(Array.from({ length: 6 }, () => writes(path, '<p>Another text.</p>')))
    expect(await htmlOf(path)).toBe('<p>Another text.</p>')
  })
})

describe.concurrent('suggestions', () => {
  it('[COED-11] who may not write suggests, and who may puts it into the text', async () => {
    const path = await aDocument('<p>We want a <strong>rockstar</strong> keeper.</p>')
    const { id } = await suggest(interviewer, path, 'rockstar', 'skilled')
    expect((await interviewer.post<Item>(`${path}/suggestions/${id}/accept`)).status).toBe(403)
    const accepted = await owner.post<Item>(`${path}/suggestions/${id}/accept`)
    expect(accepted.body.state).toBe('accepted')
    expect(await htmlOf(path)).toBe('<p>We want a <strong>skilled</strong> keeper.</p>')
  })

  it('[COED-11] of two for the same words that are accepted at once, one puts its words in', async () => {
    const path = await aDocument('<p>A young team.</p>')
    const pair = [await suggest(interviewer, path, 'young', 'new'), await suggest(owner, path, 'young', 'keen')]
    const answers = await Promise.all(pair.map(({ id }) => owner.post<Item>(`${path}/suggestions/${id}/accept`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(['<p>A new team.</p>', '<p>A keen team.</p>']).toContain(await htmlOf(path))
  })

  it('[COED-11] one whose words are gone is stale, and stays for somebody to look at', async () => {
    const path = await aDocument('<p>A young team.</p>')
    const [first, second] = [
      await suggest(interviewer, path, 'young', 'new'),
      await suggest(owner, path, 'young', 'keen'),
    ]
    expectStatus(await owner.post(`${path}/suggestions/${first.id}/accept`), 200)
    const stale = await owner.post<Item>(`${path}/suggestions/${second.id}/accept`)
    expect([stale.status, stale.body.code]).toEqual([409, 'suggestion-stale'])
    const pending = await owner.get<Item>(`${path}/suggestions?state=pending`)
    expect(pending.body.items.map(({ id }) => id)).toEqual([second.id])
    expect(await htmlOf(path)).toBe('<p>A new team.</p>')
  })

  it('[COED-11] is decided once, and its acceptance repeated with its key is answered alike', async () => {
    const path = await aDocument('<p>Some words.</p>')
    const { id } = await suggest(interviewer, path, 'Some', 'Few')
    const key = { 'idempotency-key': `accept-${id}` }
    expectStatus(await owner.post(`${path}/suggestions/${id}/accept`, undefined, key), 200)
    const again = await owner.post<Item>(`${path}/suggestions/${id}/accept`, undefined, key)
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    expect((await owner.post<Item>(`${path}/suggestions/${id}/reject`, {})).body.code).toBe('suggestion-closed')
    expect(await htmlOf(path)).toBe('<p>Few words.</p>')
  })
})

describe.concurrent('comments', () => {
  it('[COED-12] are pinned to words, answered, settled, and removed by their author or a writer', async () => {
    const path = await aDocument('<p>Always available.</p>')
    const { doc } = await readDocument(owner, path)
    const pinned = { ...anchorOf(doc, 'Always'), body: 'Really?' }
    const { body: mine } = await interviewer.post<Item>(`${path}/comments`, pinned)
    const { body: theirs } = await owner.post<Item>(`${path}/comments`, pinned)
    const replied = await owner.post<Item>(`${path}/comments/${mine.id}/replies`, { body: 'No.' })
    expect(replied.body.replies.map(({ body }) => body)).toEqual(['No.'])
    expectStatus(await owner.patch(`${path}/comments/${mine.id}`, { resolved: true }), 200)
    expect((await interviewer.delete(`${path}/comments/${theirs.id}`)).status).toBe(403)
    expectStatus(await interviewer.delete(`${path}/comments/${mine.id}`), 204)
    const { body } = await interviewer.get<Item>(`${path}/comments`)
    expect(body.items.map(({ id }) => id)).toEqual([theirs.id])
  })
})

describe.concurrent('versions', () => {
  it('[COED-13] are kept under a name, with who wrote, and say what they said', async () => {
    const path = await aDocument('<p>First words.</p>')
    const { id } = await suggest(interviewer, path, 'First', 'Second')
    expectStatus(await owner.post(`${path}/suggestions/${id}/accept`), 200)
    const saved = await owner.post<Item>(`${path}/versions`, { name: 'Before the review' })
    expect(saved.body).toMatchObject({ kind: 'named', name: 'Before the review', by: [owner.userId] })
    const read = await interviewer.get<Item>(`${path}/versions/${saved.body.id}`)
    expect(read.body.html).toBe('<p>Second words.</p>')
  })

  it('[COED-14] are brought back as a new edit; what was there before is a version too', async () => {
    const path = await aDocument('<p>Old words stay.</p>')
    const { body: old } = await owner.post<Item>(`${path}/versions`, { name: 'Old' })
    const { id } = await suggest(owner, path, 'Old', 'New')
    expectStatus(await owner.post(`${path}/suggestions/${id}/accept`), 200)
    const restored = await owner.post<Item>(`${path}/versions/${old.id}/restore`)
    expect(restored.body).toMatchObject({ kind: 'restored', name: 'Old', from: old.id })
    expect(await htmlOf(path)).toBe('<p>Old words stay.</p>')
    const { items } = (await owner.get<Item>(`${path}/versions`)).body
    expect(items.map(({ kind }) => kind)).toEqual(['restored', 'automatic', 'named'])
    const before = await owner.get<Item>(`${path}/versions/${items[1]?.id}`)
    expect(before.body.html).toBe('<p>New words stay.</p>')
  })

  it('[COED-14] brought back by two people at once, the text stands there once', async () => {
    const path = await aDocument('<p>Old words.</p><p>More of them.</p>')
    const { body: old } = await owner.post<Item>(`${path}/versions`, { name: 'Old' })
    await writes(path, '<ul><li>Something else</li></ul>')
    const answers = await Promise.all([owner, recruiter].map((one) => one.post(`${path}/versions/${old.id}/restore`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await htmlOf(path)).toBe('<p>Old words.</p><p>More of them.</p>')
  })

  it('[COED-15] are kept by themselves when everybody has left', async () => {
    const path = await aDocument('<p>One word.</p>')
    const { id } = await suggest(owner, path, 'One', 'Another')
    expectStatus(await owner.post(`${path}/suggestions/${id}/accept`), 200)
    const { items } = await eventually(async () => {
      const { body } = await owner.get<Item>(`${path}/versions`)
      return body.items.length > 0 ? body : null
    })
    expect(items[0]).toMatchObject({ kind: 'automatic', by: [owner.userId] })
  })
})
