import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  type AnEngagement,
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  anInvitedConsultant,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, startServer, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { accept, type Engaged, end, engagementsOf, type Items, mine, type Refused, shown } from './people.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

interface Told {
  readonly type: string
  readonly data: Record<string, unknown>
  readonly actor: { readonly id: string }
}
interface Audited {
  readonly action: string
  readonly reason: string | null
}

const decline = (caller: Caller, id: string) => caller.post<AnEngagement & Refused>(`/api/engagements/${id}/decline`)
const feedOf = async ({ owner, api }: AnEmployer) => (await owner.get<Items<Told>>(`${api}/feed`)).body.items
const firstShown = async (employer: AnEmployer): Promise<Engaged> => {
  const [first] = await shown(employer)
  if (!first) throw new Error('No engagement is listed')
  return first
}

describe('an engagement', () => {
  it('[ENG-6] accepted opens the blind pipeline, the postings and the figures, and nothing else', async () => {
    const employer = await anEmployer(server)
    const job = await aPublishedPosting(employer)
    const { applicationId, candidateId, name } = await anApplication(employer, job)
    const noor = await aConsultant(server)
    const { id } = await anInvitedConsultant(employer, noor.email)
    expect(await noor.get(`${employer.api}/applications`)).toMatchObject({ status: 404 })
    expect(await accept(noor, id)).toMatchObject({
      status: 200,
      body: { id, state: 'active', conversationId: id, consultantId: noor.userId, employerId: employer.employerId },
    })
    const seen = await Promise.all(
      [
        '',
        '/applications',
        `/applications/${applicationId}`,
        `/candidates/${candidateId}`,
        '/job-postings',
        '/analytics',
        '/feed',
      ].map((path) => noor.get(`${employer.api}${path}`)),
    )
    expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200))
    expect(JSON.stringify(seen.map(({ body }) => body))).not.toContain(name)
    for (const path of ['/users', '/engagements', '/audit', '/invitations']) {
      expect(await noor.get(`${employer.api}${path}`)).toMatchObject({ status: 403 })
    }
    const reveal = await noor.post(`${employer.api}/candidates/${candidateId}/reveal`, { reason: 'To see' })
    expect(reveal).toMatchObject({ status: 403 })
  })

  it('[ENG-6] shows the consultant’s profile to the employer, and the employer to the consultant', async () => {
    const employer = await anEmployer(server, { companyName: 'Northwind Trading' })
    const noor = await aConsultant(server)
    await noor.patch('/api/consultants/me', { headline: 'Structured interviews' })
    await anEngagement(employer, noor)
    expect(await firstShown(employer)).toMatchObject({
      state: 'active',
      consultant: { id: noor.userId, name: 'Noor Haddad', headline: 'Structured interviews' },
      invitedBy: { id: employer.owner.userId },
    })
    expect(await mine(noor)).toMatchObject([{ state: 'active', employer: { companyName: 'Northwind Trading' } }])
  })

  it('[NAME-4] tells the employer that the consultant is called otherwise, and nothing where the name stays', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    await anEngagement(employer, noor)
    for (const body of [{ name: 'Noor al-Haddad' }, { name: 'Noor al-Haddad', about: 'Twenty years of it' }])
      expect(await noor.patch('/api/consultants/me', body)).toMatchObject({ status: 200 })
    const told = (await feedOf(employer)).filter(({ type }) => type === 'person.renamed')
    expect(told).toMatchObject([{ data: { userId: noor.userId }, actor: { kind: 'user', id: noor.userId } }])
  })

  it('[ENG-7] accepted twice, even at once, is accepted once', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anInvitedConsultant(employer, noor.email)
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(noor, id)))
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { state: 'active', version: 2 } })
    const types = (await feedOf(employer)).map(({ type }) => type)
    expect(types.filter((type) => type === 'engagement.accepted')).toHaveLength(1)
    expect(types.filter((type) => type === 'user.joined')).toHaveLength(2)
  })

  it('[ENG-7] accepted while it is taken back ends as one of the two, whole', async () => {
    for (let i = 0; i < 6; i++) {
      const employer = await anEmployer(server)
      const noor = await aConsultant(server)
      const { id } = await anInvitedConsultant(employer, noor.email)
      const [accepted, withdrawn] = await Promise.all([accept(noor, id), end(employer, id)])
      const { state } = await firstShown(employer)
      const canRead = (await noor.get(`${employer.api}/applications`)).status === 200
      // Taken back first: the acceptance is refused. Accepted first: what is ended is the engagement.
      expect({ accepted: accepted.status, withdrawn: withdrawn.status, state, canRead }).toEqual(
        state === 'withdrawn'
          ? { accepted: 409, withdrawn: 200, state, canRead: false }
          : { accepted: 200, withdrawn: 200, state: 'ended', canRead: false },
      )
    }
  })

  it('[ENG-7] nor does it help to ask two nodes', async () => {
    const second = await startServer({ dataDir: server.dataDir, env: { WORKERS: 'off' } })
    try {
      for (let i = 0; i < 4; i++) {
        const employer = await anEmployer(server)
        const noor = await aConsultant(server)
        const there = new Caller(second)
        there.cookie = noor.cookie
        const { id } = await anInvitedConsultant(employer, noor.email)
        const answers = await Promise.all([accept(noor, id), accept(there, id), decline(there, id)])
        const { state } = await firstShown(employer)
        expect(answers.map(({ status }) => status)).toEqual(state === 'active' ? [200, 200, 409] : [409, 409, 200])
        expect((await noor.get(`${employer.api}/applications`)).status).toBe(state === 'active' ? 200 : 404)
      }
    } finally {
      await second.stop({ keepData: true })
    }
  })

  it('[ENG-8] declined or taken back is over; the consultant who declined stays a stranger', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anInvitedConsultant(employer, noor.email)
    expect(await decline(noor, id)).toMatchObject({ status: 200, body: { state: 'declined', conversationId: null } })
    expect(await decline(noor, id)).toMatchObject({ status: 200 })
    expect(await accept(noor, id)).toMatchObject({ status: 409 })
    expect(await end(employer, id)).toMatchObject({ status: 409 })
    expect(await firstShown(employer)).toMatchObject({ state: 'declined', consultant: null })

    const again = await anInvitedConsultant(employer, noor.email)
    expect(await end(employer, again.id)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await accept(noor, again.id)).toMatchObject({ status: 409 })
    expect(await decline(noor, again.id)).toMatchObject({ status: 409 })
  })

  it('[ENG-20] whoever may not invite any more has no invitations open', async () => {
    const employer = await anEmployer(server)
    const { owner, api } = employer
    const [demoted, removed] = [await aMember(employer, 'recruiter'), await aMember(employer, 'recruiter')]
    const [noor, other] = [await aConsultant(server), await aConsultant(server)]
    const first = await demoted.post<{ id: string }>(`${api}/engagements`, { consultantEmail: noor.email })
    const second = await removed.post<{ id: string }>(`${api}/engagements`, { consultantEmail: other.email })
    expectStatus(await owner.patch(`${api}/users/${demoted.userId}`, { role: 'interviewer' }), 200)
    expectStatus(await owner.delete(`${api}/users/${removed.userId}`), 204)
    expect(await accept(noor, first.body.id)).toMatchObject({ status: 409 })
    expect(await accept(other, second.body.id)).toMatchObject({ status: 409 })
    expectStatus(await noor.get(`${api}/applications`), 404)
    // Somebody else invites them anew.
    await anEngagement(employer, noor)
  })

  it('[ENG-9] ended by either ends the rights with it; engaged again is a new one', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const first = await anEngagement(employer, noor)
    const ended = await end(employer, first.id, { reason: 'The work is done', historyOpen: true })
    expect(ended).toMatchObject({
      status: 200,
      body: { state: 'ended', historyOpen: true, consultant: { name: 'Noor Haddad' } },
    })
    expect(await noor.get(`${employer.api}/applications`)).toMatchObject({ status: 404 })
    expect(await noor.get('/api/auth/session')).toMatchObject({ body: { user: { memberships: [] } } })
    expect(await end(employer, first.id)).toMatchObject({ status: 409 })

    const second = await anEngagement(employer, noor)
    expect(second.conversationId).not.toBe(first.conversationId)
    expect(await noor.get(`${employer.api}/applications`)).toMatchObject({ status: 200 })
    const left = await noor.post(`/api/engagements/${second.id}/end`, { reason: 'Another task' })
    expect(left).toMatchObject({ status: 200, body: { state: 'ended', historyOpen: false } })
    expect(await noor.get(`${employer.api}/applications`)).toMatchObject({ status: 404 })
    expect((await mine(noor)).map(({ state }) => state)).toEqual(['ended', 'ended'])
  })

  it('[ENG-9] an invitation is declined, not left', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anInvitedConsultant(employer, noor.email)
    expect(await noor.post(`/api/engagements/${id}/end`, {})).toMatchObject({ status: 409 })
  })

  it('[ENG-9] both are told of an answer or an end by mail', async () => {
    const employer = await anEmployer(server, { companyName: 'Northwind Trading' })
    const noor = await aConsultant(server)
    const { id } = await anEngagement(employer, noor)
    const subjects = (to: string, subject: string) =>
      eventually(async () => (await server.mail(to)).some((mail) => mail.subject === subject))
    await subjects(employer.owner.email, 'Noor Haddad accepted your invitation')
    await end(employer, id)
    await subjects(noor.email, 'Your engagement with Northwind Trading has ended')
    const again = await anEngagement(employer, noor)
    await noor.post(`/api/engagements/${again.id}/end`, {})
    await subjects(employer.owner.email, 'Noor Haddad ended the engagement')
  })

  it('[ENG-10] is changed by those who manage engagements, before and after its end, held to the version', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anEngagement(employer, noor)
    const path = `${engagementsOf(employer)}/${id}`
    const changed = await employer.owner.patch(path, { purpose: 'Read our postings' }, { 'if-match': '"2"' })
    expect(changed).toMatchObject({ status: 200, body: { purpose: 'Read our postings', version: 3 } })
    expect(await employer.owner.patch(path, { purpose: 'x' }, { 'if-match': '"2"' })).toMatchObject({ status: 412 })
    expect(await mine(noor)).toMatchObject([{ purpose: 'Read our postings' }])
    await end(employer, id)
    expect(await employer.owner.patch(path, { historyOpen: true })).toMatchObject({
      body: { historyOpen: true, version: 5 },
    })
    expect(await mine(noor)).toMatchObject([{ historyOpen: true }])
    // The same again changes nothing.
    expect(await employer.owner.patch(path, { historyOpen: true })).toMatchObject({ body: { version: 5 } })
  })

  it('[ENG-11] is told in the feed by ids and states, to the employer’s people alone, and in the audit with who and why', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anEngagement(employer, noor)
    expect((await noor.get<Items<Told>>(`${employer.api}/feed`)).body.items.map(({ type }) => type)).toEqual([
      'hidden',
      'hidden',
      'hidden',
      'hidden',
    ])
    await end(employer, id, { reason: 'Budget' })
    const told = await feedOf(employer)
    const of = { engagementId: id, consultantId: noor.userId }
    expect(told).toMatchObject([
      { type: 'user.removed', data: { userId: noor.userId }, actor: { id: employer.owner.userId } },
      { type: 'engagement.ended', data: { ...of, state: 'ended', version: 3 } },
      { type: 'user.joined', data: { userId: noor.userId, role: 'consultant' } },
      { type: 'engagement.accepted', data: { ...of, state: 'active', version: 2 }, actor: { id: noor.userId } },
      { type: 'engagement.invited', data: { engagementId: id, consultantId: null, state: 'invited', version: 1 } },
      { type: 'user.joined' },
    ])
    expect(JSON.stringify(told)).not.toMatch(/@|Noor|Budget/)
    const audit = (await employer.owner.get<Items<Audited>>(`${employer.api}/audit`)).body.items
    // Rows of one transaction have no order among them.
    expect(audit.map(({ action }) => action).sort()).toEqual([
      'engagement.accepted',
      'engagement.ended',
      'engagement.invited',
      'user.joined',
      'user.joined',
      'user.removed',
    ])
    expect(audit.find(({ action }) => action === 'engagement.ended')).toMatchObject({
      reason: 'Budget',
      subject: { kind: 'engagement', id },
      ip: '127.0.0.1',
    })
  })

  it('[ENG-12] a consultant is a member only by it: no role, no removal, no hiring team', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    await anEngagement(employer, noor)
    const { owner, api } = employer
    const path = `${api}/users/${noor.userId}`
    expect(await owner.patch(path, { role: 'viewer' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await owner.delete(path)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const job = await aPublishedPosting(employer)
    const team = { hiringManagerIds: [], interviewerIds: [noor.userId] }
    expect(await owner.put(`${api}/job-postings/${job.id}/team`, team)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'interviewerIds' }] },
    })
    expect((await owner.get<Items<object>>(`${api}/users`)).body.items).toMatchObject([
      { id: noor.userId, role: 'consultant', name: 'Noor Haddad' },
      { role: 'owner' },
    ])
  })
})

