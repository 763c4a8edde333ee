import { beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Posting {
  readonly version: number
  readonly stages: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly counts: { readonly byStage: Readonly<Record<string, number>> }
}
interface Card {
  readonly id: string
  readonly stage: string
  readonly status: string
  readonly stageSince: string
  readonly version: number
}
interface Entry {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

let server: TestServer
let employer: AnEmployer
let owner: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
})

const postingAt = ({ id }: APosting) => `${employer.api}/job-postings/${id}`
const stagesAt = (posting: APosting) => `${postingAt(posting)}/stages`
const read = async (posting: APosting) => (await owner.get<Posting>(postingAt(posting))).body
const cardOf = async ({ applicationId }: AnApplication) =>
  (await owner.get<Card>(`${employer.api}/applications/${applicationId}`)).body
const move = async ({ applicationId }: AnApplication, body: object) =>
  expectStatus(await owner.patch(`${employer.api}/applications/${applicationId}`, body), 200)
const headOf = async () => Number((await owner.get(`${employer.api}/feed`)).body['head'])
const without = (...ids: string[]) => defaultStages.filter(({ id }) => !ids.includes(id))
const phone = { id: 'phone', name: 'Phone call', kind: 'screen' } as const

describe('the stages of a posting', () => {
  it('[PIPE-1] are added, renamed and put in another order as one new version, told in the feed', async () => {
    const posting = await aPublishedPosting(employer)
    const { version } = await read(posting)
    const [applied, screen, ...rest] = defaultStages
    const stages = [applied, phone, ...rest, { ...screen, name: 'Second look' }]
    const changed = await owner.put<Posting>(stagesAt(posting), { stages }, { 'if-match': `"${version}"` })
    expect(changed).toMatchObject({ status: 200, body: { stages, version: version + 1 } })
    const { items } = (await owner.get<{ items: Entry[] }>(`${employer.api}/feed?limit=1`)).body
    expect(items).toMatchObject([{ type: 'posting.stages-changed', data: { jobId: posting.id, version: version + 1 } }])
    expect(JSON.stringify(items)).not.toContain(phone.name)
    const head = await headOf()
    expect((await owner.put<Posting>(stagesAt(posting), { stages })).body.version).toBe(version + 1)
    expect(await headOf()).toBe(head)
  })

  it('[PIPE-2] are changed from the version that was seen, or not at all', async () => {
    const posting = await aPublishedPosting(employer)
    const { version, stages } = await read(posting)
    const seen = { 'if-match': `"${version}"` }
    const racing = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      owner.put(stagesAt(posting), { stages: [...defaultStages, { ...phone, id, name: id }] }, seen),
    )
    const statuses = (await Promise.all(racing)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 412, 412, 412, 412])
    const now = await read(posting)
    expect(now.version).toBe(version + 1)
    expect(now.stages).toHaveLength(stages.length + 1)
  })

  it('[PIPE-3] go only with a place for everybody who stands there, whatever their status', async () => {
    const posting = await aPublishedPosting(employer)
    const [active, held, rejected, elsewhere] = await Promise.all([
      anApplication(employer, posting),
      anApplication(employer, posting),
      anApplication(employer, posting),
      anApplication(employer, posting),
    ])
    for (const one of [active, held, rejected]) await move(one, { stage: 'assessment' })
    await move(held, { status: 'on_hold' })
    await move(rejected, { status: 'rejected' })
    const before = await cardOf(active)
    const untouched = await cardOf(elsewhere)
    const head = await headOf()
    const body = { stages: without('assessment') }
    expect(await owner.put(stagesAt(posting), body)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await owner.put(stagesAt(posting), { ...body, moves: { assessment: 'nowhere' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'moves.assessment' }] },
    })
    // Taking the stage out of the posting by an edit is no way around.
    expect(await owner.patch(postingAt(posting), body)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await headOf()).toBe(head)

    const changed = await owner.put<Posting>(stagesAt(posting), { ...body, moves: { assessment: 'screen' } })
    expect(changed).toMatchObject({ status: 200, body: { counts: { byStage: { applied: 1, screen: 1 } } } })
    expect(changed.body.counts.byStage).not.toHaveProperty('assessment')
    expect(await cardOf(active)).toEqual({ ...before, stage: 'screen', version: before.version + 1 })
    expect(await cardOf(held)).toMatchObject({ stage: 'screen', status: 'on_hold' })
    expect(await cardOf(rejected)).toMatchObject({ stage: 'screen', status: 'rejected' })
    expect(await cardOf(elsewhere)).toEqual(untouched)
    const { items } = (await owner.get<{ items: Entry[] }>(`${employer.api}/feed?limit=4`)).body
    expect(items.map(({ type }) => type)).toEqual([
      'posting.stages-changed',
      'application.moved',
      'application.moved',
      'application.moved',
    ])
    expect(await headOf()).toBe(head + 4)
  })

  it('[PIPE-4] hire nobody by the way, and keep the kind that their people were told of', async () => {
    const posting = await aPublishedPosting(employer)
    const applied = await anApplication(employer, posting)
    await move(applied, { stage: 'offer' })
    expect(await owner.put(stagesAt(posting), { stages: without('offer'), moves: { offer: 'hired' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'moves.offer' }] },
    })
    const rekinded = defaultStages.map((stage) => (stage.id === 'offer' ? { ...stage, kind: 'interview' } : stage))
    for (const path of [stagesAt(posting), postingAt(posting)]) {
      const answer = await owner.call(path === stagesAt(posting) ? 'PUT' : 'PATCH', path, { stages: rekinded })
      expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
    }
    expect(await cardOf(applied)).toMatchObject({ stage: 'offer', status: 'active' })
  })

  it('[PIPE-6] are refused in a shape that no board can have, naming the field', async () => {
    const posting = await aPublishedPosting(employer)
    for (const stages of [
      [],
      [phone, phone],
      [phone, { ...phone, id: 'other', name: 'PHONE CALL' }],
      [{ id: 'first', name: 'First', kind: 'hired' }],
      [{ id: 'a b', name: 'Space', kind: 'screen' }],
      [{ id: 'x', name: ' ', kind: 'screen' }],
      Array.from({ length: 21 }, (_, index) => ({ ...phone, id: `s${index}`, name: `S${index}` })),
    ]) {
      const answer = await owner.put<{ errors: { path: string }[] }>(stagesAt(posting), { stages })
      expect(answer.status).toBe(400)
      expect(answer.body.errors[0]?.path).toMatch(/^stages/)
    }
    expect((await read(posting)).stages).toEqual(defaultStages)
  })

  it('[PIPE-7] are changed by those who write the posting', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    const manager = await aMember(employer, 'hiring_manager')
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await owner.put(`${postingAt(own)}/team`, team), 200)
    const body = { stages: [...defaultStages, { ...phone, kind: 'interview' }] }
    expect((await manager.put(stagesAt(own), body)).status).toBe(200)
    expect((await manager.put(stagesAt(other), body)).status).toBe(403)
    for (const role of ['interviewer', 'viewer'] as const) {
      expect((await (await aMember(employer, role)).put(stagesAt(own), body)).status).toBe(403)
    }
  })

  it('[PIPE-8] change for everybody in a stage at once, with an entry each', async () => {
    const posting = await aPublishedPosting(employer)
    const people = await Promise.all(Array.from({ length: 40 }, () => anApplication(employer, posting)))
    const head = await headOf()
    const stages = [phone, ...without('applied')]
    const changed = await owner.put<Posting>(stagesAt(posting), { stages, moves: { applied: 'phone' } })
    expect(changed).toMatchObject({ status: 200, body: { counts: { byStage: { phone: people.length } } } })
    expect(await headOf()).toBe(head + people.length + 1)
  })
})
