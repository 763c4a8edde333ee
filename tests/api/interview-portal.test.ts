import { beforeAll, describe, expect, it } from 'vitest'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aFreeHour,
  anApplication,
  anEmployer,
  anInterview,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { doneNow, undoTimeIsOver } from './raw-store.ts'

interface Mine {
  id: string
  state: string
  startsAt: string | null
  offeredTimes: string[]
  canConfirm: boolean
  canReschedule: boolean
  reason: string | null
}

let server: TestServer
let employer: AnEmployer
let job: APosting

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  job = await aPublishedPosting(employer)
})

const secretOf = ({ portalUrl }: AnApplication) => new URL(portalUrl).searchParams.get('token') ?? ''
const tomorrowAt = (hours: number) =>
  new Date(Math.ceil(Date.now() / 3600_000) * 3600_000 + hours * 3600_000).toISOString()

/** The mail that takes an interview out of somebody's calendar. */
const calledOff = (to: string, id: string) =>
  eventually(async () =>
    (await server.mail(to)).find(({ attachments }) =>
      attachments.some(({ content }) => content.includes('METHOD:CANCEL') && content.includes(id)),
    ),
  )

/** Somebody with the link of their application. */
async function aCandidate(of = employer, posting = job) {
  const card = await anApplication(of, posting)
  const caller = new Caller(server)
  const headers = { 'x-candidate-token': secretOf(card) }
  const mine = async () => (await caller.get<{ items: Mine[] }>('/api/portal/interviews', headers)).body.items
  const act = (id: string, what: string, body?: object) =>
    caller.post<Mine & { code: string; alternatives?: string[] }>(`/api/portal/interviews/${id}/${what}`, body, headers)
  const times = async (id: string) =>
    (await caller.get<{ times: string[] }>(`/api/portal/interviews/${id}/times`, headers)).body.times
  const page = async (path = '/portal') => {
    const answer = await fetch(`${server.url}${path}${path.includes('?') ? '&' : '?'}token=${secretOf(card)}`)
    return { status: answer.status, html: await answer.text() }
  }
  const submit = (fields: Record<string, string>) =>
    fetch(`${server.url}/portal/interview`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'null' },
      body: new URLSearchParams({ token: secretOf(card), ...fields }),
    })
  return { ...card, mine, act, times, page, submit }
}

const inFeed = async (id: string) => {
  const feed = await employer.owner.get<{
    items: { type: string; actor: { kind: string }; data?: { interviewId?: string } }[]
  }>(`${employer.api}/feed?limit=200`)
  return feed.body.items
    .filter(({ data }) => data?.interviewId === id)
    .map(({ type, actor }) => `${type} by ${actor.kind}`)
    .reverse()
}
const asSeen = async (id: string, { owner, api } = employer) => (await owner.get<Mine>(`${api}/interviews/${id}`)).body

