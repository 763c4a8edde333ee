import { beforeAll, describe, expect, it } from 'vitest'
import { type PostingState, transitions } from '#protocol/postings'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
  postingFacts,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aJudgedPosting, aPanel, sayings } from './panel.ts'

interface Posting {
  readonly id: string
  readonly title: string
  readonly state: PostingState
  readonly description: string
  readonly requirements: readonly string[]
  readonly salary: object | null
  readonly stages: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly hasUnpublishedChanges: boolean
  readonly version: number
}
interface Page {
  readonly items: readonly Posting[]
  readonly nextCursor: string | null
}

let server: TestServer
let employer: AnEmployer
let owner: Caller
let path: string

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  path = `${employer.api}/job-postings`
})

const create = (facts: object, caller = owner) => caller.post<Posting>(path, { ...postingFacts(), ...facts })
const move = (id: string, to: string, caller = owner) => caller.post<Posting>(`${path}/${id}/transitions`, { to })
const publicText = async (id: string) => (await new Caller(server).get(`/api/careers/${employer.slug}/jobs/${id}`)).body

/** The way from a draft to each state. */
const wayTo: Readonly<Record<PostingState, readonly PostingState[]>> = {
  draft: [],
  in_review: ['in_review'],
  approved: ['in_review', 'approved'],
  published: ['published'],
  paused: ['published', 'paused'],
  closed: ['published', 'closed'],
  archived: ['published', 'closed', 'archived'],
}
const states = Object.keys(wayTo) as PostingState[]

async function aPostingIn(state: PostingState): Promise<string> {
  const { id } = await aPosting(employer)
  for (const step of wayTo[state]) expectStatus(await move(id, step), 200)
  return id
}

describe('creating a posting', () => {
  it('[POST-40] makes a draft of what was given, and answers it in full', async () => {
    const facts = postingFacts()
    const created = await owner.post<Posting>(path, facts)
    expect(created).toMatchObject({
      status: 201,
      body: { ...facts, state: 'draft', version: 1, publishedAt: null, deletedAt: null },
    })
    expect((await owner.get<Posting>(`${path}/${created.body.id}`)).body).toEqual(created.body)
    const minimal = await owner.post<Posting>(path, { title: ' Cook ', description: '', requirements: [] })
    expect(minimal).toMatchObject({
      status: 201,
      body: { title: 'Cook', requirements: [], salary: null, location: null },
    })
  })

  it('[POST-40] takes requirements as lines of text or a list, pay as a number, an amount or a range', async () => {
    const text = await create({ requirements: '- Care\n• TypeScript\n\n  Patience  ' })
    expect(text.body.requirements).toEqual(['Care', 'TypeScript', 'Patience'])
    const pays = [
      [52_000, { min: 52_000, max: 52_000, currency: expect.stringMatching(/^[A-Z]{3}$/) }],
      [
        { amount: 1, currency: 'SEK' },
        { min: 1, max: 1, currency: 'SEK' },
      ],
      [
        { min: 1, max: 2, currency: 'USD' },
        { min: 1, max: 2, currency: 'USD' },
      ],
    ] as const
    for (const [salary, stored] of pays) expect((await create({ salary })).body.salary).toEqual(stored)
    for (const salary of [
      '52000',
      -1,
      { min: 2, max: 1, currency: 'EUR' },
      { amount: 1, currency: 'euro' },
      { amount: 1 },
    ]) {
      expect(await create({ salary })).toMatchObject({
        status: 400,
        body: { errors: [{ path: expect.stringMatching(/^salary/) }] },
      })
    }
  })

  it('[POST-41] keeps formatting and removes what can run, load or imitate', async () => {
    const description =
      '<h1>Cook</h1><p onclick="x()">Warm <b>soup</b></p><script>alert(1)</script><img src=x onerror=alert(1)>' +
      '<a href="javascript:alert(1)">a</a><a href="https://example.com" target="_top">b</a><iframe src="//e.example"></iframe>' +
      '<style>*{display:none}</style><svg/onload=alert(1)><form action="//e.example"><input></form><ul><li>one</ul>' +
      '<a href="data:text/html,x">c</a><p style="position:fixed" class="x" id="y">d</p><math><mi//xlink:href="data:x,y">'
    const { id } = (await create({ description })).body
    for (const step of wayTo.published) expectStatus(await move(id, step), 200)
    for (const text of [
      (await owner.get<Posting>(`${path}/${id}`)).body.description,
      String((await publicText(id))['description']),
    ]) {
      expect(text).not.toMatch(
        /script|alert|onclick|onerror|onload|javascript:|iframe|style|svg|form|input|target|data:|class|id=|img|math/i,
      )
      for (const kept of ['Cook', '<strong>soup</strong>', '<li>one</li>', 'href="https://example.com"'])
        expect(text).toContain(kept)
    }
  })

  it('[POST-42] two open postings that read the same are refused unless that is meant', async () => {
    const facts = postingFacts()
    const first = await owner.post<Posting>(path, facts)
    const same = { ...facts, title: ` ${facts.title.toUpperCase()} `, requirements: ['Other'] }
    expect(await owner.post(path, same)).toMatchObject({ status: 409, body: { code: 'duplicate-posting' } })
    expectStatus(await owner.post(path, { ...facts, location: 'Porto' }), 201)
    expectStatus(await owner.post(path, { ...facts, allowDuplicate: true }), 201)
    const { id } = (await create({})).body
    expect(await owner.patch(`${path}/${id}`, { title: facts.title })).toMatchObject({ status: 409 })
    expectStatus(await owner.patch(`${path}/${id}`, { title: facts.title, allowDuplicate: true }), 200)
    const closed = postingFacts()
    const old = (await owner.post<Posting>(path, closed)).body.id
    for (const step of wayTo.closed) expectStatus(await move(old, step), 200)
    expectStatus(await owner.post(path, closed), 201)
    expect(first.status).toBe(201)
  })

  it('[POST-42] of ten that read the same and come at once, one is made', async () => {
    const facts = postingFacts()
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.post(path, facts)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)])
  })
})

