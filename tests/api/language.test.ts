import { beforeAll, describe, expect, it } from 'vitest'
import type { Dismissal, Pin, ScorePoint } from '#protocol/language'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  aPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Language {
  readonly dismissals: readonly Dismissal[]
  readonly pins: readonly Pin[]
}
interface Refused {
  readonly code: string
  readonly errors?: readonly { readonly path: string }[]
}

let server: TestServer
let employer: AnEmployer
let owner: Caller
let consultant: Caller
let interviewer: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  consultant = await aConsultant(server)
  await anEngagement(employer, consultant)
  ;[interviewer, viewer] = await Promise.all([aMember(employer, 'interviewer'), aMember(employer, 'viewer')])
})

/** A new posting's document, and its part of the API. */
async function aDocument() {
  const { id } = await aPosting(employer)
  const documentId = `posting:${id}`
  return { jobId: id, documentId, path: `${employer.api}/documents/${documentId}/language` }
}

const read = async (caller: Caller, path: string): Promise<Language> => {
  const answer = await caller.get<Language>(path)
  expectStatus(answer, 200)
  return answer.body
}

/** What the feed told since, without the entries of others' tests. */
async function toldAbout(documentId: string) {
  const { body } = await owner.get<{ items: { type: string; data?: { documentId?: string; state?: string } }[] }>(
    `${employer.api}/feed?limit=200`,
  )
  // Publishing keeps a version of the document too.
  const isTold = ({ type, data }: (typeof body.items)[number]) =>
    type.startsWith('language.') && data?.documentId === documentId
  return body.items.filter(isTold).reverse()
}

const young = { rule: 'age-coded', quote: 'young', reason: 'It is the name of our team' }
const aPin = {
  quote: 'Build things',
  anchor: { from: 'AQID', to: 'AQIE' },
  message: 'Say for whom you build',
  alternatives: ['Build tools for nurses'],
}

describe('a dismissed finding', () => {
  it('[LANG-9] is dismissed for everybody, with a reason, and by whom and when', async () => {
    const { path } = await aDocument()
    const dismissed = await owner.post<Dismissal>(`${path}/dismissals`, young)
    expectStatus(dismissed, 201)
    for (const caller of [owner, viewer, consultant]) {
      const { dismissals } = await read(caller, path)
      expect(dismissals).toEqual([{ ...young, id: dismissed.body.id, by: expect.any(Object), at: expect.any(String) }])
      expect(dismissals[0]?.by).toMatchObject({ id: owner.userId })
    }
  })

  it('[LANG-9] is one for the same words in any case and typography, and stays the first one’s', async () => {
    const { path } = await aDocument()
    const recruiter = await aMember(employer, 'recruiter')
    const first = await owner.post<Dismissal>(`${path}/dismissals`, { ...young, quote: 'Driver’s  license' })
    const second = await recruiter.post<Dismissal>(`${path}/dismissals`, {
      ...young,
      quote: "driver's license",
      reason: 'Mine',
    })
    expect(second.body).toEqual(first.body)
    const other = await recruiter.post<Dismissal>(`${path}/dismissals`, { ...young, rule: 'driving-licence' })
    expect(other.body.id).not.toBe(first.body.id)
    expect((await read(owner, path)).dismissals).toHaveLength(2)
  })

  it('[LANG-9] needs a reason', async () => {
    const { path } = await aDocument()
    const answer = await owner.post<Refused>(`${path}/dismissals`, { ...young, reason: ' ' })
    expectStatus(answer, 400)
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['reason'])
  })

  it('[LANG-10] is shown again when it is taken back, once', async () => {
    const { documentId, path } = await aDocument()
    const { body } = await owner.post<Dismissal>(`${path}/dismissals`, young)
    expectStatus(await owner.delete(`${path}/dismissals/${body.id}`), 204)
    expectStatus(await owner.delete(`${path}/dismissals/${body.id}`), 404)
    expect((await read(owner, path)).dismissals).toEqual([])
    expect((await toldAbout(documentId)).map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'language.dismissed', data: { documentId, dismissalId: body.id } },
      { type: 'language.restored', data: { documentId, dismissalId: body.id } },
    ])
  })

  it('[LANG-10] is in the audit log with its reason, and in the feed without a word of it', async () => {
    const { documentId, path } = await aDocument()
    await owner.post(`${path}/dismissals`, young)
    const { body } = await owner.get<{ items: { action: string; subject: { id: string }; reason: string | null }[] }>(
      `${employer.api}/audit?action=language.dismissed`,
    )
    expect(body.items.find(({ subject }) => subject.id === documentId)?.reason).toBe(young.reason)
    expect(JSON.stringify(await toldAbout(documentId))).not.toMatch(/young|team/)
  })

  it('[LANG-11] is dismissed and restored by those alone who may write the text', async () => {
    const { path } = await aDocument()
    const { body } = await owner.post<Dismissal>(`${path}/dismissals`, young)
    for (const caller of [consultant, interviewer, viewer]) {
      expectStatus(await caller.post(`${path}/dismissals`, { ...young, quote: 'youthful' }), 403)
      expectStatus(await caller.delete(`${path}/dismissals/${body.id}`), 403)
    }
  })
})

