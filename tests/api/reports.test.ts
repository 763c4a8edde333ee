import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Analytics } from '#protocol/analytics'
import type { Report, ReportRun } from '#protocol/reports'
import { ReportType } from '#protocol/reports'
import {
  type AnApplication,
  type AnEmployer,
  aConsultant,
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

interface Refusal {
  readonly type: string
  readonly errors?: readonly { readonly path: string }[]
}

let server: TestServer
let employer: AnEmployer
let job: { readonly id: string; readonly title: string }
let cards: AnApplication[]

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  job = await aPublishedPosting(employer)
  cards = []
  for (let i = 0; i < 5; i++) cards.push(await anApplication(employer, job))
  const move = (i: number, body: object) =>
    employer.owner.patch(`${employer.api}/applications/${cards[i]?.applicationId}`, body)
  expectStatus(await move(0, { stage: 'interview' }), 200)
  expectStatus(await move(0, { stage: 'hired' }), 200)
  expectStatus(await move(1, { stage: 'interview' }), 200)
  expectStatus(await move(2, { status: 'rejected' }), 200)
})

const report = (query: string, caller = employer.owner) => caller.get<Report>(`${employer.api}/reports${query}`)
const cellsOf = ({ columns, rows }: Report) =>
  rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i]])))

describe('a report', () => {
  it('[REP-1] is the summary unless another type is asked for', async () => {
    const { status, body } = await report('')
    expect(status).toBe(200)
    expect(body).toMatchObject({ type: 'summary', stale: false, total: 1 })
    expect(cellsOf(body)[0]).toMatchObject({ posting: job.title, applications: 5, interviewed: 2, active: 3, hired: 1 })
    const figures = Object.fromEntries(body.figures.map(({ key, value }) => [key, value]))
    expect(figures).toMatchObject({ applications: 5, interviewRate: 40, hired: 1 })
    for (const { definition } of body.figures) expect(definition).toMatch(/\.$/)
    const waiting = `${employer.api}/applications/${cards[3]?.applicationId}`
    expectStatus(await employer.owner.patch(waiting, { status: 'on_hold' }), 200)
    const [row] = cellsOf((await report('')).body)
    expect(row).toMatchObject({ active: 2, onHold: 1, hired: 1, rejected: 1, withdrawn: 0 })
    expectStatus(await employer.owner.patch(waiting, { status: 'active' }), 200)
  })

  it('[REP-1] of the pipeline says how far people came, and of sources where from', async () => {
    const steps = cellsOf((await report('?type=pipeline')).body)
    expect(steps.map(({ reached }) => reached)).toEqual([5, 2, 2, 2, 1, 1])
    expect(steps.map(({ here }) => here)).toEqual([2, 0, 0, 1, 0, 0])
    const [source] = cellsOf((await report('?type=sources')).body)
    expect(source).toMatchObject({ source: 'Not said', applications: 5, share: 100, hired: 1 })
  })

  it('[REP-18] says what the dashboard says: no more of what was taken back, booked, or hired and no more', async () => {
    const company = await anEmployer(server)
    const { owner, api } = company
    const posting = await aPublishedPosting(company)
    const people: AnApplication[] = []
    // One after the other: the list has the newest first.
    for (let i = 0; i < 6; i++) people.push(await anApplication(company, posting))
    const move = async (i: number, ...bodies: object[]) => {
      for (const body of bodies) {
        expectStatus(await owner.patch(`${api}/applications/${people[i]?.applicationId}`, body), 200)
      }
    }
    await move(0, { stage: 'interview' }, { stage: 'applied' })
    await move(1, { stage: 'hired' }, { stage: 'offer' })
    await move(2, { stage: 'screen' }, { status: 'on_hold' })
    await move(3, { status: 'rejected' })
    await move(4, { stage: 'offer' })
    await anInterview(company, people[4]?.candidateId ?? '')
    await move(5, { stage: 'interview' }, { stage: 'hired' })
    const { body: told } = await owner.get<Analytics>(`${api}/analytics`)
    expect(told).toMatchObject({ candidateEngagement: { interviewRate: '17%' } })
    const of = async (type: string, caller = owner) =>
      cellsOf((await caller.get<Report>(`${api}/reports?type=${type}`)).body)
    const outcomes = Object.fromEntries(told.outcomes.counts.map(({ status, n }) => [status, n]))
    const [whole] = await of('summary')
    expect(whole).toMatchObject({ active: outcomes['active'], onHold: 1, hired: 1, rejected: 1, interviewed: 1 })
    expect(await of('postings')).toMatchObject([{ applications: 6, inPlay: outcomes['active'], interviewed: 1 }])
    expect(await of('sources')).toMatchObject([{ interviewed: 17, hired: 1 }])
    const listed = await of('applications')
    expect(listed.map(({ interviewed }) => interviewed)).toEqual(['yes', 'no', 'no', 'no', 'no', 'no'])
    const steps = await of('pipeline')
    expect(steps.map(({ reached }) => reached)).toEqual(told.funnel.stages.map(({ reached }) => reached))
    expect(steps.map(({ here }) => here)).toEqual(told.pipeline.map(({ active }) => active))
    const stays = told.timeInStage.stages.map(({ n }) => n ?? 0)
    expect(steps.map(({ medianDays }) => medianDays)).toEqual(stays.map((n) => (n > 0 ? 0 : null)))
    // Of so few an outsider would be told of one of them.
    const consultant = await aConsultant(server)
    await anEngagement(company, consultant)
    expect((await of('pipeline', consultant)).map(({ medianDays }) => medianDays)).toEqual(
      stays.map((n) => (n < 5 ? null : 0)),
    )
    const { figures } = (await consultant.get<Report>(`${api}/reports`)).body
    expect(figures.find(({ key }) => key === 'daysToHire')).toMatchObject({ value: null })
  })

  it('[REP-2] with nothing for the criteria is 404 no-report-data, an unknown posting among them', async () => {
    const queries = ['?from=2001-01-01&to=2001-12-31', '?jobId=no-such-posting', '?type=reviews', '?type=consultants']
    for (const query of queries) {
      const answer = await employer.owner.get<Refusal>(`${employer.api}/reports${query}`)
      expect([query, answer.status]).toEqual([query, 404])
      expect(answer.body.type).toMatch(/no-report-data$/)
    }
    const empty = await anEmployer(server)
    for (const type of ReportType.options) {
      const answer = await empty.owner.get<Refusal>(`${empty.api}/reports?type=${type}`)
      expect([type, answer.status]).toEqual([type, 404])
      expect(answer.body.type).toMatch(/no-report-data$/)
    }
  })

  it('[REP-3] names each parameter that is not right', async () => {
    const bad = '?type=gossip&from=yesterday&to=2026-13-01&jobId=&format=docx&bom=perhaps&surprise=1'
    const { status, body } = await employer.owner.get<Refusal>(`${employer.api}/reports${bad}`)
    expect(status).toBe(400)
    const named = new Set(body.errors?.map(({ path }) => path))
    expect(named).toEqual(new Set(['type', 'from', 'to', 'format', 'bom', 'surprise']))
    const order = await employer.owner.get<Refusal>(`${employer.api}/reports?from=2026-02-01&to=2026-01-01`)
    expect(order.body.errors).toEqual([expect.objectContaining({ path: 'from' })])
  })

  it('[REP-2] counts a day to its end: the day of the application is a whole period', async () => {
    const today = new Date().toISOString().slice(0, 10)
    expect((await report(`?type=applications&from=${today}&to=${today}`)).body.total).toBe(5)
    const now = new Date().toISOString()
    expect((await report(`?type=applications&to=${now}`)).body.total).toBe(5)
  })

  it('[REP-4] names nobody, whoever reads it and whoever was revealed', async () => {
    const [first] = cards
    const revealed = await employer.owner.post(`${employer.api}/candidates/${first?.candidateId}/reveal`, {
      reason: 'To arrange a call',
    })
    expectStatus(revealed, 200)
    const { body } = await report('?type=applications')
    const csv = await employer.owner.get<string>(`${employer.api}/reports?type=applications&format=csv`)
    for (const text of [JSON.stringify(body), csv.body]) {
      for (const { name, email } of cards) expect(text.includes(name) || text.includes(email)).toBe(false)
    }
  })

  it('[REP-7] of a hiring manager is of their own jobs; a consultant reads of their own engagement', async () => {
    const other = await aPublishedPosting(employer)
    await anApplication(employer, other)
    const { manager, viewer, interviewer } = await aTeam(employer, job)
    expect(cellsOf((await report('', manager)).body).map(({ posting }) => posting)).toEqual([job.title])
    expect((await report(`?jobId=${other.id}`, manager)).status).toBe(404)
    for (const caller of [viewer, interviewer]) expect((await report('', caller)).status).toBe(403)
    const [mine, theirs] = [await aConsultant(server), await aConsultant(server)]
    await anEngagement(employer, mine)
    expect((await report('?type=consultants', mine)).body.total).toBe(1)
    await anEngagement(employer, theirs)
    expect((await report('?type=consultants', mine)).body.total).toBe(1)
    expect((await report('?type=consultants')).body.total).toBe(2)
  })

  it('[REP-5] as CSV is read by another parser as the JSON says, with a byte order mark unless it is not wanted', async () => {
    const { body } = await report('?type=applications')
    for (const bom of ['true', 'false']) {
      const url = `${server.url}${employer.api}/reports?type=applications&format=csv&bom=${bom}`
      const answer = await fetch(url, { headers: { cookie: employer.owner.cookie } })
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(answer.headers.get('content-disposition')).toContain('attachment; filename="clearview-applications-')
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect([...bytes.slice(0, 3)].join() === '239,187,191').toBe(bom === 'true')
      const [head, ...rows] = parse(Buffer.from(bytes), { bom: true }) as string[][]
      expect(head).toEqual(body.columns.map(({ label }) => label))
      expect(rows).toEqual(body.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))))
    }
  })

  it('[REP-6] as CSV holds no formula, though titles and sources do', async () => {
    const own = await anEmployer(server)
    const posting = await aPublishedPosting(own, { title: '=HYPERLINK("http://example.com")', location: '+cmd' })
    await anApplication(own, posting)
    for (const type of ['summary', 'postings', 'applications']) {
      const { body } = await own.owner.get<string>(`${own.api}/reports?type=${type}&format=csv`)
      const cells = (parse(body, { bom: true }) as string[][]).flat()
      expect(cells.some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true)
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    }
  })

  it('[REP-8] as PDF has pages with their numbers, the figures, and every row', async () => {
    const { extractText, getDocumentProxy } = await import('unpdf')
    const url = `${server.url}${employer.api}/reports?format=pdf`
    const answer = await fetch(url, { headers: { cookie: employer.owner.cookie } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))
    const { text } = await extractText(pdf, { mergePages: true })
    for (const words of [
      'Summary',
      job.title,
      'Applications by week',
      `Page 1 of ${pdf.numPages}`,
      'What the figures mean',
    ])
      expect(text).toContain(words)
  })

  it('[REP-10] is made beside the request for who would rather not wait, and kept for a day for them alone', async () => {
    const { owner, api } = employer
    const asked = await owner.get<ReportRun>(`${api}/reports?type=postings&format=csv`, { prefer: 'respond-async' })
    expect(asked.status).toBe(202)
    const path = asked.headers.get('location') ?? ''
    expect(path).toBe(`${api}/report-runs/${asked.body.id}`)
    const run = await eventually(async () => {
      const { body } = await owner.get<ReportRun>(path)
      return body.state === 'ready' ? body : null
    })
    expect(run.progress).toBe(1)
    expect(Date.parse(run.keptUntil) - Date.now()).toBeGreaterThan(23 * 3600_000)
    const file = await owner.get<string>(run.download ?? '')
    const now = await owner.get<string>(`${api}/reports?type=postings&format=csv`)
    expect(parse(file.body, { bom: true })).toEqual(parse(now.body, { bom: true }))
    const recruiter = await aMember(employer, 'recruiter')
    expect((await recruiter.get(path)).status).toBe(404)
    expect((await recruiter.get(run.download ?? '')).status).toBe(404)
  })

  it('[REP-20] is nothing to open for who may not read all of it any more', async () => {
    const recruiter = await aMember(employer, 'recruiter')
    const asked = await recruiter.get<ReportRun>(`${employer.api}/reports?format=csv`, { prefer: 'respond-async' })
    const path = asked.headers.get('location') ?? ''
    const run = await eventually(async () => {
      const { body } = await recruiter.get<ReportRun>(path)
      return body.state === 'ready' ? body : null
    })
    const change = { role: 'hiring_manager' }
    expectStatus(await employer.owner.patch(`${employer.api}/users/${recruiter.userId}`, change), 200)
    expect((await recruiter.get(path)).body).toMatchObject({ state: 'expired', download: null })
    expectStatus(await recruiter.get(run.download ?? ''), 404)
  })

  it('[REP-10] is answered at once in a view, which keeps nothing', async () => {
    const { owner, api } = employer
    const view = await owner.post<{ id: string }>(`${api}/view-as`, { role: 'recruiter' })
    const asked = await owner.get(`${api}/reports`, { prefer: 'respond-async', 'x-view-as': view.body.id })
    expect(asked).toMatchObject({ status: 200, body: { type: 'summary' } })
  })

  it('[REP-10] says so when there is nothing to report', async () => {
    const { owner, api } = employer
    const asked = await owner.get<ReportRun>(`${api}/reports?type=reviews`, { prefer: 'respond-async' })
    const run = await eventually(async () => {
      const { body } = await owner.get<ReportRun>(asked.headers.get('location') ?? '')
      return body.state === 'failed' ? body : null
    })
    expect(run.problem).toMatchObject({ code: 'no-report-data' })
    expect(run.download).toBeNull()
  })
})
