import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suggestedCriteria } from '#protocol/kit-suggestions'
import { type Kit, type KitTemplate, type KitVersion, kitLimits } from '#protocol/kits'
import { pinKit } from '../../server/kits/kit-of.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import {
  type AnEmployer,
  type Answer,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  aPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { aFollower, closeSockets } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Refused {
  readonly code: string
  readonly detail: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

let server: TestServer
let store: Store
let employer: AnEmployer
let owner: Caller

beforeAll(async () => {
  server = await sharedServer()
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  employer = await anEmployer(server)
  owner = employer.owner
})
afterAll(async () => {
  closeSockets()
  await store.close()
})

/** A new posting's id and the path of its kit. */
async function aJob(): Promise<{ jobId: string; path: string }> {
  const { id } = await aPosting(employer)
  return { jobId: id, path: `${employer.api}/job-postings/${id}/kit` }
}

async function ok<T = Kit>(asked: Promise<Answer<T>>, status = 200): Promise<T> {
  const answer = await asked
  expectStatus(answer, status)
  return answer.body
}

const put = (path: string, criteria: readonly object[], headers?: Record<string, string>) =>
  owner.put<Kit>(path, { criteria }, headers)
const names = ({ criteria }: Pick<Kit, 'criteria'>) => criteria.map(({ name }) => name)
const care = {
  id: 'care',
  name: 'Care',
  weight: 4,
  anchors: { 1: 'None', 3: 'Some', 5: 'Much' },
  questions: [{ id: 'how', text: 'How do you test?' }],
}

/** Somebody begins to score, as a scorecard does it. */
async function score(jobId: string): Promise<number> {
  const session = store.client.startSession()
  try {
    return await session.withTransaction(async () => {
      const tx = { db: store.db, session, now: new Date() } as Parameters<typeof pinKit>[0]
      return (await pinKit(tx, employer.employerId, jobId)).version
    })
  } finally {
    await session.endSession()
  }
}

describe('the kit of a posting', () => {
  it('[KIT-4] a posting begins without one, and reads as it was written', async () => {
    const { jobId, path } = await aJob()
    const none = await owner.get<Kit>(path)
    expect(none.body).toEqual({ jobId, criteria: [], version: 0, scoring: null, updatedAt: null })
    expect(none.headers.get('etag')).toBe('"0"')
    const written = await put(path, [care, { name: 'Courage' }])
    expectStatus(written, 200)
    const id = written.body.criteria[1]?.id
    const courage = { id, name: 'Courage', weight: 3, anchors: { 1: '', 3: '', 5: '' }, questions: [] }
    expect(written.body).toMatchObject({ criteria: [care, courage], version: 1, scoring: null })
    const read = await owner.get<Kit>(path)
    expect(read.body).toEqual(written.body)
    expect(read.headers.get('etag')).toBe('"1"')
  })

  it('[KIT-4] what a change leaves out stays, what it does not name is taken out', async () => {
    const { path } = await aJob()
    await ok(put(path, [care, { id: 'courage', name: 'Courage' }]))
    const changed = await ok(put(path, [{ id: 'care', name: 'Care', weight: 1 }]))
    expect(changed.criteria).toEqual([{ ...care, weight: 1 }])
  })

  it('[KIT-4] writing what is there changes nothing', async () => {
    const { path } = await aJob()
    await ok(put(path, [care]))
    expect((await ok(put(path, [care]))).version).toBe(1)
  })

  it('[KIT-4] a change is held to the version it was made from', async () => {
    const { path } = await aJob()
    await ok(put(path, [care]))
    expectStatus(await put(path, [], { 'if-match': '"0"' }), 412)
    expectStatus(await owner.post(`${path}/start`, { mode: 'add' }, { 'if-match': '"7"' }), 412)
    const { version } = await ok(owner.get<Kit>(path))
    expectStatus(await put(path, [care], { 'if-match': `"${version}"` }), 200)
  })

  it('[KIT-4] of ten that add at once, all are heard until the kit is full', async () => {
    const { path } = await aJob()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.post<Kit & Refused>(`${path}/start`, { mode: 'add' })),
    )
    const fits = kitLimits.criteria / suggestedCriteria.length
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(fits)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.detail)).toEqual(
      Array.from({ length: 10 - fits }, () => expect.stringContaining('at most 20 criteria')),
    )
    const { version, criteria } = await ok(owner.get<Kit>(path))
    expect({ version, count: criteria.length }).toEqual({ version: fits, count: kitLimits.criteria })
  })

  it('[KIT-5] each wrong field is named', async () => {
    const { path } = await aJob()
    const refused = async (...criteria: object[]) => {
      const answer = await owner.put<Refused>(path, { criteria })
      expectStatus(answer, 400)
      return (answer.body.errors ?? []).map(({ path: field }) => field).sort()
    }
    expect(await refused({})).toEqual(['criteria.0.name'])
    expect(await refused({ name: ' ', weight: 0 })).toEqual(['criteria.0.name', 'criteria.0.weight'])
    expect(await refused({ name: 'A', weight: 11 }, { name: 'B', weight: 1.5 })).toEqual([
      'criteria.0.weight',
      'criteria.1.weight',
    ])
    expect(await refused({ name: 'A', anchors: { 2: 'x' } })).toEqual(['criteria.0.anchors.2'])
    expect(await refused({ name: 'A', questions: [{ text: '' }] })).toEqual(['criteria.0.questions.0.text'])
    expect(await refused({ name: 'A', score: 5 })).toEqual(['criteria.0.score'])
    expect(await refused({ id: 'a b', name: 'A' })).toEqual(['criteria.0.id'])
    expect(await refused(care, care)).toEqual(['criteria.1.id'])
    expect(
      await refused({
        name: 'A',
        questions: [
          { id: 'q', text: 'x' },
          { id: 'q', text: 'y' },
        ],
      }),
    ).toEqual(['criteria.0.questions.1.id'])
    expect(await refused(...Array.from({ length: 21 }, () => ({ name: 'A' })))).toEqual(['criteria'])
    expect((await ok(owner.get<Kit>(path))).version).toBe(0)
  })

  it('[KIT-6] everybody who reads postings reads the kit, and who writes the posting writes it', async () => {
    const { jobId, path } = await aJob()
    const roles = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const
    const [admin, recruiter, manager, interviewer, viewer] = await Promise.all(
      roles.map((role) => aMember(employer, role)),
    )
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    if (!admin || !recruiter || !manager || !interviewer || !viewer) throw new Error('unreachable')
    const stranger = await anEmployer(server)
    await ok(put(path, [care]))
    for (const caller of [admin, recruiter, manager, interviewer, viewer, consultant]) {
      expect(names(await ok(caller.get<Kit>(path)))).toEqual(['Care'])
    }
    expectStatus(await stranger.owner.get(path), 404)
    expectStatus(await stranger.owner.put(path, { criteria: [] }), 404)
    const elsewhere = `${stranger.api}/job-postings/${jobId}/kit`
    expectStatus(await stranger.owner.get(elsewhere), 404)
    expectStatus(await stranger.owner.put(elsewhere, { criteria: [] }), 404)
    for (const caller of [manager, interviewer, viewer, consultant]) {
      expectStatus(await caller.put(path, { criteria: [] }), 403)
      expectStatus(await caller.post(`${path}/start`, { mode: 'replace' }), 403)
    }
    for (const caller of [admin, recruiter]) expectStatus(await caller.put(path, { criteria: [care] }), 200)
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${jobId}/team`, team), 200)
    expect(names(await ok(manager.put<Kit>(path, { criteria: [{ name: 'Mine' }] })))).toEqual(['Mine'])
  })

  it('[KIT-6] the kit of a posting in the bin is not there, and comes back with it', async () => {
    const { jobId, path } = await aJob()
    await ok(put(path, [care]))
    expectStatus(await owner.delete(`${employer.api}/job-postings/${jobId}`), 204)
    expectStatus(await owner.get(path), 404)
    expectStatus(await put(path, []), 404)
    expectStatus(await owner.post(`${employer.api}/job-postings/${jobId}/restore`), 200)
    expect(names(await ok(owner.get<Kit>(path)))).toEqual(['Care'])
  })

  it('[KIT-7] a change is told in the feed by id and version alone', async () => {
    const { jobId, path } = await aJob()
    const follower = await aFollower(owner, employer.employerId)
    await ok(put(path, [care]))
    const told = await eventually(() => follower.pushed.find(({ type }) => type === 'posting.kit-changed') ?? null)
    expect(told).toMatchObject({
      data: { jobId, version: 1, afterScoring: false },
      actor: { kind: 'user', id: owner.userId },
    })
    expect(Object.keys((told as { data: object }).data)).toHaveLength(3)
  })
})

describe('beginning a kit', () => {
  it('[KIT-8] the suggested set is there for the asking, once', async () => {
    const { path } = await aJob()
    const begun = await ok(owner.post<Kit>(`${path}/start`, {}))
    expect(names(begun)).toEqual(suggestedCriteria.map(({ name }) => name))
    for (const { anchors, questions } of begun.criteria) {
      expect(Object.values(anchors).every((text) => text.length > 20)).toBe(true)
      expect(questions.length).toBeGreaterThan(0)
    }
    const again = await owner.post<Refused>(`${path}/start`, {})
    expectStatus(again, 409)
    expect(again.body.detail).toContain('Add to them, or replace them')
  })

  it('[KIT-8] of two who begin at once, one begins', async () => {
    const { path } = await aJob()
    const answers = await Promise.all([1, 2, 3].map(() => owner.post<Kit>(`${path}/start`, {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await ok(owner.get<Kit>(path))).criteria).toHaveLength(suggestedCriteria.length)
  })

  it('[KIT-8] a request that is repeated with its key begins once', async () => {
    const { path } = await aJob()
    const headers = { 'idempotency-key': randomUUID() }
    const first = await ok(owner.post<Kit>(`${path}/start`, {}, headers))
    const again = await owner.post<Kit>(`${path}/start`, {}, headers)
    expect(again.body).toEqual(first)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  it('[KIT-11] a kit is kept as a template, and another one begins with it, adds it or is replaced by it', async () => {
    const [from, to] = [await aJob(), await aJob()]
    await ok(put(from.path, [care, { name: 'Courage' }]))
    const kept = await ok(owner.post<KitTemplate>(`${from.path}/save-as-template`, { name: ' Engineers ' }), 201)
    expect(kept).toMatchObject({ name: 'Engineers', version: 1, criteria: [care, { name: 'Courage' }] })
    const begun = await ok(owner.post<Kit>(`${to.path}/start`, { templateId: kept.id }))
    expect(names(begun)).toEqual(['Care', 'Courage'])
    expect(begun.criteria[0]).toMatchObject({
      weight: 4,
      anchors: care.anchors,
      questions: [{ text: 'How do you test?' }],
    })
    // Neither knows of the other.
    expect(begun.criteria[0]?.id).not.toBe('care')
    const more = await ok(owner.post<Kit>(`${to.path}/start`, { templateId: kept.id, mode: 'add' }))
    expect(names(more)).toEqual(['Care', 'Courage', 'Care', 'Courage'])
    const replaced = await ok(owner.post<Kit>(`${to.path}/start`, { templateId: kept.id, mode: 'replace' }))
    expect(names(replaced)).toEqual(['Care', 'Courage'])
  })

  it('[KIT-11] templates are listed to those who write postings, deleted by their version, and told by ids', async () => {
    const { path } = await aJob()
    await ok(put(path, [care]))
    const [viewer, recruiter] = await Promise.all([aMember(employer, 'viewer'), aMember(employer, 'recruiter')])
    const [writes, reads] = await Promise.all([
      aFollower(recruiter, employer.employerId),
      aFollower(viewer, employer.employerId),
    ])
    const kept = await ok(owner.post<KitTemplate>(`${path}/save-as-template`, { name: 'Listed' }), 201)
    const templates = `${employer.api}/kit-templates`
    const listed = await ok(recruiter.get<{ items: KitTemplate[] }>(`${templates}?limit=1`))
    expect(listed.items).toEqual([kept])
    expectStatus(await viewer.get(templates), 403)
    const stranger = await anEmployer(server)
    expectStatus(await stranger.owner.delete(`${stranger.api}/kit-templates/${kept.id}`), 404)
    expectStatus(await stranger.owner.post(`${path}/start`, { templateId: kept.id, mode: 'add' }), 404)
    expectStatus(await recruiter.delete(`${templates}/${kept.id}`, { 'if-match': '"2"' }), 412)
    expectStatus(await recruiter.delete(`${templates}/${kept.id}`, { 'if-match': '"1"' }), 204)
    expectStatus(await owner.post(`${path}/start`, { templateId: kept.id, mode: 'add' }), 404)
    const told = await eventually(() => {
      const entries = writes.pushed.filter(({ type }) => type.startsWith('kit-template.'))
      return entries.length === 2 ? entries : null
    })
    expect(told).toMatchObject([
      { type: 'kit-template.created', data: { templateId: kept.id, version: 1 } },
      { type: 'kit-template.deleted', data: { templateId: kept.id, version: 2 } },
    ])
    const last = (told[1] as { seq: number }).seq
    await eventually(() => reads.pushed.some(({ seq }) => seq === last))
    expect(reads.pushed.filter(({ type }) => type.startsWith('kit-template.'))).toEqual([])
  })

  it('[KIT-11] an empty kit is no template', async () => {
    const { path } = await aJob()
    const refused = await owner.post<Refused>(`${path}/save-as-template`, { name: 'Nothing' })
    expectStatus(refused, 409)
    expect(refused.body.detail).toContain('no criteria yet')
  })
})

describe('a kit by which somebody scores', () => {
  it('[KIT-12] changes after scoring began are flagged, and what was scored by stays readable', async () => {
    const { jobId, path } = await aJob()
    await ok(put(path, [care]))
    await ok(put(path, [{ ...care, name: 'Diligence' }]))
    expect(await score(jobId)).toBe(2)
    expect(await ok(owner.get<Kit>(path))).toMatchObject({ version: 2, scoring: { firstVersion: 2, changed: false } })
    const follower = await aFollower(owner, employer.employerId)
    const changed = await ok(put(path, [{ ...care, name: 'Prudence' }]))
    expect(changed).toMatchObject({ version: 3, scoring: { firstVersion: 2, changed: true } })
    const told = await eventually(() => follower.pushed.find(({ type }) => type === 'posting.kit-changed') ?? null)
    expect(told).toMatchObject({ data: { version: 3, afterScoring: true } })
    const then = await ok(owner.get<KitVersion>(`${path}/versions/2`))
    expect(names(then)).toEqual(['Diligence'])
    expect(names(await ok(owner.get<KitVersion>(`${path}/versions/3`)))).toEqual(['Prudence'])
  })

  it('[KIT-12] only versions by which somebody scores are kept, in pages, newest first', async () => {
    const { jobId, path } = await aJob()
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      await ok(put(path, [{ ...care, name }]))
      if (name !== 'Two') await score(jobId)
    }
    const first = await ok(owner.get<{ items: KitVersion[]; nextCursor: string }>(`${path}/versions?limit=2`))
    expect(first.items.map(names)).toEqual([['Four'], ['Three']])
    const second = await ok(
      owner.get<{ items: KitVersion[]; nextCursor: null }>(`${path}/versions?limit=2&cursor=${first.nextCursor}`),
    )
    expect(second.items.map(names)).toEqual([['One']])
    expect(second.nextCursor).toBeNull()
    for (const version of ['2', '5', '-1', 'x', '1e0']) {
      expectStatus(await owner.get(`${path}/versions/${version}`), 404)
    }
  })
})
