import { createHash, randomUUID } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '#protocol/archives'
import {
  type AnEmployer,
  aConsultant,
  aFreeHour,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPublishedPosting,
  expectStatus,
} from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, startServer, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aJudgedPosting, aPanel, sayings } from './panel.ts'
import type { Items } from './people.ts'

let server: TestServer
let employer: AnEmployer
let zip: Uint8Array
let names: string[]
let agreedAt: string

const until = ({ owner, api }: AnEmployer, id: string, state: Archive['state']) =>
  eventually(async () => {
    const { body } = await owner.get<Archive>(`${api}/archives/${id}`)
    return body.state === state ? body : null
  }, 60_000)

async function exported(of: AnEmployer): Promise<Uint8Array> {
  const asked = await of.owner.post<Archive>(`${of.api}/archives`)
  expectStatus(asked, 202)
  await until(of, asked.body.id, 'ready')
  const url = `${of.owner.server.url}${of.api}/archives/${asked.body.id}/download`
  const answer = await fetch(url, { headers: { cookie: of.owner.cookie } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  return new Uint8Array(await answer.arrayBuffer())
}

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server, { companyName: 'Larkspur' })
  const posting = await aPublishedPosting(employer, { title: 'Gardener' })
  const card = await anApplication(employer, posting)
  const { owner, api } = employer
  const file = new TextEncoder().encode('Ten years of gardens')
  expectStatus(await owner.post(`${api}/applications/${card.applicationId}/resumes?name=cv.txt`, file), 201)
  expectStatus(await owner.patch(`${api}/applications/${card.applicationId}`, { stage: 'interview' }), 200)
  agreedAt = aFreeHour()
  await anInterview(employer, card.candidateId, { interviewTime: agreedAt })
  const consultant = await aConsultant(server)
  const { consultantId } = await anEngagement(employer, consultant)
  expectStatus(await owner.post(`${api}/messages`, { consultantId, message: 'Look at our roses' }), 201)
  // Of another company: none of it may be in the archive.
  const other = await anEmployer(server)
  await anApplication(other, await aPublishedPosting(other, { title: 'Somebody else’s' }), { name: 'Nobody Atall' })
  zip = await exported(employer)
  names = [card.name, card.email]
})

const linesOf = (files: Record<string, Uint8Array>, name: string) =>
  strFromU8(files[`records/${name}.jsonl`] ?? new Uint8Array())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** An archive as somebody writes it who would like to be elsewhere: whole, with the right checksums. */
function aWrittenArchive(records: Readonly<Record<string, readonly object[]>>): Uint8Array {
  const files = Object.fromEntries(
    Object.entries({ users: [], ...records }).map(([name, of]) => [
      `records/${name}.jsonl`,
      strToU8(of.map((record) => `${JSON.stringify(record)}\n`).join('')),
    ]),
  )
  const told = Object.entries(files).map(([path, file]) => ({
    ...{ path, sha256: createHash('sha256').update(file).digest('hex') },
    ...{ bytes: file.byteLength, records: 1 },
  }))
  const manifest = { format: 'clearview-archive', version: 1, employerId: randomUUID(), files: told }
  return zipSync({ ...files, 'manifest.json': strToU8(JSON.stringify(manifest)) })
}

