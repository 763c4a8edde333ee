import { beforeAll, describe, expect, it } from 'vitest'
import type { Analytics, Journey } from '#protocol/analytics'
import type { Application } from '#protocol/applications'
import type { Report } from '#protocol/reports'
import {
  type AnEmployer,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  aTeam,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { upload, working } from './import-files.ts'
import type { Items } from './people.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

const sent = async ({ owner, api }: AnEmployer, table: string, jobId?: string) => {
  const answer = await upload(owner, api, table, `kind=candidates&name=people.csv${jobId ? `&jobId=${jobId}` : ''}`)
  expectStatus(answer, 201)
  return { ...working(owner, api, answer.body.id), first: answer.body }
}

const applicationsOf = async ({ owner, api }: AnEmployer) =>
  (await owner.get<Items<Application>>(`${api}/applications?limit=200`)).body.items

const expectNobodyCounted = async ({ owner, api }: AnEmployer, jobId: string) => {
  const { body } = await owner.get<Analytics>(`${api}/analytics`)
  expect(body.jobPostings.applications).toBe(0)
  expect([...body.outcomes.counts, ...body.weeks.weeks, ...body.sources.channels].filter(isCounted)).toEqual([])
  expect((await owner.get(`${api}/reports?type=applications`)).status).toBe(404)
  const posting = await owner.get<{ counts: object }>(`${api}/job-postings/${jobId}`)
  expect(posting.body.counts).toMatchObject({ applications: 0, active: 0 })
  const { items } = (await owner.get<Items<Journey>>(`${api}/job-postings/${jobId}/journeys`)).body
  expect(items.map(({ moves }) => moves.at(-1)?.takenBack)).toEqual([true, true])
}
const isCounted = (row: { n?: number; applications?: number }) => (row.n ?? row.applications) !== 0

const newsOf = async (caller: Caller) =>
  (await caller.get<{ items: { title: string; path: string }[] }>('/api/notifications')).body.items

describe('importing candidates', () => {
  it('[IMP-14] makes them apply to a published posting, where the file says they stand, and mails nobody', async () => {
    const employer = await anEmployer(server)
    const [cook, draft] = [await aPublishedPosting(employer, { title: 'Cook' }), await aPosting(employer)]
    const known = await anApplication(employer, cook)
    const [one, two] = [anAddress('one'), anAddress('two')]
    const table = [
      'Full name,E-mail,Position,Stage,Applied on,Source',
      `Amina Osei,${one},Cook,Interview,2026-03-04,Fair`,
      `Ben Larsen,${two},${cook.id},,,`,
      `Amina Osei,${one.toUpperCase()},Cook,,,`,
      `${known.name},${known.email},Cook,,,`,
      `Chi Park,not an address,Cook,,,`,
      `Dana Weiss,${anAddress()},${draft.title},,,`,
      `Eva Rossi,${anAddress()},Cook,Nirvana,03/04/2026,`,
      `Finn Moor,${anAddress()},Cook,,1026-03-04,`,
    ].join('\n')
    const { first, rows, commit } = await sent(employer, table)
    expect(first.counts).toMatchObject({ rows: 8, good: 2, bad: 6 })
    const bad = (await rows('?only=bad')).items
    expect(bad.map(({ duplicate, problems }) => [duplicate, problems.map(({ field }) => field)])).toEqual([
      [true, []],
      [true, []],
      [false, ['email']],
      [false, ['posting']],
      [false, ['stage', 'appliedOn']],
      [false, ['appliedOn']],
    ])
    expect((await commit()).counts).toMatchObject({ imported: 2, refused: 0 })
    const made = (await applicationsOf(employer)).filter(({ id }) => id !== known.applicationId)
    expect(made.map(({ stage, status, source }) => ({ stage, status, source }))).toEqual(
      expect.arrayContaining([
        { stage: 'interview', status: 'active', source: 'Fair' },
        { stage: 'applied', status: 'active', source: null },
      ]),
    )
    expect(made.find(({ stage }) => stage === 'interview')?.appliedAt).toBe('2026-03-04T00:00:00.000Z')
    // Figures and reports count them by that day, too, and from it on.
    const { body } = await employer.owner.get<Analytics>(`${employer.api}/analytics?to=2026-03-04`)
    expect(body.jobPostings.applications).toBe(1)
    expect(body.weeks.weeks).toEqual([{ week: '2026-03-02', applications: 1, interviewed: 1, hired: 0 }])
    expect(body.sources.channels).toMatchObject([{ applications: 1 }])
    const report = await employer.owner.get<Report>(`${employer.api}/reports?to=2026-03-04`)
    expect(report.body.rows.map((row) => row.slice(0, 3))).toEqual([['Cook', 'published', 1]])
    expect(made.every(({ candidate }) => candidate.name === null)).toBe(true)
    for (const address of [one, two]) expect(await server.mail(address)).toEqual([])
    const posting = await employer.owner.get<{ counts: object }>(`${employer.api}/job-postings/${cook.id}`)
    expect(posting.body.counts).toMatchObject({ applications: 3, active: 3, byStage: { applied: 2, interview: 1 } })
  })

  it('[IMP-14] takes the posting that is chosen for rows that name none, and asks for one', async () => {
    const employer = await anEmployer(server)
    const { id } = await aPublishedPosting(employer)
    const table = `Name,Email\nAmina Osei,${anAddress()}\n`
    const { first, configure, commit } = await sent(employer, table)
    expect(first.blocked).toContain('posting')
    expect((await configure({ jobId: 'nowhere' })).status).toBe(400)
    expect((await configure({ jobId: id })).body).toMatchObject({ blocked: null, jobId: id, counts: { good: 1 } })
    expect((await commit()).counts.imported).toBe(1)
    expect((await sent(employer, table.replace('Amina', 'Ben').replace('amina', 'ben'), id)).first.jobId).toBe(id)
  })

  it('[IMP-9] [IMP-18] is undone by withdrawing who is as they came; who was moved stays; each is told once', async () => {
    const employer = await anEmployer(server)
    const { id } = await aPublishedPosting(employer, { title: 'Cook' })
    const { recruiter, manager } = await aTeam(employer, { id })
    const elsewhere = await aMember(employer, 'hiring_manager')
    const addresses = [anAddress('a'), anAddress('b'), anAddress('c')]
    const table = `Name,Email\n${addresses.map((address, i) => `Person ${i},${address}`).join('\n')}\n`
    const { commit, undo } = await sent(employer, table, id)
    await commit()
    const [moved] = await applicationsOf(employer)
    expectStatus(await employer.owner.patch(`${employer.api}/applications/${moved?.id}`, { stage: 'screen' }), 200)
    expect((await undo()).counts).toMatchObject({ imported: 3, undone: 2, kept: 1 })
    const statuses = (await applicationsOf(employer)).map(({ status }) => status).sort()
    expect(statuses).toEqual(['active', 'withdrawn', 'withdrawn'])
    const news = ['An import of candidates for Cook was undone', '3 candidates were imported for Cook']
    for (const told of [recruiter, manager]) {
      const found = await eventually(async () => {
        const items = await newsOf(told)
        return items.length > 1 && items
      })
      expect(found).toMatchObject(news.map((title) => ({ title, path: `/pipeline/${id}` })))
    }
    expect(await newsOf(elsewhere)).toEqual([])
    for (const address of addresses) expect(await server.mail(address)).toEqual([])
  })

  it('[IMP-16] [IMP-17] takes who was taken back once more, as the corrected file says, and can be undone again', async () => {
    const employer = await anEmployer(server)
    const { id } = await aPublishedPosting(employer)
    const addresses = [anAddress('a'), anAddress('b')]
    const tableOf = (stage: string, day: string, source: string) =>
      ['Name,Email,Stage,Applied on,Source', ...addresses.map((one) => `Ann,${one},${stage},${day},${source}`)].join(
        '\n',
      )
    const wrong = await sent(employer, tableOf('Interview', '2026-03-04', 'Fair'), id)
    await wrong.commit()
    await wrong.undo()
    await expectNobodyCounted(employer, id)
    const right = await sent(employer, tableOf('Screen', '2026-04-07', 'Referral'), id)
    expect(right.first.counts).toMatchObject({ good: 2, bad: 0 })
    expect((await right.commit()).counts).toMatchObject({ imported: 2, refused: 0 })
    const made = await applicationsOf(employer)
    const stands = { stage: 'screen', status: 'active', source: 'Referral', appliedAt: '2026-04-07T00:00:00.000Z' }
    expect(made).toMatchObject([stands, stands])
    const { body } = await employer.owner.get<Analytics>(`${employer.api}/analytics`)
    expect(body.weeks.weeks).toEqual([{ week: '2026-04-06', applications: 2, interviewed: 0, hired: 0 }])
    expect(body.sources.channels).toMatchObject([{ channel: 'referral', applications: 2 }])
    expect(body.candidateEngagement.interviewRate).toBe('0%')
    const posting = await employer.owner.get<{ counts: object }>(`${employer.api}/job-postings/${id}`)
    expect(posting.body.counts).toMatchObject({ applications: 2, active: 2, byStage: { screen: 2 } })
    expect((await sent(employer, tableOf('', '', ''), id)).first.counts).toMatchObject({ good: 0, bad: 2 })
    expect((await right.undo()).counts).toMatchObject({ imported: 2, undone: 2, kept: 0 })
    await expectNobodyCounted(employer, id)
    // Somebody of the team takes one of them up all the same.
    const [one] = await applicationsOf(employer)
    expectStatus(await employer.owner.patch(`${employer.api}/applications/${one?.id}`, { status: 'active' }), 200)
    const again = await employer.owner.get<Analytics>(`${employer.api}/analytics`)
    expect(again.body.jobPostings.applications).toBe(1)
    for (const address of addresses) expect(await server.mail(address)).toEqual([])
  })

  it('[IMP-10] is for those who may join records: a hiring manager imports postings alone', async () => {
    const employer = await anEmployer(server)
    const manager = await aMember(employer, 'hiring_manager')
    const answer = await upload(manager, employer.api, 'Name,Email\nA,a@example.com\n', 'kind=candidates')
    expect(answer.status).toBe(403)
  })
})