describe('a pinned suggestion', () => {
  it('[LANG-12] is pinned by a consultant or an interviewer, and read by everybody who reads the text', async () => {
    const { path } = await aDocument()
    const pinned = await consultant.post<Pin>(`${path}/pins`, aPin)
    expectStatus(pinned, 201)
    expect(pinned.body).toMatchObject({
      ...aPin,
      state: 'open',
      by: { id: consultant.userId },
      closedBy: null,
      version: 1,
    })
    expectStatus(await interviewer.post(`${path}/pins`, aPin), 201)
    expectStatus(await viewer.post(`${path}/pins`, aPin), 403)
    expect((await read(viewer, path)).pins).toHaveLength(2)
  })

  it('[LANG-12] is resolved and opened again by who writes, taken back by its author, and told by its state', async () => {
    const { documentId, path } = await aDocument()
    const { body: pin } = await consultant.post<Pin>(`${path}/pins`, aPin)
    const change = (caller: Caller, state: string, headers = {}) =>
      caller.patch<Pin>(`${path}/pins/${pin.id}`, { state }, headers)
    expectStatus(await change(consultant, 'resolved'), 403)
    expectStatus(await change(owner, 'withdrawn'), 403)
    const resolved = await change(owner, 'resolved')
    expect(resolved.body).toMatchObject({ state: 'resolved', closedBy: { id: owner.userId }, version: 2 })
    expect((await change(owner, 'resolved')).body.version).toBe(2)
    expectStatus(await change(owner, 'open', { 'if-match': '"1"' }), 412)
    expect((await change(owner, 'open', { 'if-match': '"2"' })).body).toMatchObject({ state: 'open', closedBy: null })
    expect((await change(consultant, 'withdrawn')).body).toMatchObject({ state: 'withdrawn', version: 4 })
    expectStatus(await change(owner, 'open'), 403)
    const told = (await toldAbout(documentId)).map(({ type, data }) => [type, data?.state])
    expect(told).toEqual([
      ['language.pinned', 'open'],
      ['language.pin-resolved', 'resolved'],
      ['language.pin-resolved', 'open'],
      ['language.pin-resolved', 'withdrawn'],
    ])
    expect(JSON.stringify(await toldAbout(documentId))).not.toMatch(/build|nurses/i)
  })

  it('[LANG-12] has a position in the text that could be one', async () => {
    const { path } = await aDocument()
    const answer = await owner.post<Refused>(`${path}/pins`, { ...aPin, anchor: { from: '12', to: '' } })
    expectStatus(answer, 400)
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['anchor.from', 'anchor.to']))
  })
})

describe('a document', () => {
  it('[LANG-13] that is none, or another company’s, does not exist', async () => {
    const { documentId, path } = await aDocument()
    const stranger = await anEmployer(server)
    expectStatus(await stranger.owner.get(`${stranger.api}/documents/${documentId}/language`), 404)
    expectStatus(await stranger.owner.get(path), 404)
    for (const id of ['posting:unknown', 'notes:abc:def', 'posting', 'posting:', 'posting:a%2Fb'])
      expectStatus(await owner.get(`${employer.api}/documents/${id}/language`), 404)
    const other = await aDocument()
    const { body } = await owner.post<Dismissal>(`${path}/dismissals`, young)
    expectStatus(await owner.delete(`${other.path}/dismissals/${body.id}`), 404)
  })

  it('[LANG-13] of a posting in the bin is there for those who could take it out', async () => {
    const { jobId, path } = await aDocument()
    expectStatus(await owner.delete(`${employer.api}/job-postings/${jobId}`), 204)
    expectStatus(await owner.get(path), 200)
    expectStatus(await viewer.get(path), 404)
  })
})

describe('the score over time', () => {
  const report = (caller: Caller, path: string, score: number) =>
    caller.put<ScorePoint>(`${path}/score`, { score, findings: 3, words: 250 })
  const history = async (path: string): Promise<ScorePoint[]> =>
    (await viewer.get<{ items: ScorePoint[] }>(`${path}/scores`)).body.items

  it('[LANG-14] is told by who writes, kept once in ten minutes, and at every publication', async () => {
    const { jobId, documentId, path } = await aDocument()
    expectStatus(await report(consultant, path, 70), 403)
    expect((await report(owner, path, 70)).body).toMatchObject({ score: 70, kind: 'written' })
    expect((await report(owner, path, 85)).body).toMatchObject({ score: 70 })
    expectStatus(await owner.post(`${employer.api}/job-postings/${jobId}/transitions`, { to: 'published' }), 200)
    await report(owner, path, 95)
    await owner.patch(`${employer.api}/job-postings/${jobId}`, { description: '<p>Another text</p>' })
    expectStatus(await owner.post(`${employer.api}/job-postings/${jobId}/publish-changes`), 200)
    expect((await history(path)).map(({ kind, score }) => [kind, score])).toEqual([
      ['published', 95],
      ['published', 85],
      ['written', 70],
    ])
    expect((await toldAbout(documentId)).map(({ type }) => type)).toEqual(Array(3).fill('language.scored'))
  })

  it('[LANG-14] refuses numbers that no text has', async () => {
    const { path } = await aDocument()
    const answer = await owner.put<Refused>(`${path}/score`, { score: 101, findings: -1, words: 1.5 })
    expectStatus(answer, 400)
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['score', 'findings', 'words'])
    expect(await history(path)).toEqual([])
  })
})
