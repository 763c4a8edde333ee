import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '#protocol/endpoints'
import {
  type AnEmployer,
  type Answer,
  aMember,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  aTeam,
  Caller,
  expectStatus,
  postingFacts,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let employer: AnEmployer
let anybody: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  anybody = new Caller(server)
})

interface Created {
  readonly id: string
  readonly version: number
}

const postings = () => `${employer.api}/job-postings`
const titled = (title: string) => ({ ...postingFacts(), title })
const countOf = async (title: string): Promise<number> =>
  (await employer.owner.get<{ items: object[] }>(`${postings()}?q=${encodeURIComponent(title)}`)).body.items.length
const headOf = async (): Promise<unknown> => (await employer.owner.get(`${employer.api}/feed`)).body['head']
const wasReplayed = (answer: Answer<unknown>): boolean => answer.headers.get('idempotent-replayed') === 'true'

describe('a refusal', () => {
  it('[HTTP-21] is a problem document with a type, title, status, detail and code, and no stack trace', async () => {
    const { owner, api } = employer
    const refusals = [
      await anybody.get(api),
      await owner.get('/api/employers/unknown'),
      await owner.get(`${postings()}/unknown`),
      await owner.get(`${postings()}/${encodeURIComponent('../../x')}`),
      await owner.get(`${postings()}/%00`),
      await owner.get(`${postings()}?cursor=%7B%22%24gt%22%3A1%7D`),
      await owner.get(`${postings()}?q[$ne]=1`),
      await owner.post(postings(), '{'),
      await owner.post(postings(), { title: { $ne: null } }),
      await owner.patch(`${postings()}/unknown`, { title: 'x' }),
      await anybody.post('/api/auth/login', { email: 'nobody@example.com', password: 'wrong password' }),
      await anybody.post('/api/auth/verify-email', { token: 'unknown' }),
      await anybody.get('/api/careers/unknown'),
    ]
    for (const { status, headers, body } of refusals) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(status).not.toBe(422)
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(body).toMatchObject({
        type: expect.stringMatching(/^\/problems\/[a-z]+(-[a-z]+)*$/),
        title: expect.stringMatching(/\S/),
        status,
        detail: expect.stringMatching(/\S/),
      })
      expect(String(body['type']).endsWith(`/${String(body['code'])}`)).toBe(true)
      expect(JSON.stringify(body)).not.toMatch(/\bat .*(\.js|\.ts|node:)|node_modules|Mongo/)
    }
    expect(server.log()).not.toMatch(/"level":(50|60)/)
  })

  it('[HTTP-21] has a type that leads to a page which explains it', async () => {
    const { body } = await anybody.get(employer.api)
    const page = await anybody.get<string>(String(body['type']))
    expect(page.status).toBe(200)
    expect(page.body).toContain(String(body['title']))
  })

  it('[HTTP-22] unknown addresses and methods of the API are not found', async () => {
    const { owner, api } = employer
    const unknown = [
      await owner.get('/api'),
      await owner.get('/api/'),
      await owner.get('/api/unknown'),
      await owner.get(`${api}/unknown`),
      await owner.get(`${postings()}/a/b/c`),
      await owner.get('/api/../etc/passwd.txt'),
      await owner.post('/api/unknown', {}),
      await owner.delete(`${api}/audit`),
      await owner.put(postings(), {}),
    ]
    for (const { status, headers } of unknown) {
      expect({ status, type: headers.get('content-type') }).toEqual({ status: 404, type: 'application/problem+json' })
    }
  })
})

