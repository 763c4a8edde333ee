import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
  mailedToken,
  password,
} from '../builders.ts'
import { aFollower, allEnded, closeSockets, type Pushed } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
})
afterEach(closeSockets)

interface Entry {
  readonly action: string
  readonly actor: { readonly id: string }
  readonly at: string
  readonly before: unknown
  readonly after: unknown
}

const audit = async (query = ''): Promise<Entry[]> =>
  (await employer.owner.get<{ items: Entry[] }>(`${employer.api}/audit?limit=200${query}`)).body.items

/** The same person on another device. */
async function onAnotherDevice(person: Caller): Promise<Caller> {
  const device = new Caller(server)
  Object.assign(device, { email: person.email, userId: person.userId })
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0' }
  expectStatus(await device.post('/api/auth/login', { email: person.email, password }, agent), 200)
  return device
}

interface Session {
  readonly id: string
  readonly current: boolean
  readonly device: string
}
const sessionsOf = async (person: Caller): Promise<Session[]> =>
  (await person.get<{ items: Session[] }>('/api/auth/sessions')).body.items

describe('sessions and devices', () => {
  it('[TEAM-2] a person sees where they are signed in, and signs one of them out, on its open pages too', async () => {
    const person = await aMember(employer, 'recruiter')
    const other = await onAnotherDevice(person)
    const page = await aFollower(other, employer.employerId)
    const sessions = await sessionsOf(person)
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true])
    const theirs = sessions.find(({ current }) => !current)
    expect(theirs?.device).toBe('Firefox on Linux')
    expect(JSON.stringify(sessions)).not.toContain(other.cookie.split('=')[1])
    const stranger = await aMember(employer, 'viewer')
    expectStatus(await stranger.delete(`/api/auth/sessions/${theirs?.id}`), 404)
    const ended = allEnded([page])
    expectStatus(await person.delete(`/api/auth/sessions/${theirs?.id}`), 204)
    const answered = Date.now()
    expect((await ended) - answered).toBeLessThan(2000)
    expectStatus(await other.get('/api/auth/session'), 401)
    expectStatus(await person.get('/api/auth/session'), 200)
    expectStatus(await person.delete(`/api/auth/sessions/${theirs?.id}`), 404)
  })

  it('[TEAM-3] a person signs out everywhere but here', async () => {
    const person = await aMember(employer, 'recruiter')
    const others = [await onAnotherDevice(person), await onAnotherDevice(person)]
    expect((await person.post('/api/auth/sessions/end-others')).body).toEqual({ ended: 2 })
    for (const other of others) expectStatus(await other.get('/api/auth/session'), 401)
    expect(await sessionsOf(person)).toHaveLength(1)
  })
})

describe('the name of a person', () => {
  it('[TEAM-8] is theirs to say otherwise, and read by all from then on', async () => {
    const person = await aMember(employer, 'recruiter')
    const renamed = await person.patch('/api/auth/session', { name: '  Noor Haddad ' })
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Noor Haddad' } })
    const named = { id: person.userId, name: 'Noor Haddad' }
    expect((await person.get('/api/auth/session')).body).toMatchObject({ user: named })
    const members = await employer.owner.get<{ items: object[] }>(`${employer.api}/users?limit=200`)
    expect(members.body.items).toContainEqual(expect.objectContaining({ name: 'Noor Haddad', email: person.email }))
  })

  it('[NAME-4] is told otherwise by id alone, in every company that they stand in', async () => {
    const person = await aMember(employer, 'recruiter')
    const also = await anEmployer(server)
    expectStatus(await also.owner.post(`${also.api}/invitations`, { email: person.email, role: 'viewer' }), 201)
    const token = await mailedToken(server, person.email, '/invitation')
    expectStatus(await person.post('/api/invitations/accept', { token, name: 'Noor', password }), 200)
    // Said twice, it is told once.
    for (const name of ['Noor Haddad', 'Noor Haddad'])
      expectStatus(await person.patch('/api/auth/session', { name }), 200)
    for (const { owner, api } of [employer, also]) {
      const { items } = (
        await owner.get<{ items: { type: string; data: { userId?: string } }[] }>(`${api}/feed?limit=200`)
      ).body
      const told = items.filter(({ type }) => type === 'person.renamed')
      const ofThem = told.filter(({ data }) => data.userId === person.userId)
      expect(ofThem).toMatchObject([{ actor: { kind: 'user', id: person.userId } }])
      expect(JSON.stringify(told)).not.toContain('Noor')
    }
  })

  it('[TEAM-8] is neither empty nor without end, and nobody says that of somebody else', async () => {
    const person = await aMember(employer, 'viewer')
    for (const name of [' ', 'x'.repeat(121)])
      expect(await person.patch('/api/auth/session', { name })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'name' }] },
      })
    expectStatus(await new Caller(server).patch('/api/auth/session', { name: 'Noor' }), 401)
  })
})

