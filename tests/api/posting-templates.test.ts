import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PostingTemplate } from '#protocol/posting-templates'
import type { Posting } from '#protocol/postings'
import { type AnEmployer, aMember, anEmployer, aPosting, expectStatus, postingFacts } from '../builders.ts'
import { aFollower, closeSockets } from '../realtime/follower.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let employer: AnEmployer
let templates: string
let postings: string

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  templates = `${employer.api}/posting-templates`
  postings = `${employer.api}/job-postings`
})

afterAll(closeSockets)

async function aTemplate(facts: object = {}): Promise<PostingTemplate> {
  const made = await employer.owner.post<PostingTemplate>(templates, { name: 'Engineer', ...postingFacts(), ...facts })
  expectStatus(made, 201)
  return made.body
}

describe('keeping a template', () => {
  it('[POST-51] of a text keeps what was given, cleaned like a posting', async () => {
    const facts = postingFacts()
    const template = await aTemplate({ ...facts, description: '<p onclick="x()">Warm</p><script>x()</script>' })
    expect(template).toMatchObject({ ...facts, name: 'Engineer', description: '<p>Warm</p>', version: 1 })
    const { body } = await employer.owner.get<{ items: object[] }>(templates)
    const { description, requirements, ...summary } = template
    expect([description, requirements].length).toBe(2)
    expect(body.items).toContainEqual(summary)
    expect((await employer.owner.get(`${templates}/${template.id}`)).body).toEqual(template)
  })

  it('[POST-51] of a posting keeps what it says now, not what was published', async () => {
    const { id } = await aPosting(employer)
    expectStatus(await employer.owner.post(`${postings}/${id}/transitions`, { to: 'published' }), 200)
    const stages = [{ id: 'talk', name: 'A talk', kind: 'interview' }]
    const now = { title: 'Baker of bread', salary: { min: 1, max: 2, currency: 'SEK' }, stages }
    expectStatus(await employer.owner.patch(`${postings}/${id}`, now), 200)
    const kept = await employer.owner.post<PostingTemplate>(`${postings}/${id}/save-as-template`, { name: 'Baker' })
    expect(kept).toMatchObject({ status: 201, body: { name: 'Baker', ...now } })
  })
})

describe('a posting from a template', () => {
  it('[POST-52] begins with its text, is a draft, and goes its own way', async () => {
    const template = await aTemplate({ location: 'Porto' })
    const make = (body: object) => employer.owner.post<Posting>(`${templates}/${template.id}/postings`, body)
    const made = await make({ title: 'Second baker' })
    const { description, requirements, stages } = template
    expect(made).toMatchObject({
      status: 201,
      body: { title: 'Second baker', state: 'draft', location: 'Porto', description, requirements, stages, version: 1 },
    })
    expectStatus(await employer.owner.patch(`${postings}/${made.body.id}`, { location: 'Lisbon' }), 200)
    expect((await employer.owner.get(`${templates}/${template.id}`)).body).toEqual(template)
    expectStatus(await employer.owner.delete(`${templates}/${template.id}`), 204)
    expect((await employer.owner.get<Posting>(`${postings}/${made.body.id}`)).body.requirements).toEqual(requirements)
    expect(await make({})).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  it('[POST-52] is refused as a duplicate of an open one unless that is meant', async () => {
    const template = await aTemplate()
    const make = (body: object) => employer.owner.post<Posting>(`${templates}/${template.id}/postings`, body)
    expectStatus(await make({}), 201)
    expect(await make({})).toMatchObject({ status: 409, body: { code: 'duplicate-posting' } })
    expect(await make({ allowDuplicate: true })).toMatchObject({ status: 201, body: { title: template.title } })
  })
})

describe('changing templates', () => {
  it('[POST-53] holds changes to the version that was read', async () => {
    const { id } = await aTemplate()
    const edit = (name: string, version: number) =>
      employer.owner.call('PATCH', `${templates}/${id}`, { name }, { 'if-match': `"${version}"` })
    expect(await edit('Cook', 1)).toMatchObject({ status: 200, body: { name: 'Cook', version: 2 } })
    expect(await edit('Baker', 1)).toMatchObject({ status: 412, body: { code: 'version-mismatch' } })
  })

  it('[POST-53] is told by ids alone, to those who write postings', async () => {
    const viewer = await aMember(employer, 'viewer')
    const [writes, reads] = await Promise.all(
      [employer.owner, viewer].map((person) => aFollower(person, employer.employerId)),
    )
    const { id } = await aTemplate({ name: 'Confidential name' })
    const told = await eventually(() => writes?.pushed.find(({ type }) => type === 'template.created') ?? null)
    expect(told).toMatchObject({ data: { templateId: id, version: 1 } })
    expect(JSON.stringify(told)).not.toContain('Confidential')
    await eventually(() => reads?.pushed.some(({ seq }) => seq === told.seq))
    expect(reads?.pushed.find(({ seq }) => seq === told.seq)?.type).toBe('hidden')
  })
})