// Side by side, since one of them waits for the time to undo; what changes much goes one after the other.
describe.concurrent('the candidate, by the link of the portal', () => {
  it.sequential('[INT-30] confirms an invitation, twice as once, and the company sees it', async () => {
    const candidate = await aCandidate()
    const id = await anInterview(employer, candidate.candidateId)
    expect(await candidate.mine()).toMatchObject([{ id, state: 'scheduled', canConfirm: true, canReschedule: true }])
    for (let i = 0; i < 2; i++)
      expect(await candidate.act(id, 'confirm')).toMatchObject({ status: 200, body: { state: 'confirmed' } })
    expect(await inFeed(id)).toEqual(['interview.scheduled by user', 'interview.confirmed by candidate'])
    expect(await asSeen(id)).toMatchObject({ state: 'confirmed' })
  })

  it.sequential('[INT-30] declines with or without a reason, which gives everybody their time back', async () => {
    const [candidate, other] = [await aCandidate(), await aCandidate()]
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, candidate.candidateId, { interviewTime })
    expect(await candidate.act(id, 'decline', { reason: 'I am away' })).toMatchObject({
      status: 200,
      body: { state: 'declined' },
    })
    expect(await candidate.act(id, 'confirm')).toMatchObject({ status: 409, body: { code: 'interview-closed' } })
    expect(await asSeen(id)).toMatchObject({ state: 'declined', reason: 'I am away' })
    const { subject, text } = await calledOff(candidate.email, id)
    expect(subject).toMatch(/^You declined your interview/)
    expect(text).toContain('Your application stays as it is.')
    await anInterview(employer, other.candidateId, { interviewTime })
    // Another place of it is told nobody: what the candidate said stays, and so does the number of the invitation.
    expectStatus(await employer.owner.patch(`${employer.api}/interviews/${id}`, { location: 'Third floor' }), 200)
    expect(await asSeen(id)).toMatchObject({ state: 'declined', reason: 'I am away' })
    // The company can give it another time; the candidate is asked anew.
    const again = await employer.owner.patch<Mine>(`${employer.api}/interviews/${id}`, { interviewTime: aFreeHour() })
    expect(again).toMatchObject({ status: 200, body: { state: 'scheduled' } })
    await eventually(async () =>
      (await server.mail(candidate.email)).some(
        ({ subject, attachments: [invitation] }) =>
          subject.startsWith('Interview with') && invitation?.content.includes('SEQUENCE:2\r\n'),
      ),
    )
  })

  it.sequential('[INT-31] chooses one of the offered times that are still free', async () => {
    const [candidate, other] = [await aCandidate(), await aCandidate()]
    const times = [aFreeHour(), aFreeHour()]
    const body = { candidateId: candidate.candidateId, times, location: 'By telephone' }
    const offered = await employer.owner.post<Mine>(`${employer.api}/interviews/offers`, body)
    expect(offered).toMatchObject({ status: 201, body: { state: 'proposed', startsAt: null, offeredTimes: times } })
    const { id } = offered.body
    await eventually(async () =>
      (await server.mail(candidate.email)).some(({ subject }) => subject.startsWith('Choose a time')),
    )
    await anInterview(employer, other.candidateId, { interviewTime: times[0] })
    expect(await candidate.mine()).toMatchObject([{ state: 'proposed', offeredTimes: [times[1]] }])
    const { html } = await candidate.page(`/portal/interview?interview=${id}&action=decline`)
    expect(html).toContain('None of the times suits you?')
    const taken = await candidate.act(id, 'choose', { startsAt: times[0] })
    expect(taken).toMatchObject({ status: 409, body: { code: 'interview-conflict', conflicts: [] } })
    expect(await candidate.act(id, 'choose', { startsAt: aFreeHour() })).toMatchObject({ status: 409 })
    const chosen = await candidate.act(id, 'choose', { startsAt: times[1] })
    expect(chosen).toMatchObject({ status: 200, body: { state: 'confirmed', startsAt: times[1] } })
    expect(await inFeed(id)).toEqual(['interview.offered by user', 'interview.scheduled by candidate'])
  })

  it.sequential('[INT-32] moves it, with a reason, to a time that suits everybody, and not after the cut-off', async () => {
    const candidate = await aCandidate()
    const id = await anInterview(employer, candidate.candidateId, { interviewTime: tomorrowAt(72) })
    const [first] = await candidate.times(id)
    expect(first).toBeDefined()
    expect(await candidate.act(id, 'reschedule', { startsAt: first })).toMatchObject({ status: 400 })
    expect(await candidate.act(id, 'reschedule', { startsAt: tomorrowAt(1), reason: 'Sooner' })).toMatchObject({
      status: 409,
      body: { code: 'too-late' },
    })
    const moved = await candidate.act(id, 'reschedule', { startsAt: first, reason: 'My child is ill' })
    expect(moved).toMatchObject({ status: 200, body: { state: 'confirmed', startsAt: first } })
    expect(await inFeed(id)).toEqual(['interview.scheduled by user', 'interview.rescheduled by candidate'])
    expect(await asSeen(id)).toMatchObject({ startsAt: first, reason: 'My child is ill' })
    const soon = await aCandidate()
    const late = await anInterview(employer, soon.candidateId, { interviewTime: tomorrowAt(20) })
    expect(await soon.mine()).toMatchObject([{ canReschedule: false }])
    expect(await soon.act(late, 'reschedule', { startsAt: tomorrowAt(90), reason: 'Ill' })).toMatchObject({
      status: 409,
      body: { code: 'too-late' },
    })
  })

  it.sequential('[INT-33] sees and does nothing about an interview of another application', async () => {
    const [candidate, other] = [await aCandidate(), await aCandidate()]
    const id = await anInterview(employer, other.candidateId)
    expect(await candidate.mine()).toEqual([])
    for (const [what, body] of [['confirm'], ['decline', {}], ['choose', { startsAt: aFreeHour() }]] as const) {
      expect(await candidate.act(id, what, body)).toMatchObject({ status: 404 })
    }
  })

  it.sequential('[INT-34] who withdraws comes to no interview, and everybody has their time back', async () => {
    const candidate = await aCandidate()
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, candidate.candidateId, { interviewTime })
    const headers = { 'x-candidate-token': secretOf(candidate) }
    expectStatus(await new Caller(server).post('/api/portal/withdraw', undefined, headers), 200)
    expect(await asSeen(id)).toMatchObject({ state: 'cancelled' })
    expect((await calledOff(candidate.email, id)).text).not.toContain('stays as it is')
    await anInterview(employer, (await aCandidate()).candidateId, { interviewTime })
  })
})