describe('a name with what nobody sees', () => {
  it('[NAME-2] is kept without it, wherever it comes in', async () => {
    const written = '\u202EGrace\u200B\u202C\nHopper\uFEFF'
    const company = await anEmployer(server)
    const { owner, api } = company
    expectStatus(await owner.patch('/api/auth/session', { name: written }), 200)
    expectStatus(await owner.patch(api, { companyName: written }), 200)
    expect((await owner.get('/api/auth/session')).body).toMatchObject({
      user: { name: 'Grace Hopper', memberships: [{ companyName: 'Grace Hopper' }] },
    })
    const { candidateId } = await anApplication(company, await aPublishedPosting(company), { name: written })
    const revealed = await owner.post(`${api}/candidates/${candidateId}/reveal`, { reason: 'We invite them' })
    expect(revealed.body).toMatchObject({ identity: { name: 'Grace Hopper' } })
    const registered = await new Caller(server).post('/api/employers/register', {
      ...{ companyName: written, email: anAddress(), password, contactNumber: '+44 20 7946 0000' },
    })
    expect(registered.body).toMatchObject({ employer: { companyName: 'Grace Hopper' } })
    const invisible = await owner.patch('/api/auth/session', { name: '\u200B\u202E' })
    expect(invisible).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } })
  })
})

describe('the jobs of a member', () => {
  it('[TEAM-4] are set for one person: rights and hiring teams follow, and the audit log says so', async () => {
    const manager = await aMember(employer, 'hiring_manager')
    const [one, other] = [await aPublishedPosting(employer), await aPosting(employer)]
    const path = `${employer.api}/users/${manager.userId}/jobs`
    const edit = (jobId: string) => manager.patch(`${employer.api}/job-postings/${jobId}`, { location: 'Porto' })
    expectStatus(await edit(one.id), 403)
    const set = await employer.owner.put<{ jobIds: string[] }>(path, { jobIds: [one.id] })
    expect(set).toMatchObject({ status: 200, body: { jobIds: [one.id] } })
    expectStatus(await edit(one.id), 200)
    const team = async (jobId: string) =>
      (await employer.owner.get<{ team: { hiringManagerIds: string[] } }>(`${employer.api}/job-postings/${jobId}`)).body
        .team.hiringManagerIds
    expect(await team(one.id)).toEqual([manager.userId])
    expectStatus(await employer.owner.put(path, { jobIds: [other.id] }), 200)
    expectStatus(await edit(one.id), 403)
    expect([await team(one.id), await team(other.id)]).toEqual([[], [manager.userId]])
    const [newest] = await audit('&action=user.jobs-changed')
    expect(newest).toMatchObject({ before: { jobIds: [one.id] }, after: { jobIds: [other.id] } })
  })

  it('[TEAM-10] of one in the bin stay as they are asked to be, on both sides', async () => {
    const manager = await aMember(employer, 'hiring_manager')
    const [kept, left] = [await aPosting(employer), await aPosting(employer)]
    const path = `${employer.api}/users/${manager.userId}/jobs`
    expectStatus(await employer.owner.put(path, { jobIds: [kept.id, left.id] }), 200)
    for (const { id } of [kept, left])
      expectStatus(await employer.owner.delete(`${employer.api}/job-postings/${id}`), 204)
    const set = await employer.owner.put(path, { jobIds: [kept.id] })
    expect(set).toMatchObject({ status: 200, body: { jobIds: [kept.id] } })
    const restored = async ({ id }: { id: string }) =>
      (await employer.owner.post(`${employer.api}/job-postings/${id}/restore`)).body
    expect(await restored(kept)).toMatchObject({ team: { hiringManagerIds: [manager.userId] } })
    expect(await restored(left)).toMatchObject({ team: { hiringManagerIds: [] } })
    const edit = (jobId: string) => manager.patch(`${employer.api}/job-postings/${jobId}`, { location: 'Porto' })
    expectStatus(await edit(kept.id), 200)
    expectStatus(await edit(left.id), 403)
  })

  it('[TEAM-4] of somebody unknown, or naming a posting that is not there, changes nothing', async () => {
    const member = await aMember(employer, 'interviewer')
    expectStatus(await employer.owner.put(`${employer.api}/users/nobody/jobs`, { jobIds: [] }), 404)
    const refused = await employer.owner.put(`${employer.api}/users/${member.userId}/jobs`, { jobIds: ['none'] })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'jobIds.0' }] } })
  })
})