describe('who takes part in the conversation', () => {
  it('[ENG-13] an interviewer by being added, by those who manage engagements, while it is active', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const [interviewer, viewer, manager] = await Promise.all([
      aMember(employer, 'interviewer'),
      aMember(employer, 'viewer'),
      aMember(employer, 'hiring_manager'),
    ])
    const { id } = await anInvitedConsultant(employer, noor.email)
    const people = `/api/conversations/${id}/participants`
    const add = (caller: Caller, userId: string) => caller.post<Engaged & Refused>(people, { userId })
    expect(await add(employer.owner, interviewer.userId)).toMatchObject({ status: 409 })
    await accept(noor, id)
    expect(await add(employer.owner, interviewer.userId)).toMatchObject({
      status: 200,
      body: { addedUserIds: [interviewer.userId], version: 3 },
    })
    expect(await add(employer.owner, interviewer.userId)).toMatchObject({ status: 200, body: { version: 3 } })
    // Their role takes part anyway.
    expect(await add(employer.owner, manager.userId)).toMatchObject({ status: 200, body: { version: 3 } })
    expect(await add(employer.owner, viewer.userId)).toMatchObject({ status: 409 })
    expect(await add(employer.owner, noor.userId)).toMatchObject({ status: 404 })
    for (const caller of [interviewer, viewer, manager, noor]) {
      expect(await add(caller, interviewer.userId)).toMatchObject({ status: 403 })
      expect(await caller.delete(`${people}/${interviewer.userId}`)).toMatchObject({ status: 403 })
    }
    const stranger = await anEmployer(server)
    const otherConsultant = await aConsultant(server)
    await anEngagement(employer, otherConsultant)
    expect(await add(stranger.owner, interviewer.userId)).toMatchObject({ status: 404 })
    expect(await add(otherConsultant, interviewer.userId)).toMatchObject({ status: 404 })
    expect(await employer.owner.delete(`${people}/${interviewer.userId}`)).toMatchObject({ status: 204 })
    expect(await employer.owner.delete(`${people}/${interviewer.userId}`)).toMatchObject({ status: 404 })
  })

  it('[ENG-13] whoever is no interviewer any more was not added either', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { id } = await anEngagement(employer, noor)
    const { owner, api } = employer
    const added = await Promise.all([aMember(employer, 'interviewer'), aMember(employer, 'interviewer')])
    for (const { userId } of added) await owner.post(`/api/conversations/${id}/participants`, { userId })
    const [one, other] = added.map(({ userId }) => userId)
    await owner.patch(`${api}/users/${one}`, { role: 'viewer' })
    expect((await firstShown(employer)).addedUserIds).toEqual([other])
    await owner.delete(`${api}/users/${other}`)
    expect((await firstShown(employer)).addedUserIds).toEqual([])
  })
})