describe('the list', () => {
  it('[POST-43] is newest first, narrowed by state and by words', async () => {
    const other = await anEmployer(server)
    const list = async (query = '') => (await other.owner.get<Page>(`${other.api}/job-postings${query}`)).body.items
    const made = [
      await aPosting(other, { title: 'Night cook' }),
      await aPublishedPosting(other, { title: 'Baker' }),
      await aPosting(other, { title: 'Day COOK (a+b)' }),
    ]
    expect((await list()).map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse())
    expect((await list('?state=published')).map(({ title }) => title)).toEqual(['Baker'])
    expect((await list('?q=cook')).map(({ title }) => title)).toEqual(['Day COOK (a+b)', 'Night cook'])
    expect((await list('?q=(a%2Bb)')).map(({ title }) => title)).toEqual(['Day COOK (a+b)'])
    expect(await list('?q=.*')).toEqual([])
    expect((await other.owner.get(`${other.api}/job-postings?state=unknown`)).status).toBe(400)
  })
})

describe('editing a posting', () => {
  it('[POST-44] a live posting shows its published text until the changes are published', async () => {
    const { id, title } = await aPublishedPosting(employer)
    const edited = await owner.patch<Posting>(`${path}/${id}`, { title: 'A better title', salary: null })
    expect(edited.body).toMatchObject({
      title: 'A better title',
      salary: null,
      hasUnpublishedChanges: true,
      version: 3,
    })
    expect(await publicText(id)).toMatchObject({ title })
    const published = await owner.post<Posting>(`${path}/${id}/publish-changes`)
    expect(published).toMatchObject({ status: 200, body: { hasUnpublishedChanges: false } })
    expect(await publicText(id)).toMatchObject({ title: 'A better title', salary: null })
  })

  it('[POST-44] changing back leaves nothing to publish; a draft has nothing public to change', async () => {
    const { id, title } = await aPublishedPosting(employer)
    await owner.patch(`${path}/${id}`, { title: 'Other' })
    expect((await owner.patch<Posting>(`${path}/${id}`, { title })).body.hasUnpublishedChanges).toBe(false)
    const draft = await aPosting(employer)
    expect(await owner.post(`${path}/${draft.id}/publish-changes`)).toMatchObject({ status: 409 })
  })

  it('[POST-45] has stages of its own; one in which candidates stand cannot be taken away', async () => {
    const stages = [
      { id: 'inbox', name: 'Inbox', kind: 'applied' },
      { id: 'trial', name: 'Trial shift', kind: 'assessment' },
      { id: 'done', name: 'Hired', kind: 'hired' },
    ]
    const posting = await aPublishedPosting(employer, { stages })
    const { applicationId } = await anApplication(employer, posting)
    const card = `${employer.api}/applications/${applicationId}`
    expect((await owner.get(card)).body).toMatchObject({ stage: 'inbox' })
    expect(await owner.patch(card, { stage: 'screen' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'stage' }] },
    })
    expectStatus(await owner.patch(card, { stage: 'trial' }), 200)
    const without = stages.filter(({ id }) => id !== 'trial')
    expect(await owner.patch(`${path}/${posting.id}`, { stages: without })).toMatchObject({ status: 409 })
    expectStatus(await owner.patch(card, { stage: 'done' }), 200)
    expectStatus(await owner.patch(`${path}/${posting.id}`, { stages: without }), 200)
    for (const bad of [
      [],
      [stages[0], stages[0]],
      [{ id: 'x', name: 'X', kind: 'unknown' }],
      [{ id: 'a b', name: 'X', kind: 'offer' }],
    ]) {
      expect(await create({ stages: bad })).toMatchObject({ status: 400 })
    }
  })
})