describe('an Idempotency-Key', () => {
  it('[HTTP-23] gets the first answer again, and does nothing the second time', async () => {
    const [key, body] = [{ 'idempotency-key': randomUUID() }, titled(randomUUID())]
    const first = await employer.owner.post<Created>(postings(), body, key)
    const head = await headOf()
    const again = await employer.owner.post<Created>(postings(), body, key)
    const reordered = Object.fromEntries(Object.entries(body).reverse())
    const shuffled = await employer.owner.post<Created>(postings(), reordered, key)
    expect([first.status, again.status, shuffled.status]).toEqual([201, 201, 201])
    expect([again.body, shuffled.body]).toEqual([first.body, first.body])
    expect([first, again, shuffled].map(wasReplayed)).toEqual([false, true, true])
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await headOf()).toBe(head)
  })

  it('[HTTP-23] holds for PATCH and DELETE too, also when the state has moved on', async () => {
    const posting = await aPosting(employer)
    const path = `${postings()}/${posting.id}`
    const [edit, removal] = [{ 'idempotency-key': randomUUID() }, { 'idempotency-key': randomUUID() }]
    const edited = await employer.owner.patch<Created>(path, { title: 'First' }, edit)
    await employer.owner.patch(path, { title: 'Second' })
    const replayed = await employer.owner.patch<Created>(path, { title: 'First' }, edit)
    expect([replayed.body, wasReplayed(replayed)]).toEqual([edited.body, true])
    expect((await employer.owner.get(path)).body['title']).toBe('Second')
    const removals = [await employer.owner.delete(path, removal), await employer.owner.delete(path, removal)]
    expect(removals.map((answer) => [answer.status, wasReplayed(answer)])).toEqual([
      [204, false],
      [204, true],
    ])
  })

  it('[HTTP-40] tells nobody again what they may not read any more, and says that it was done', async () => {
    const posting = await aPublishedPosting(employer)
    const { manager, recruiter } = await aTeam(employer, posting)
    const { candidateId, name } = await anApplication(employer, posting)
    const key = { 'idempotency-key': randomUUID() }
    const reveal = (by: Caller) =>
      by.post(`${employer.api}/candidates/${candidateId}/reveal`, { reason: 'To call them' }, key)
    for (const person of [manager, recruiter]) {
      const [first, again] = [await reveal(person), await reveal(person)]
      expect([first.status, again.body, wasReplayed(again)]).toEqual([200, first.body, true])
      expect(first.body).toMatchObject({ identity: { name } })
    }
    const team = { hiringManagerIds: [], interviewerIds: [] }
    expectStatus(await employer.owner.put(`${postings()}/${posting.id}/team`, team), 200)
    const role = { role: 'interviewer' }
    expectStatus(await employer.owner.patch(`${employer.api}/users/${recruiter.userId}`, role), 200)
    for (const person of [manager, recruiter]) {
      const again = await reveal(person)
      expect(again).toMatchObject({ status: 403, body: { detail: expect.stringContaining('This was done') } })
      expect(JSON.stringify(again.body)).not.toContain(name)
    }
    // With the right it is told again.
    expectStatus(await employer.owner.patch(`${employer.api}/users/${recruiter.userId}`, { role: 'recruiter' }), 200)
    expect(await reveal(recruiter)).toMatchObject({ status: 200, body: { identity: { name } } })
  })

  it('[HTTP-24] with another body is refused, and nothing happens', async () => {
    const [key, title] = [{ 'idempotency-key': randomUUID() }, randomUUID()]
    await employer.owner.post(postings(), titled(title), key)
    const other = await employer.owner.post(postings(), titled(`${title} two`), key)
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-conflict' } })
    expect(await countOf(title)).toBe(1)
  })

  it('[HTTP-25] ten requests at once with one key have one effect and one answer', async () => {
    const [key, body] = [{ 'idempotency-key': randomUUID() }, titled(randomUUID())]
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => employer.owner.post<Created>(postings(), body, key)),
    )
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(answers.filter((answer) => !wasReplayed(answer))).toHaveLength(1)
    expect(await countOf(body.title)).toBe(1)
  })

  it('[HTTP-26] of one person says nothing about the same key of another', async () => {
    const other = await anEmployer(server)
    const key = { 'idempotency-key': 'the-same-key' }
    const mine = await employer.owner.post<Created>(postings(), titled(randomUUID()), key)
    const theirs = await other.owner.post<Created>(`${other.api}/job-postings`, titled(randomUUID()), key)
    expect([mine.status, theirs.status, wasReplayed(theirs)]).toEqual([201, 201, false])
    expect(theirs.body.id).not.toBe(mine.body.id)
  })

  it('[HTTP-27] of a refused request is free for the corrected one', async () => {
    const key = { 'idempotency-key': randomUUID() }
    expect((await employer.owner.post(postings(), { title: '' }, key)).status).toBe(400)
    expect((await employer.owner.post(postings(), titled(randomUUID()), key)).status).toBe(201)
    const tooLong = await employer.owner.post(postings(), titled(randomUUID()), { 'idempotency-key': 'k'.repeat(256) })
    expect(tooLong.status).toBe(400)
  })
})