describe('looking as somebody else', () => {
  const opened = async (body: object) => {
    const view = await employer.owner.post<{ id: string; role: string }>(`${employer.api}/view-as`, body)
    expectStatus(view, 201)
    return { 'x-view-as': view.body.id }
  }

  it('[TEAM-5] shows what the role sees: blind, and nothing of what it may not read', async () => {
    const posting = await aPublishedPosting(employer)
    const { candidateId, name } = await anApplication(employer, posting)
    const path = `${employer.api}/candidates/${candidateId}`
    expectStatus(await employer.owner.post(`${path}/reveal`, { reason: 'To call' }), 200)
    const asViewer = await opened({ role: 'viewer' })
    const seen = await employer.owner.get(path, asViewer)
    expectStatus(seen, 200)
    expect(JSON.stringify(seen.body)).not.toContain(name)
    expectStatus(await employer.owner.get(`${employer.api}/audit`, asViewer), 403)
    expectStatus(await employer.owner.get(path, await opened({ role: 'interviewer' })), 404)
    expect(JSON.stringify((await employer.owner.get(path)).body)).toContain(name)
  })

  it('[TEAM-5] shows the jobs of a member', async () => {
    const manager = await aMember(employer, 'hiring_manager')
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await employer.owner.put(`${employer.api}/job-postings/${own.id}/team`, team), 200)
    const [mine, theirs] = [await anApplication(employer, own), await anApplication(employer, other)]
    const asManager = await opened({ userId: manager.userId })
    const path = (id: string) => `${employer.api}/candidates/${id}`
    expectStatus(await employer.owner.get(path(mine.candidateId), asManager), 200)
    expectStatus(await employer.owner.get(path(theirs.candidateId), asManager), 404)
  })

  it('[TEAM-6] changes nothing, and leaves no trace but in the audit log', async () => {
    const posting = await aPublishedPosting(employer)
    const { applicationId, candidateId } = await anApplication(employer, posting)
    const asRecruiter = await opened({ role: 'recruiter' })
    const application = `${employer.api}/applications/${applicationId}`
    const refused = await employer.owner.patch(application, { stage: 'screen' }, asRecruiter)
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expectStatus(await employer.owner.get(`${employer.api}/candidates/${candidateId}`, asRecruiter), 200)
    expect((await employer.owner.get(application)).body).toMatchObject({ stage: 'applied' })
    const { items } = (await employer.owner.get<{ items: Pushed[] }>(`${employer.api}/feed`)).body
    const told = items.filter(({ data }) => data?.['applicationId'] === applicationId)
    expect(told.map(({ type }) => type)).toEqual(['application.received'])
    const [newest] = await audit('&action=view.opened')
    expect(newest).toMatchObject({ actor: { id: employer.owner.userId }, after: { role: 'recruiter' } })
  })

  it('[TEAM-6] is for who manages the company, and one view for one person', async () => {
    const recruiter = await aMember(employer, 'recruiter')
    expectStatus(await recruiter.post(`${employer.api}/view-as`, { role: 'viewer' }), 403)
    const asViewer = await opened({ role: 'viewer' })
    expectStatus(await recruiter.get(`${employer.api}/users`, asViewer), 404)
    expectStatus(await employer.owner.get(`${employer.api}/users`, { 'x-view-as': 'unknown' }), 404)
    expectStatus(await employer.owner.post(`${employer.api}/view-as`, {}), 400)
  })
})

/** A time after everything that has happened by now. */
async function nextMoment(): Promise<string> {
  const now = Date.now()
  return eventually(() => (Date.now() > now ? new Date().toISOString() : null))
}

describe('the audit log', () => {
  it('[AUD-1] is filtered by action, person and period', async () => {
    const admin = await aMember(employer, 'admin')
    const member = await aMember(employer, 'viewer')
    const before = await nextMoment()
    expectStatus(await admin.patch(`${employer.api}/users/${member.userId}`, { role: 'recruiter' }), 200)
    const after = await nextMoment()
    await nextMoment()
    expectStatus(await employer.owner.patch(`${employer.api}/users/${member.userId}`, { role: 'viewer' }), 200)
    const byAdmin = await audit(`&userId=${admin.userId}`)
    expect(byAdmin.map(({ action }) => action)).toEqual(['user.role-changed', 'user.joined'])
    expect(byAdmin[0]).toMatchObject({ before: { role: 'viewer' }, after: { role: 'recruiter' } })
    const within = await audit(`&from=${before}&to=${after}`)
    expect(within.map(({ action }) => action)).toEqual(['user.role-changed'])
    expect(await audit(`&from=${after}&action=user.joined`)).toEqual([])
    const wrong = await employer.owner.get(`${employer.api}/audit?from=yesterday`)
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } })
  })

  it('[AUD-2] is taken out as a file, whole, and that is in the log, too', async () => {
    for (let i = 0; i < 3; i++) await aMember(employer, 'viewer')
    const answer = await employer.owner.get<string>(`${employer.api}/audit/export?action=user.joined`)
    expectStatus(answer, 200)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-/)
    const rows = answer.body.trim().split('\r\n')
    expect(rows.length - 1).toBe((await audit('&action=user.joined')).length)
    expect((await audit())[0]).toMatchObject({ action: 'audit.exported', after: { action: 'user.joined' } })
    const viewer = await aMember(employer, 'viewer')
    expectStatus(await viewer.get(`${employer.api}/audit/export`), 403)
  })
})