describe('the bin', () => {
  it('[POST-46] hides a posting everywhere, and gives it back as it was', async () => {
    const posting = await aPublishedPosting(employer)
    const viewer = await aMember(employer, 'viewer')
    const before = (await owner.get<Posting>(`${path}/${posting.id}`)).body
    expectStatus(await owner.delete(`${path}/${posting.id}`), 204)
    expect((await owner.delete(`${path}/${posting.id}`)).status).toBe(404)
    expect((await viewer.get(`${path}/${posting.id}`)).status).toBe(404)
    expect(await owner.get(`${path}/${posting.id}`)).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('bin') },
    })
    expect((await owner.patch(`${path}/${posting.id}`, { title: 'x' })).status).toBe(404)
    expect((await move(posting.id, 'paused')).status).toBe(404)
    expect((await new Caller(server).get(`/api/careers/${employer.slug}/jobs/${posting.id}`)).status).toBe(404)
    const ids = async (query: string) => (await owner.get<Page>(`${path}${query}`)).body.items.map(({ id }) => id)
    expect(await ids('?limit=200')).not.toContain(posting.id)
    expect(await ids('?deleted=true')).toContain(posting.id)
    const restored = await owner.post<Posting>(`${path}/${posting.id}/restore`)
    expect(restored).toMatchObject({
      status: 200,
      body: { ...before, version: before.version + 2, updatedAt: expect.anything() },
    })
    expect(await ids('?limit=200')).toContain(posting.id)
    expect(await publicText(posting.id)).toMatchObject({ title: posting.title })
  })
})