describe('the archive of an employer', () => {
  it('[EXP-1] holds all that it owns, with the people’s names, and nothing of anybody else', async () => {
    const files = unzipSync(zip)
    expect(linesOf(files, 'postings').map(({ title }) => title)).toEqual(['Gardener'])
    expect(linesOf(files, 'candidates').map(({ name, email }) => [name, email])).toEqual([names])
    expect(linesOf(files, 'decisions')).toHaveLength(2)
    expect(linesOf(files, 'journal').map(({ type }) => type)).toEqual(
      expect.arrayContaining(['posting.created', 'application.received', 'application.moved', 'message']),
    )
    const [resume] = linesOf(files, 'resumes')
    expect(strFromU8(files[`files/resumeFiles/${resume?.['fileId']}`] ?? new Uint8Array())).toBe('Ten years of gardens')
    const all = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n')
    expect(all).not.toMatch(/Nobody Atall|Somebody else’s|passwordHash/)
    expect(strFromU8(files['README.md'] ?? new Uint8Array())).toContain('# Larkspur')
  })

  it('[EXP-7] leaves out what reviewers said until it is revealed; who has said it is asked anew elsewhere', async () => {
    const company = await anEmployer(server)
    const [ada, bo] = await Promise.all([aMember(company, 'interviewer'), aMember(company, 'interviewer')])
    const job = await aJudgedPosting(company, { interviewers: [ada, bo] })
    const [sealed, open] = [await aPanel(company, job), await aPanel(company, job)]
    expectStatus(await sealed.submit(ada, sayings('heron', 4)), 200)
    expectStatus(await open.submit(ada, sayings('egret', 4)), 200)
    expectStatus(await open.submit(bo, sayings('ibis', 2)), 200)
    const files = unzipSync(await exported(company))
    expect(linesOf(files, 'ratings').map(({ applicationId }) => applicationId)).toEqual(
      Array.from({ length: 2 }, () => open.application.applicationId),
    )
    const [panel] = linesOf(files, 'panels').filter(({ _id }) => _id === sealed.application.applicationId)
    expect(panel).toMatchObject({ revealed: null, kitVersion: null, reviewers: [{ submittedAt: null }, {}] })
    const all = Object.values(files).map((file) => strFromU8(file))
    expect(all.join('')).toContain('egret')
    expect(all.join('')).not.toContain('heron')
  })

  it('[EXP-3] tells every file’s checksum and count in its manifest', () => {
    const files = unzipSync(zip)
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as {
      files: { path: string; sha256: string; bytes: number; records: number | null }[]
    }
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      Object.keys(files)
        .filter((path) => path !== 'manifest.json')
        .sort(),
    )
    for (const { path, sha256, bytes, records } of manifest.files) {
      const file = files[path] ?? new Uint8Array()
      expect([path, createHash('sha256').update(file).digest('hex'), file.byteLength]).toEqual([path, sha256, bytes])
      if (records !== null) expect(strFromU8(file).split('\n').length - 1).toBe(records)
    }
  })

  it('[EXP-4] is for an owner alone', async () => {
    const admin = await aMember(employer, 'admin')
    expect((await admin.post(`${employer.api}/archives`)).status).toBe(403)
    const { body } = await employer.owner.post<Archive>(`${employer.api}/archives`)
    expect((await admin.get(`${employer.api}/archives/${body.id}`)).status).toBe(403)
  })

  it('[EXP-5] is taken into an empty ClearView: the same postings, people, files, agreed times and history', async () => {
    const elsewhere = await startServer({ env: noLimits })
    try {
      const empty = await anEmployer(elsewhere)
      const { owner, api } = empty
      const sent = await owner.post<Archive>(`${api}/archives/restore`, new Uint8Array(zip))
      expectStatus(sent, 202)
      const done = await until(empty, sent.body.id, 'ready')
      expect(done.records).toBeGreaterThan(15)
      const postings = (await owner.get<Items<{ id: string; title: string }>>(`${api}/job-postings`)).body.items
      expect(postings.map(({ title }) => title)).toEqual(['Gardener'])
      const jobId = postings[0]?.id
      const there = await employer.owner.get<{ description: string }>(`${employer.api}/job-postings/${jobId}`)
      const here = await owner.get<{ description: string }>(`${api}/job-postings/${jobId}`)
      expect(here.body.description).toBe(there.body.description)
      const cards = (await owner.get<Items<{ stage: string; candidateId: string }>>(`${api}/applications`)).body.items
      expect(cards.map(({ stage }) => stage)).toEqual(['interview'])
      const revealed = await owner.post(`${api}/candidates/${cards[0]?.candidateId}/reveal`, { reason: 'To look' })
      expect(JSON.stringify(revealed.body)).toContain(names[0])
      const feed = (await owner.get<{ items: { type: string }[] }>(`${api}/feed?limit=100`)).body.items
      expect(feed.map(({ type }) => type)).toEqual(expect.arrayContaining(['posting.created', 'application.moved']))
      expect((await owner.get(`${api}/reports?type=pipeline`)).status).toBe(200)
      // What came in goes on: it can be changed like anything else.
      expectStatus(await owner.patch(`${api}/job-postings/${jobId}`, { title: 'Head gardener' }), 200)
      // Whoever agreed on a time has no other interview then.
      const { candidateId } = await anApplication(empty, { id: String(jobId) })
      const then = { candidateId, interviewTime: agreedAt, location: 'Greenhouse' }
      const interviewerIds = [employer.owner.userId]
      expectStatus(await owner.post(`${api}/schedule-interview`, { ...then, interviewerIds }), 409)
      // A second time, or into a company that has something, it is not taken.
      const again = await owner.post<Archive>(`${api}/archives/restore`, new Uint8Array(zip))
      expect((await until(empty, again.body.id, 'failed')).problem).toContain('no postings')
    } finally {
      await elsewhere.stop()
    }
  })

  it('[EXP-6] that is damaged, or none, is refused before anything is taken in', async () => {
    const empty = await anEmployer(server)
    const damaged = new Uint8Array(zip)
    damaged.fill(0, 200, 400)
    for (const bytes of [new Uint8Array([1, 2, 3]), damaged]) {
      const sent = await empty.owner.post<Archive>(`${empty.api}/archives/restore`, bytes)
      expect((await until(empty, sent.body.id, 'failed')).problem).toMatch(/archive/i)
    }
    // Whole, but beside the company that it is of.
    const beside = await empty.owner.post<Archive>(`${empty.api}/archives/restore`, new Uint8Array(zip))
    expect((await until(empty, beside.body.id, 'failed')).problem).toContain('already')
    expect((await empty.owner.get<Items<object>>(`${empty.api}/job-postings`)).body.items).toEqual([])
  })

  it('[EXP-8] that names anything of a company that is here is refused before anything is taken in', async () => {
    const [thief, theirs] = [await anEmployer(server), await anEmployer(server)]
    const { employerId } = theirs
    const job = await aPublishedPosting(theirs)
    const id = randomUUID()
    const membership = { _id: id, employerId, userId: thief.owner.userId, role: 'owner', jobIds: [], version: 1 }
    const entry = { _id: id, seq: 9, key: id, type: 'posting.deleted', data: {}, actor: { kind: 'system', id: null } }
    const [resume] = linesOf(unzipSync(zip), 'resumes')
    const foreign = [
      { memberships: [membership] },
      { journal: [{ ...entry, stream: `feed:${employerId}` }] },
      { journal: [{ ...entry, stream: `doc:posting:${job.id}:lane` }] },
      { applications: [{ _id: id, jobId: job.id, candidateId: id, portalSeed: id }] },
      { kits: [{ _id: job.id }] },
      { document_comments: [{ _id: id, documentId: `posting:${job.id}` }] },
      { ratings: [{ _id: `${resume?.['applicationId']}:${thief.owner.userId}` }] },
    ]
    const file = { _id: id, fileId: resume?.['fileId'] }
    const problems = await Promise.all(
      [...foreign, { resumes: [file] }].map(async (records) => {
        const sent = await thief.owner.post<Archive>(`${thief.api}/archives/restore`, aWrittenArchive(records).slice())
        expectStatus(sent, 202)
        return (await until(thief, sent.body.id, 'failed')).problem
      }),
    )
    expect(problems).toEqual([
      ...foreign.map(() => expect.stringContaining('of a company that is on this installation')),
      expect.stringContaining('lacks'),
    ])
    expect((await thief.owner.get(`${theirs.api}/users`)).status).toBe(404)
  })
})