describe.concurrent('an interview of somebody who is not in play any more', () => {
  const change = (id: string, body: object = { interviewTime: aFreeHour() }) =>
    employer.owner.patch<Mine & { code: string }>(`${employer.api}/interviews/${id}`, body)
  const closed = { status: 409, body: { code: 'application-closed' } }

  it('[INT-40] that was declined is not put on again once they withdrew, nor after they were deleted', async () => {
    for (const [leave, body] of [['withdraw'], ['erase', { confirm: true }]] as const) {
      const candidate = await aCandidate()
      const id = await anInterview(employer, candidate.candidateId)
      expectStatus(await candidate.act(id, 'decline', {}), 200)
      const headers = { 'x-candidate-token': secretOf(candidate) }
      const left = await new Caller(server).post(`/api/portal/${leave}`, body, headers)
      expect(left.status).toBeLessThan(300)
      expect(await change(id)).toMatchObject(closed)
      expect(await asSeen(id)).toMatchObject({ state: 'declined' })
    }
  })

  it('[INT-40] is not moved while they are rejected; active again, it is', async () => {
    const candidate = await aCandidate()
    const id = await anInterview(employer, candidate.candidateId)
    const become = (status: string) =>
      employer.owner.patch(`${employer.api}/applications/${candidate.applicationId}`, { status })
    expectStatus(await become('rejected'), 200)
    expect(await change(id)).toMatchObject(closed)
    expect(await change(id, { location: 'Third floor' })).toMatchObject(closed)
    expectStatus(await become('active'), 200)
    expectStatus(await change(id), 200)
  })

  it('[INT-40] is cancelled and not moved while the posting is in the bin', async () => {
    const binned = await aPublishedPosting(employer)
    const candidate = await aCandidate(employer, binned)
    const id = await anInterview(employer, candidate.candidateId)
    expectStatus(await employer.owner.delete(`${employer.api}/job-postings/${binned.id}`), 204)
    expect(await change(id)).toMatchObject({ status: 404, body: { detail: expect.stringContaining('bin') } })
    expect(await candidate.mine()).toMatchObject([{ canConfirm: true, canReschedule: false, canDecline: true }])
    const moved = await candidate.act(id, 'reschedule', { startsAt: aFreeHour(), reason: 'I travel' })
    expect(moved).toMatchObject({ status: 409, body: { code: 'interview-closed' } })
    expectStatus(await candidate.act(id, 'confirm'), 200)
    expectStatus(await employer.owner.post(`${employer.api}/interviews/${id}/cancel`, { reason: 'Not needed' }), 200)
  })
})

describe.concurrent('who is deleted', () => {
  it('[INT-38] leaves interviews without a word about them; what was planned is cancelled', async () => {
    const candidate = await aCandidate()
    const id = await anInterview(employer, candidate.candidateId)
    expectStatus(await candidate.act(id, 'decline', { reason: `I am ${candidate.name}` }), 200)
    const planned = await anInterview(employer, candidate.candidateId, { location: `At ${candidate.name}'s home` })
    const headers = { 'x-candidate-token': secretOf(candidate) }
    const erased = await new Caller(server).post('/api/portal/erase', { confirm: true }, headers)
    expectStatus(erased, 204)
    expect(await asSeen(id)).toMatchObject({ state: 'declined', reason: null })
    expect(await asSeen(planned)).toMatchObject({ state: 'cancelled', reason: null, location: '' })
  })
})