describe('who applied for a posting in the bin', () => {
  it('[POST-46] is on no list, in no search for duplicates and on no page until it is back', async () => {
    const posting = await aPublishedPosting(employer)
    const { applicationId, candidateId, email } = await anApplication(employer, posting)
    const [mailbox = '', host = ''] = email.split('@')
    const other = await aPublishedPosting(employer)
    const twin = await new Caller(server).post<{ candidateId: string }>(
      `/api/careers/${employer.slug}/jobs/${other.id}/applications`,
      { name: 'Wystan Quarrington', email: `${mailbox}+again@${host}` },
    )
    const { api } = employer
    const viewer = await aMember(employer, 'viewer')
    const listed = async (query: string) =>
      (await viewer.get<Page>(`${api}/applications${query}`)).body.items.map(({ id }) => id)
    const likeTwin = async () =>
      (await owner.get<Page>(`${api}/candidates/${twin.body.candidateId}/duplicates`)).body.items.map(({ id }) => id)
    const pages = [
      `/applications/${applicationId}`,
      `/applications?jobId=${posting.id}`,
      `/candidates/${candidateId}`,
      `/job-postings/${posting.id}/journeys`,
    ]
    const statuses = (who: Caller) => Promise.all(pages.map(async (page) => (await who.get(`${api}${page}`)).status))
    expect(await listed('?limit=200')).toContain(applicationId)
    expect(await likeTwin()).toEqual([candidateId])
    expectStatus(await owner.delete(`${path}/${posting.id}`), 204)
    expect(await listed('?limit=200')).not.toContain(applicationId)
    expect(await listed(`?candidateId=${candidateId}`)).toEqual([])
    expect(await likeTwin()).toEqual([])
    expect(await statuses(viewer)).toEqual([404, 404, 404, 404])
    for (const page of pages) expect((await owner.get(`${api}${page}`)).body['code']).toBe('posting-in-bin')
    expectStatus(await owner.post(`${path}/${posting.id}/restore`), 200)
    expect(await statuses(owner)).toEqual([200, 200, 200, 200])
    expect(await likeTwin()).toEqual([candidateId])
  })

  it('[POST-46] is neither moved nor rated until it is back; they themselves still withdraw', async () => {
    const reviewer = await aMember(employer, 'interviewer')
    const posting = await aJudgedPosting(employer, { interviewers: [reviewer] })
    const [panel, leaver] = [await aPanel(employer, posting), await anApplication(employer, posting)]
    const { applicationId, candidateId } = panel.application
    const application = `${employer.api}/applications/${applicationId}`
    const selection = { candidateId, jobId: posting.id, score: 4 }
    expectStatus(await owner.post(`${employer.api}/select-candidate`, selection), 200)
    expectStatus(await panel.submit(reviewer, sayings('plover', 4)), 200)
    const before = (await owner.get(application)).body
    expectStatus(await owner.delete(`${path}/${posting.id}`), 204)
    const refused = await Promise.all([
      owner.patch(application, { status: 'rejected' }),
      owner.delete(`${application}/selection`),
      owner.post(`${employer.api}/select-candidate`, { ...selection, score: 5 }),
      panel.draft(reviewer, { conclusion: 'Late' }),
      panel.amend(reviewer, { conclusion: 'Later', reason: 'On reflection' }),
      panel.assign(owner, [reviewer, owner]),
      panel.reveal(owner),
      owner.post(`${employer.api}/feedback`, { candidateId, rating: 4, comments: 'Late to the party' }),
    ])
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404))
    expect(refused[0]?.body).toMatchObject({ detail: expect.stringContaining('bin') })
    const moves = { moves: [{ applicationId, status: 'rejected' }] }
    expect((await owner.post(`${employer.api}/applications/moves`, moves)).body).toMatchObject({
      results: [{ ok: false, error: { code: 'posting-in-bin' } }],
    })
    const link = { 'x-candidate-token': new URL(leaver.portalUrl).searchParams.get('token') ?? '' }
    expectStatus(await new Caller(server).post('/api/portal/withdraw', undefined, link), 200)
    expectStatus(await owner.post(`${path}/${posting.id}/restore`), 200)
    expect((await owner.get(application)).body).toEqual(before)
    expectStatus(await owner.patch(application, { status: 'rejected' }), 200)
  })
})

