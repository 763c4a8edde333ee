import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  type ATeam,
  aConsultant,
  aFreeHour,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPublishedPosting,
  aTeam,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Interview {
  id: string
  state: string
  startsAt: string | null
  endsAt: string | null
  candidate: { code: string; name: string | null }
  interviewers: { userId: string; reply: string }[]
  version: number
}
interface Refusal {
  code: string
  detail: string
  conflicts: { party: string; id: string; reason: string }[]
  alternatives: string[]
  errors?: { path: string }[]
}

let server: TestServer
let employer: AnEmployer
let job: APosting
let team: ATeam
let path: string

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  job = await aPublishedPosting(employer)
  team = await aTeam(employer, job)
  path = `${employer.api}/schedule-interview`
})

const card = (): Promise<AnApplication> => anApplication(employer, job)
const place = { location: 'Second floor' }
const plus = (time: string, minutes: number) => new Date(Date.parse(time) + minutes * 60_000).toISOString()

describe('booking an interview', () => {
  it('[INT-1] answers the interview, an hour with the caller when nothing else is said, and selects the candidate', async () => {
    const { candidateId, applicationId } = await card()
    const interviewTime = aFreeHour()
    const booked = await team.recruiter.post<Interview>(path, { candidateId, interviewTime, ...place })
    expect(booked).toMatchObject({
      status: 200,
      body: {
        ...{ state: 'scheduled', startsAt: interviewTime, endsAt: plus(interviewTime, 60), jobId: job.id },
        interviewers: [{ userId: team.recruiter.userId, reply: 'none' }],
      },
    })
    const application = await team.recruiter.get(`${employer.api}/applications/${applicationId}`)
    expect(application.body).toMatchObject({ selected: true, stage: 'interview' })
    const again = await team.recruiter.get<Interview>(`${employer.api}/interviews/${booked.body.id}`)
    expect(again.body).toEqual(booked.body)
    expect(again.headers.get('etag')).toBe('"1"')
  })

  it('[INT-39] lasts from one minute to eight hours', async () => {
    const lasts = async (durationMinutes: number) => {
      const { candidateId } = await card()
      return team.recruiter.post<Interview>(path, { candidateId, interviewTime, durationMinutes, ...place })
    }
    const interviewTime = aFreeHour()
    expect(await lasts(481)).toMatchObject({ status: 400, body: { errors: [{ path: 'durationMinutes' }] } })
    expect(await lasts(1)).toMatchObject({ status: 200, body: { endsAt: plus(interviewTime, 1) } })
  })

  it('[INT-2] answers 404 for an unknown candidate or job and 400 naming what is not right', async () => {
    const { candidateId } = await card()
    const body = { candidateId, interviewTime: aFreeHour(), ...place }
    const { recruiter } = team
    expect(await recruiter.post(path, { ...body, candidateId: 'nobody' })).toMatchObject({ status: 404 })
    expect(await recruiter.post(path, { ...body, jobId: 'nothing' })).toMatchObject({ status: 404 })
    const paths = async (wrong: object) => {
      const answer = await recruiter.post<Refusal>(path, { ...body, ...wrong })
      expectStatus(answer, 400)
      return (answer.body.errors ?? []).map((error) => error.path)
    }
    expect(await paths({ interviewTime: 'tomorrow' })).toEqual(['interviewTime'])
    expect(await paths({ interviewTime: '2031-03-05T14:00:00' })).toEqual(['interviewTime'])
    expect(await paths({ interviewTime: '2020-03-05T14:00:00Z' })).toEqual(['interviewTime'])
    expect(await paths({ interviewTime: '2031-03-30T01:30:00', timeZone: 'Europe/Lisbon' })).toEqual(['interviewTime'])
    expect(await paths({ timeZone: 'Mars/Olympus' })).toEqual(['timeZone'])
    expect(await paths({ location: undefined, durationMinutes: 0 })).toEqual(['location', 'durationMinutes'])
    expect(await paths({ interviewerIds: [recruiter.userId, 'nobody'] })).toEqual(['interviewerIds.1'])
    expect(await paths({ interviewerIds: [team.viewer.userId] })).toEqual(['interviewerIds.0'])
    expect(await paths({ roomId: 'nowhere' })).toEqual(['roomId'])
  })

  it('[INT-3] refuses for a posting that is closed and for somebody who was rejected', async () => {
    const { recruiter } = team
    const { candidateId, applicationId } = await card()
    expectStatus(await recruiter.patch(`${employer.api}/applications/${applicationId}`, { status: 'rejected' }), 200)
    const body = { candidateId, interviewTime: aFreeHour(), ...place }
    expect(await recruiter.post(path, body)).toMatchObject({ status: 409, body: { code: 'application-closed' } })
    const closing = await aPublishedPosting(employer)
    const late = await anApplication(employer, closing)
    expectStatus(
      await employer.owner.post(`${employer.api}/job-postings/${closing.id}/transitions`, { to: 'closed' }),
      200,
    )
    const refused = await recruiter.post(path, { ...body, candidateId: late.candidateId, jobId: closing.id })
    expect(refused).toMatchObject({ status: 409, body: { code: 'posting-not-active' } })
  })

  it('[INT-4] names who is not free, with three free times: interviewer, room and candidate', async () => {
    const { recruiter, manager, interviewer } = team
    const [one, other] = [await card(), await card()]
    const room = await recruiter.post<{ id: string }>(`${employer.api}/rooms`, { name: 'Blue' })
    expectStatus(room, 201)
    const interviewTime = aFreeHour()
    const panel = { interviewerIds: [interviewer.userId], roomId: room.body.id }
    const first = { candidateId: one.candidateId, interviewTime, ...place, ...panel }
    expectStatus(await recruiter.post(path, first), 200)
    const refusedFor = async (body: object) => {
      const answer = await recruiter.post<Refusal>(path, { ...first, candidateId: other.candidateId, ...body })
      expect(answer).toMatchObject({ status: 409, body: { code: 'interview-conflict' } })
      expect(answer.body.alternatives).toHaveLength(3)
      return answer.body
    }
    const away = { interviewerIds: [manager.userId], roomId: null }
    const byPerson = await refusedFor({ roomId: null, interviewTime: plus(interviewTime, 30) })
    expect(byPerson.conflicts).toMatchObject([{ party: 'interviewer', id: interviewer.userId, reason: 'busy' }])
    const byRoom = await refusedFor({ interviewerIds: [manager.userId] })
    expect(byRoom.conflicts).toMatchObject([{ party: 'room', id: room.body.id, reason: 'busy' }])
    const byCandidate = await refusedFor({ candidateId: one.candidateId, ...away })
    expect(byCandidate.conflicts).toMatchObject([{ party: 'candidate', id: one.candidateId, reason: 'busy' }])
    // A place in words is no room.
    expectStatus(await recruiter.post(path, { ...first, candidateId: other.candidateId, ...away }), 200)
    // What is offered is free.
    const [alternative] = byPerson.alternatives
    const taken = await recruiter.post(path, {
      ...first,
      candidateId: (await card()).candidateId,
      interviewTime: alternative,
    })
    expectStatus(taken, 200)
  })

  it('[INT-5] lets one of fifty who want the same time have it, and names three free times to the others', async () => {
    const candidates = await Promise.all(Array.from({ length: 10 }, card))
    const interviewTime = aFreeHour()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        team.recruiter.post<Refusal>(path, {
          candidateId: candidates[i % 10]?.candidateId,
          interviewTime,
          ...place,
          interviewerIds: [team.manager.userId],
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 409)])
    const refused = answers.filter(({ status }) => status === 409)
    for (const { body } of refused) {
      expect(body.code).toBe('interview-conflict')
      expect(body.alternatives).toHaveLength(3)
      expect(body.conflicts.length).toBeGreaterThan(0)
    }
  })

  it('[INT-6] holds a person at every company that they work for', async () => {
    const [one, other] = await Promise.all([anEmployer(server), anEmployer(server)])
    const consultant = await aConsultant(server)
    for (const company of [one, other]) await anEngagement(company, consultant)
    const interviewTime = aFreeHour()
    const book = async (company: AnEmployer) => {
      const { candidateId } = await anApplication(company, await aPublishedPosting(company))
      const body = { candidateId, interviewTime, ...place, interviewerIds: [consultant.userId] }
      return company.owner.post<Refusal>(`${company.api}/schedule-interview`, body)
    }
    expectStatus(await book(one), 200)
    const refused = await book(other)
    expect(refused).toMatchObject({ status: 409, body: { conflicts: [{ id: consultant.userId, reason: 'busy' }] } })
    expect(JSON.stringify(refused.body)).not.toContain(one.employerId)
  })
})