describe.concurrent('who is rejected', () => {
  it('[INT-34] is waited for by nobody, once that cannot be undone any more', async () => {
    const [rejected, undone] = [await aCandidate(), await aCandidate()]
    const ids = [await anInterview(employer, rejected.candidateId), await anInterview(employer, undone.candidateId)]
    const move = (card: AnApplication, status: string) =>
      employer.owner.patch(`${employer.api}/applications/${card.applicationId}`, { status })
    for (const card of [undone, rejected]) expectStatus(await move(card, 'rejected'), 200)
    expectStatus(await move(undone, 'active'), 200)
    const [first = '', second = ''] = ids
    expect(await asSeen(first)).toMatchObject({ state: 'scheduled' })
    await undoTimeIsOver(
      await sharedStore(),
      [rejected, undone].map(({ applicationId }) => applicationId),
    )
    expect(await asSeen(first)).toMatchObject({ state: 'cancelled' })
    expect(await inFeed(first)).toEqual(['interview.scheduled by user', 'interview.cancelled by system'])
    expect((await calledOff(rejected.email, first)).text).not.toContain('stays as it is')
    expect(await asSeen(second)).toMatchObject({ state: 'scheduled' })
  })

  it('[INT-34] anew after that was undone, is waited for until this cannot be undone any more either', async () => {
    const candidate = await aCandidate()
    const id = await anInterview(employer, candidate.candidateId)
    const path = `${employer.api}/applications/${candidate.applicationId}`
    for (const status of ['rejected', 'active', 'rejected']) {
      expectStatus(await employer.owner.patch(path, { status }), 200)
    }
    const store = await sharedStore()
    const waiting = { job: 'close-interviews', 'payload.applicationId': candidate.applicationId }
    const [first] = await outboxRows(store).find(waiting).sort({ createdAt: 1 }).toArray()
    await doneNow(store, { _id: first?._id ?? '' })
    expect(await asSeen(id)).toMatchObject({ state: 'scheduled' })
    await undoTimeIsOver(store, [candidate.applicationId])
    expect(await asSeen(id)).toMatchObject({ state: 'cancelled' })
  })
})

describe.concurrent('the candidate, on pages without any script', () => {
  it('[INT-35] sees the interview, confirms, moves and declines by plain forms', async () => {
    // At a time at which the others' interviews are, too.
    const mine = await anEmployer(server)
    const candidate = await aCandidate(mine, await aPublishedPosting(mine))
    const id = await anInterview(mine, candidate.candidateId, {
      interviewTime: tomorrowAt(72),
      timeZone: 'Europe/Lisbon',
      location: 'Room 12 <b>',
    })
    const { html } = await candidate.page()
    expect(html).toContain('You are invited to an interview')
    expect(html).toContain('Europe/Lisbon')
    expect(html).toContain('Room 12 &lt;b&gt;')
    expect((await candidate.submit({ interview: id, action: 'confirm' })).status).toBe(303)
    expect((await candidate.page()).html).toContain('You said that you come.')
    const move = await candidate.page(`/portal/interview?interview=${id}&action=move`)
    const time = /name="startsAt" value="([^"]+)"/.exec(move.html)?.[1] ?? ''
    expect((await candidate.submit({ interview: id, action: 'move' })).status).toBe(400)
    expect((await candidate.submit({ interview: id, action: 'move', startsAt: time, reason: 'A train' })).status).toBe(
      303,
    )
    expect(await asSeen(id, mine)).toMatchObject({ startsAt: time, reason: 'A train' })
    expect((await candidate.page(`/portal/interview?interview=${id}&action=decline`)).html).toContain(
      'Decline the interview?',
    )
    expect((await candidate.submit({ interview: id, action: 'decline' })).status).toBe(303)
    expect(await asSeen(id, mine)).toMatchObject({ state: 'declined' })
    expect((await candidate.submit({ interview: id, action: 'confirm' })).status).toBe(409)
    expect((await candidate.submit({ token: 'unknown', interview: id, action: 'confirm' })).status).toBe(404)
  })

  it('[INT-36] an interviewer answers by the link of the mail; looking changes nothing', async () => {
    const mine = await anEmployer(server)
    const posting = await aPublishedPosting(mine)
    const card = await anApplication(mine, posting)
    const id = await anInterview(mine, card.candidateId)
    const mail = await eventually(async () =>
      (await server.mail(mine.owner.email)).find(({ subject }) => subject.startsWith('Interview with')),
    )
    const link = mail.links.find((one) => one.includes('/interview-reply')) ?? ''
    const page = await (await fetch(link)).text()
    expect(page).toContain(posting.title)
    expect(page).not.toContain(card.name)
    const read = async () =>
      (await mine.owner.get<{ interviewers: { reply: string }[] }>(`${mine.api}/interviews/${id}`)).body.interviewers
    expect(await read()).toMatchObject([{ reply: 'none' }])
    const answer = (token: string) =>
      fetch(`${server.url}/interview-reply`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'null' },
        body: new URLSearchParams({ token, reply: 'accepted' }),
      })
    const token = new URL(link).searchParams.get('token') ?? ''
    expect((await answer(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
    expect((await answer(token)).status).toBe(303)
    expect(await read()).toMatchObject([{ reply: 'accepted' }])
    expectStatus(await mine.owner.post(`${mine.api}/interviews/${id}/cancel`, { reason: 'Filled' }), 200)
    expect((await fetch(link)).status).toBe(404)
  })
})