describe('a transition', () => {
  it.each(states)('[POST-47] from %s leads where the table says, and nowhere else', async (from) => {
    for (const to of states) {
      const id = await aPostingIn(from)
      const answer = await move(id, to)
      if (transitions[from].includes(to)) expect(answer).toMatchObject({ status: 200, body: { state: to } })
      else expect(answer).toMatchObject({ status: 409, body: { code: 'invalid-transition' } })
    }
  })

  it('[POST-48] needs the right of its step: recruiters publish what was approved, managers approve their own', async () => {
    const roles = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const
    const people = Object.fromEntries(
      await Promise.all(roles.map(async (role) => [role, await aMember(employer, role)] as const)),
    )
    const manager = people['hiring_manager'] as Caller
    const steps = [
      ['draft', 'in_review', ['admin', 'recruiter', 'own manager']],
      ['draft', 'published', ['admin']],
      ['in_review', 'approved', ['admin', 'own manager']],
      ['in_review', 'draft', ['admin', 'recruiter', 'own manager']],
      ['approved', 'published', ['admin', 'recruiter']],
      ['published', 'paused', ['admin', 'recruiter']],
      ['paused', 'published', ['admin', 'recruiter']],
      ['published', 'closed', ['admin', 'recruiter']],
      ['closed', 'archived', ['admin', 'recruiter']],
    ] as const
    const everybody = [...Object.entries(people), ['own manager', manager] as const]
    for (const [from, to, allowed] of steps) {
      let id = await aPostingIn(from)
      const staff = async (ids: string[]) =>
        expectStatus(await owner.put(`${path}/${id}/team`, { hiringManagerIds: ids, interviewerIds: [] }), 200)
      for (const [who, caller] of everybody) {
        if (who === 'own manager') await staff([manager.userId])
        const isAllowed = (allowed as readonly string[]).includes(who)
        const { status } = await move(id, to, caller as Caller)
        expect({ from, to, who, status }).toEqual({ from, to, who, status: isAllowed ? 200 : 403 })
        if (isAllowed) id = await aPostingIn(from)
      }
    }
  })

  it('[POST-49] is in the audit with who, before, after and why', async () => {
    const { id } = await aPosting(employer)
    expectStatus(await owner.post(`${path}/${id}/transitions`, { to: 'in_review', reason: 'Ready to read' }), 200)
    const { items } = (await owner.get<{ items: object[] }>(`${employer.api}/audit?action=posting.transitioned`)).body
    expect(items[0]).toMatchObject({
      actor: { kind: 'user', id: owner.userId },
      subject: { kind: 'posting', id },
      reason: 'Ready to read',
      before: { state: 'draft' },
      after: { state: 'in_review' },
    })
  })
})

describe('the audit log', () => {
  it('[AUD-5] says who put a posting into the bin, took it out, published its changes and set its team', async () => {
    const { id } = await aPublishedPosting(employer)
    const manager = await aMember(employer, 'hiring_manager')
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await owner.put(`${path}/${id}/team`, team), 200)
    expectStatus(await owner.patch(`${path}/${id}`, { location: 'Bruges' }), 200)
    expectStatus(await owner.post(`${path}/${id}/publish-changes`), 200)
    expectStatus(await manager.delete(`${path}/${id}`), 204)
    expectStatus(await owner.post(`${path}/${id}/restore`), 200)
    const { items } = (await owner.get<{ items: { action: string }[] }>(`${employer.api}/audit?limit=4`)).body
    const subject = { kind: 'posting', id }
    expect(items).toMatchObject([
      { action: 'posting.restored', actor: { id: owner.userId }, subject },
      { action: 'posting.deleted', actor: { id: manager.userId }, subject },
      { action: 'posting.changes-published', subject },
      { action: 'posting.team-changed', before: { hiringManagerIds: [] }, after: team, subject },
    ])
  })
})

describe('the hiring team', () => {
  it('[POST-50] is made of members alone; a stranger is named', async () => {
    const { id } = await aPosting(employer)
    const stranger = await anEmployer(server)
    const team = { hiringManagerIds: [stranger.owner.userId], interviewerIds: ['unknown'] }
    const refused = await owner.put<{ errors: { path: string }[] }>(`${path}/${id}/team`, team)
    expect(refused.status).toBe(400)
    expect(refused.body.errors.map((error) => error.path).sort()).toEqual(['hiringManagerIds', 'interviewerIds'])
    expect((await owner.get(`${path}/${id}`)).body['team']).toEqual({ hiringManagerIds: [], interviewerIds: [] })
  })
})