describe('after it is booked', () => {
  it('[INT-7] it moves when the new time is free, and everybody has the old one back', async () => {
    const { recruiter } = team
    const [one, other] = [await card(), await card()]
    const [first, second] = [aFreeHour(), aFreeHour()]
    const id = await anInterview(employer, one.candidateId, { interviewTime: first })
    const url = `${employer.api}/interviews/${id}`
    expect(await recruiter.patch(url, { interviewTime: second }, { 'if-match': '"7"' })).toMatchObject({ status: 412 })
    const moved = await recruiter.patch<Interview>(url, { interviewTime: second }, { 'if-match': '"1"' })
    expect(moved).toMatchObject({ status: 200, body: { state: 'scheduled', startsAt: second, version: 2 } })
    await anInterview(employer, other.candidateId, { interviewTime: first })
    expect(await recruiter.patch(url, { interviewTime: first })).toMatchObject({
      status: 409,
      body: { code: 'interview-conflict' },
    })
    expect((await recruiter.get(url)).body).toMatchObject({ startsAt: second, version: 2 })
    // Half an hour later it overlaps itself alone.
    expectStatus(await recruiter.patch(url, { interviewTime: plus(second, 15) }), 200)
  })

  it('[INT-8] it is cancelled with a reason, once, and its time is free', async () => {
    const { recruiter } = team
    const { candidateId } = await card()
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, candidateId, { interviewTime })
    const cancel = `${employer.api}/interviews/${id}/cancel`
    expect(await recruiter.post(cancel, {})).toMatchObject({ status: 400 })
    expect(await recruiter.post(cancel, { reason: 'The room is flooded' })).toMatchObject({
      status: 200,
      body: { state: 'cancelled', reason: 'The room is flooded', version: 2 },
    })
    expect(await recruiter.post(cancel, { reason: 'Again' })).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await recruiter.patch(`${employer.api}/interviews/${id}`, { interviewTime })).toMatchObject({
      status: 409,
      body: { code: 'interview-closed' },
    })
    await anInterview(employer, candidateId, { interviewTime })
  })

  it('[INT-41] it is in the way of the same person’s other record, as long as the two are merged', async () => {
    const { recruiter } = team
    const [one, other] = [await card(), await card()]
    const record = `${employer.api}/candidates/${one.candidateId}`
    expectStatus(await recruiter.post(`${record}/merge`, { otherId: other.candidateId }), 200)
    const interviewTime = aFreeHour()
    await anInterview(employer, one.candidateId, { interviewTime })
    const another = { candidateId: other.candidateId, interviewTime, ...place }
    expect(await recruiter.post(path, another)).toMatchObject({
      status: 409,
      body: { code: 'interview-conflict' },
    })
    expectStatus(await recruiter.post(`${record}/part`), 200)
    expectStatus(await recruiter.post(path, another), 200)
  })

  it('[INT-9] it is told in the feed by ids, states and times alone', async () => {
    const { candidateId } = await card()
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, candidateId, { interviewTime, location: 'Under the clock' })
    await employer.owner.post(`${employer.api}/interviews/${id}/cancel`, { reason: 'Quirina is ill' })
    const feed = await employer.owner.get<{ items: { type: string; data: Record<string, unknown> }[] }>(
      `${employer.api}/feed?limit=20`,
    )
    const told = feed.body.items.filter(({ data }) => data?.['interviewId'] === id).reverse()
    expect(told.map(({ type }) => type)).toEqual(['interview.scheduled', 'interview.cancelled'])
    expect(told[0]?.data).toMatchObject({ candidateId, state: 'scheduled', startsAt: interviewTime, version: 1 })
    expect(JSON.stringify(told)).not.toMatch(/clock|Quirina|ill/)
  })

  it('[INT-10] it is listed by time, person and candidate, page after page, to those who see the job', async () => {
    const mine = await anEmployer(server)
    const posting = await aPublishedPosting(mine)
    const outsider = await aMember(mine, 'interviewer')
    const times = [aFreeHour(), aFreeHour(), aFreeHour()]
    const ids: string[] = []
    const { candidateId } = await anApplication(mine, posting)
    for (const interviewTime of times) ids.push(await anInterview(mine, candidateId, { interviewTime }))
    type Page = { items: Interview[]; nextCursor: string | null }
    const list = async (query: string, who = mine.owner) =>
      (await who.get<Page>(`${mine.api}/interviews?${query}`)).body
    const first = await list('limit=2')
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual(ids.slice(2))
    expect((await list(`from=${times[1]}&to=${times[2]}`)).items.map(({ id }) => id)).toEqual([ids[1]])
    expect((await list(`interviewerId=${mine.owner.userId}&candidateId=${candidateId}`)).items).toHaveLength(3)
    expect((await list(`interviewerId=${outsider.userId}`)).items).toEqual([])
    expect((await list('', outsider)).items).toEqual([])
    expect(await outsider.get(`${mine.api}/interviews/${ids[0]}`)).toMatchObject({ status: 404 })
  })

  it('[INT-11] an interviewer joins the hiring team, answers, and may know whom they meet from then on', async () => {
    const fresh = await aMember(employer, 'interviewer')
    const one = await card()
    const reveal = `${employer.api}/candidates/${one.candidateId}/reveal`
    expect(await fresh.post(reveal, { reason: 'To prepare' })).toMatchObject({ status: 404 })
    const id = await anInterview(employer, one.candidateId, { interviewerIds: [fresh.userId] })
    const seen = await fresh.get<Interview>(`${employer.api}/interviews/${id}`)
    expect(seen).toMatchObject({ status: 200, body: { candidate: { name: null } } })
    const replied = await fresh.post(`${employer.api}/interviews/${id}/reply`, { reply: 'accepted' })
    expect(replied.body).toMatchObject({ interviewers: [{ userId: fresh.userId, reply: 'accepted' }] })
    expect(await team.recruiter.post(`${employer.api}/interviews/${id}/reply`, { reply: 'accepted' })).toMatchObject({
      status: 403,
    })
    const another = await card()
    expect(
      await fresh.post(`${employer.api}/candidates/${another.candidateId}/reveal`, { reason: 'To prepare' }),
    ).toMatchObject({ status: 403 })
    expect(await fresh.post(reveal, { reason: 'To prepare' })).toMatchObject({
      status: 200,
      body: { identity: { name: one.name } },
    })
  })

  it('[INT-12] it is noted as done or missed once it has begun', async () => {
    const { candidateId } = await card()
    const id = await anInterview(employer, candidateId)
    for (const end of ['done', 'no-show']) {
      expect(await team.recruiter.post(`${employer.api}/interviews/${id}/${end}`)).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      })
    }
  })

  it('[INT-13] counts as interviewed in the figures', async () => {
    const mine = await anEmployer(server)
    const { candidateId } = await anApplication(mine, await aPublishedPosting(mine))
    const rate = async () =>
      (await mine.owner.get<{ candidateEngagement: { interviewRate: string } }>(`${mine.api}/analytics`)).body
        .candidateEngagement.interviewRate
    expect(await rate()).toBe('0%')
    await anInterview(mine, candidateId)
    expect(await rate()).toBe('100%')
  })
})