describe('a version', () => {
  it('[HTTP-28] is told as an ETag and held to by If-Match', async () => {
    const { owner } = employer
    const posting = await aPublishedPosting(employer)
    const applied = await anApplication(employer, posting)
    const writes = [
      [`${postings()}/${posting.id}`, { title: 'Another' }],
      [`${employer.api}/applications/${applied.applicationId}`, { stage: 'screen' }],
      [`${employer.api}/users/${owner.userId}`, { role: 'admin' }],
    ] as const
    for (const [path, body] of writes.slice(0, 2)) {
      const etag = (await owner.get(path)).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[^"]+"$/)
      for (const stale of ['"99"', '"0"', 'nonsense', 'W/"98"']) {
        expect(await owner.patch(path, body, { 'if-match': stale })).toMatchObject({
          status: 412,
          body: { code: 'version-mismatch' },
        })
      }
      const changed = await owner.patch(path, body, { 'if-match': etag })
      expect(changed.status).toBe(200)
      expect(changed.headers.get('etag')).not.toBe(etag)
      expect((await owner.get(path)).headers.get('etag')).toBe(changed.headers.get('etag'))
      expect((await owner.patch(path, body, { 'if-match': etag })).status).toBe(412)
      expect((await owner.patch(path, body, { 'if-match': '*' })).status).toBe(200)
    }
    const path = `${postings()}/${posting.id}`
    expect((await owner.delete(path, { 'if-match': '"1"' })).status).toBe(412)
    const etag = (await owner.get(path)).headers.get('etag') ?? ''
    expect((await owner.delete(path, { 'if-match': etag })).status).toBe(204)
  })

  it('[HTTP-28] holds removals of people, notes and webhooks to it, too', async () => {
    const { owner, api } = employer
    const posting = await aPublishedPosting(employer)
    const { candidateId } = await anApplication(employer, posting)
    const add = async (path: string, body: object) => {
      const made = await owner.post<Created>(`${api}/${path}`, body)
      expectStatus(made, 201)
      return [`${api}/${path}/${made.body.id}`, made.headers.get('etag') ?? ''] as const
    }
    const viewer = await aMember(employer, 'viewer')
    const person = `${api}/users/${viewer.userId}`
    expect((await owner.put(`${person}/jobs`, { jobIds: [] }, { 'if-match': '"99"' })).status).toBe(412)
    const renamed = await owner.patch(person, { role: 'interviewer' })
    const removals = [
      [person, renamed.headers.get('etag') ?? ''],
      await add(`candidates/${candidateId}/notes`, { text: 'Knows looms.' }),
      await add('responses', { said: 'Slow.', did: 'Faster.' }),
      await add('webhooks', { url: 'https://example.com/hook', types: ['application.moved'] }),
    ] as const
    for (const [path, etag] of removals) {
      expect((await owner.delete(path, { 'if-match': '"99"' })).status, path).toBe(412)
      expect((await owner.delete(path, { 'if-match': etag })).status, path).toBe(204)
    }
  })

  it('[HTTP-28] lets one of ten through who all saw the same', async () => {
    const { id } = await aPosting(employer)
    const path = `${postings()}/${id}`
    const etag = (await employer.owner.get(path)).headers.get('etag') ?? ''
    const edits = Array.from({ length: 10 }, (_, i) =>
      employer.owner.patch(path, { title: `Edit ${i}` }, { 'if-match': etag }),
    )
    const statuses = (await Promise.all(edits)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array<number>(9).fill(412)])
  })
})

describe('a list', () => {
  it('[HTTP-29] comes in pages that stay right while others insert', async () => {
    const other = await anEmployer(server)
    const path = `${other.api}/job-postings`
    const before: string[] = []
    for (let i = 0; i < 12; i++) before.push((await aPosting(other)).id)
    const seen: string[] = []
    const inserted = new Set<string>()
    let cursor: string | null = ''
    do {
      const page: Answer<{ items: Created[]; nextCursor: string | null }> = await other.owner.get(
        `${path}?limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      )
      expect(page.status).toBe(200)
      expect(page.body.items.length).toBeLessThanOrEqual(5)
      seen.push(...page.body.items.map(({ id }) => id))
      for (const { id } of await Promise.all([aPosting(other), aPosting(other)])) inserted.add(id)
      cursor = page.body.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => !inserted.has(id))).toEqual(before.reverse())
  })
})

describe('the description of the API', () => {
  it('[HTTP-30] is OpenAPI 3.1 with every route, its body, its answer and its refusals', async () => {
    const { status, body } = await anybody.get<{
      openapi: string
      info: { description: string }
      paths: Record<string, Record<string, { description: string; requestBody?: object; responses: object }>>
    }>('/api/openapi.json')
    expect([status, body.openapi.slice(0, 3)]).toEqual([200, '3.1'])
    for (const endpoint of Object.values(endpoints)) {
      const operation = body.paths[`/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`]?.[endpoint.method]
      expect(operation, endpoint.path).toBeDefined()
      expect(operation?.requestBody !== undefined, endpoint.path).toBe('body' in endpoint || 'bytes' in endpoint)
      const answers = Object.keys(operation?.responses ?? {})
      const isWrite = endpoint.method !== 'get'
      const refusals = ['400', ...(isWrite ? ['403'] : []), ...(endpoint.path.includes(':') ? ['404'] : []), '429']
      expect(answers, endpoint.path).toEqual(expect.arrayContaining(refusals))
      const isOpen = endpoint.access === 'public' && !('asksPassword' in endpoint)
      expect(answers.includes('401'), endpoint.path).toBe(!isOpen)
    }
    for (const path of ['/api/auth/login', '/api/invitations/accept'])
      expect(body.paths[path]?.['post']?.responses).toHaveProperty('401')
    expect(body.info.description).toContain('Idempotency-Key')
    const message = body.paths['/api/employers/{employerId}/messages']?.['post']
    expect(message?.description).toContain('interviewer (in conversations they were added to)')
    expect(JSON.stringify(message?.responses)).not.toContain('unknown-event')
    const docs = await anybody.get<string>('/api/docs')
    expect([docs.status, docs.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/html'])
    expect(docs.body).toContain('<code>Idempotency-Key</code>')
    for (const { path } of Object.values(endpoints)) expect(docs.body).toContain(path.replace(/:(\w+)/g, '{$1}'))
  })
})