describe('who is told by mail', () => {
  it('[ICAL-1] interviewers and the candidate get an invitation each, then changes and the end', async () => {
    const one = await card()
    const id = await anInterview(employer, one.candidateId, {
      interviewerIds: [team.interviewer.userId],
      timeZone: 'Europe/Lisbon',
    })
    // Of this interview: the interviewer is invited to others, too.
    const invitation = (to: string) =>
      eventually(async () =>
        (await server.mail(to)).find(
          (mail) => mail.subject.startsWith('Interview with') && JSON.stringify(mail.attachments).includes(id),
        ),
      )
    const [toCandidate, toInterviewer] = [await invitation(one.email), await invitation(team.interviewer.email)]
    expect(toCandidate.text).toContain(job.title)
    expect(toCandidate.text).toContain('Europe/Lisbon')
    expect(toCandidate.text).toContain('Second floor')
    // The interviewer knows nobody's name yet.
    expect(JSON.stringify(toInterviewer)).not.toContain(one.name)
    expect(JSON.stringify(toInterviewer)).not.toContain(one.email)
    expect(JSON.stringify(toCandidate)).not.toContain(team.interviewer.email)
    const reason = `We are ill, and so is ${one.name}`
    expectStatus(await employer.owner.post(`${employer.api}/interviews/${id}/cancel`, { reason }), 200)
    const ending = (to: string) =>
      eventually(async () => (await server.mail(to)).find(({ html }) => html.includes('We are ill')))
    const [toldCandidate, toldInterviewer] = [await ending(one.email), await ending(team.interviewer.email)]
    for (const mail of [toldCandidate, toldInterviewer]) expect(JSON.stringify(mail)).toContain('METHOD:CANCEL')
    expect(JSON.stringify(toldInterviewer)).not.toContain(one.name)
  })

  it('[ICAL-5] whoever is taken off while it moves reads when they were to be there', async () => {
    const { interviewer, recruiter } = team
    const [first, second] = [aFreeHour(), aFreeHour()]
    const facts = { interviewTime: first, interviewerIds: [interviewer.userId] }
    const id = await anInterview(employer, (await card()).candidateId, facts)
    const moved = { interviewTime: second, interviewerIds: [recruiter.userId] }
    expectStatus(await recruiter.patch(`${employer.api}/interviews/${id}`, moved), 200)
    const mail = await eventually(async () =>
      (await server.mail(interviewer.email)).find(
        ({ subject, attachments }) => subject.startsWith('You are free') && JSON.stringify(attachments).includes(id),
      ),
    )
    const clock = `${first.slice(11, 16)} to ${plus(first, 60).slice(11, 16)}`
    expect(mail.text).toMatch(new RegExp(`planned for \\w+, \\d+ \\w+ \\d+, ${clock}`))
    expect(mail.attachments[0]?.content).toContain(`DTSTART:${first.replace(/[-:]|\.000/g, '')}`)
  })

  it('[INT-42] a place is read blind without the name, number and address of who is met, and kept as it was written', async () => {
    const one = await card()
    const place = (who: string, number: string, address: string) =>
      `Call ${who} (${number}, ${address}), or all dial in at +44 20 7946 0000: https://meet.example.org/a-b`
    const location = place(one.name, '00351 210 000 000', one.email)
    const id = await anInterview(employer, one.candidateId, { location, interviewerIds: [team.interviewer.userId] })
    const interview = `${employer.api}/interviews/${id}`
    const shown = await team.interviewer.get<{ location: string }>(interview)
    expect(shown.body.location).toMatch(
      /^Call ▇▇▇ \([\d ]*▇▇▇, ▇▇▇\), or all dial in at \+44 20 7946 0000: https:\/\/meet/,
    )
    const mail = await eventually(async () =>
      (await server.mail(team.interviewer.email)).find(({ attachments }) => JSON.stringify(attachments).includes(id)),
    )
    const reply = await fetch(mail.links[0] ?? '')
    const feed = await team.interviewer.post<{ url: string }>('/api/calendar/feed')
    const calendar = await (await fetch(feed.body.url)).text()
    for (const text of [JSON.stringify(mail), await reply.text(), calendar.replace(/\r\n /g, '')]) {
      expect(text).toContain('meet.example.org')
      expect(text).not.toMatch(new RegExp(`${one.name}|${one.email}|210 000 000`))
    }
    // Whoever is blind and changes something else leaves the place as it is.
    const { recruiter, owner } = { ...team, ...employer }
    const { location: read } = (await recruiter.get<{ location: string }>(interview)).body
    expectStatus(await recruiter.patch(interview, { location: read, durationMinutes: 30 }), 200)
    expect((await owner.get(interview)).body).toMatchObject({ location, durationMinutes: 30 })
    expectStatus(await recruiter.patch(interview, { location: `${read} soon` }), 409)
  })
})
