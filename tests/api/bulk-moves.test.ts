import { beforeAll, describe, expect, it } from 'vitest'
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
import { sharedServer } from '../shared-server.ts'

interface Card {
  readonly id: string
  readonly stage: string
  readonly status: string
  readonly version: number
}
interface Results {
  readonly results: readonly {
    readonly ok: boolean
    readonly applicationId: string
    readonly application?: Card
    readonly error?: { readonly code: string; readonly message: string }
  }[]
}

let employer: AnEmployer
let owner: Caller
let posting: APosting

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  owner = employer.owner
  posting = await aPublishedPosting(employer)
})

const people = (count: number, job = posting) =>
  Promise.all(Array.from({ length: count }, () => anApplication(employer, job)))
const moveAll = (moves: readonly object[], caller = owner, headers: Record<string, string> = {}) =>
  caller.post<Results>(`${employer.api}/applications/moves`, { moves }, headers)
const cardOf = async ({ applicationId }: AnApplication) =>
  (await owner.get<Card>(`${employer.api}/applications/${applicationId}`)).body
const to =
  (stage: string, extra: object = {}) =>
  (applied: AnApplication) => ({
    applicationId: applied.applicationId,
    stage,
    ...extra,
  })
const headOf = async () => Number((await owner.get(`${employer.api}/feed`)).body['head'])

describe('moving many cards', () => {
  it('[PIPE-10] moves each, tells each in the feed, counts each, and answers in the order asked', async () => {
    const job = await aPublishedPosting(employer)
    const cards = await people(12, job)
    const head = await headOf()
    const answer = await moveAll(cards.map(to('screen', { ifVersion: 1 })))
    expectStatus(answer, 200)
    expect(answer.body.results.map(({ applicationId }) => applicationId)).toEqual(
      cards.map(({ applicationId }) => applicationId),
    )
    for (const { application } of answer.body.results) {
      expect(application).toMatchObject({ stage: 'screen', status: 'active', version: 2 })
    }
    expect(await headOf()).toBe(head + cards.length)
    const { counts } = (await owner.get<{ counts: { byStage: object } }>(`${employer.api}/job-postings/${job.id}`)).body
    expect(counts.byStage).toMatchObject({ applied: 0, screen: cards.length })
  })

  it('[PIPE-11] answers for each card that cannot be moved, and moves the others', async () => {
    const [good, stale, closed, wrong] = (await people(4)) as [
      AnApplication,
      AnApplication,
      AnApplication,
      AnApplication,
    ]
    await moveAll([to('offer')(stale), { applicationId: closed.applicationId, status: 'rejected' }])
    const head = await headOf()
    const { status, body } = await moveAll([
      to('interview', { ifVersion: 1 })(stale),
      to('interview')(closed),
      to('interview')(good),
      to('nowhere')(wrong),
      { applicationId: 'nobody', status: 'on_hold' },
    ])
    expect(status).toBe(200)
    expect(body.results.map(({ ok, error }) => (ok ? 'moved' : error?.code))).toEqual([
      'version-mismatch',
      'application-closed',
      'moved',
      'invalid-input',
      'not-found',
    ])
    for (const { error } of body.results) if (error) expect(error.message).toMatch(/\S/)
    expect(await cardOf(good)).toMatchObject({ stage: 'interview', version: 2 })
    expect(await cardOf(stale)).toMatchObject({ stage: 'offer', version: 2 })
    expect(await headOf()).toBe(head + 1)
  })

  it('[PIPE-12] takes each back to where it was in one call', async () => {
    const cards = await people(3)
    const [first, second, third] = cards as [AnApplication, AnApplication, AnApplication]
    await moveAll([to('screen')(first), to('offer')(second)])
    const reason = 'The position is filled'
    expectStatus(await moveAll(cards.map(({ applicationId }) => ({ applicationId, status: 'rejected', reason }))), 200)
    const back = await moveAll(cards.map(({ applicationId }) => ({ applicationId, status: 'active' })))
    expect(back.body.results.map(({ application }) => application)).toMatchObject([
      { stage: 'screen', status: 'active' },
      { stage: 'offer', status: 'active' },
      { stage: 'applied', status: 'active' },
    ])
    expect(await cardOf(third)).toMatchObject({ stage: 'applied', status: 'active', version: 3 })
  })

  it('[PIPE-13] reaches as far as the right to move one: others’ jobs do not exist, and are not changed', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    const [mine, theirs] = [await anApplication(employer, own), await anApplication(employer, other)]
    const manager = await aMember(employer, 'hiring_manager')
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${own.id}/team`, team), 200)
    const { body } = await moveAll([mine, theirs].map(to('screen')), manager)
    expect(body.results.map(({ ok, error }) => (ok ? 'moved' : error?.code))).toEqual(['moved', 'not-found'])
    expect(await cardOf(theirs)).toMatchObject({ stage: 'applied', version: 1 })
    expect(JSON.stringify(body)).not.toContain(theirs.name)
    for (const role of ['interviewer', 'viewer'] as const) {
      expect((await moveAll([to('offer')(mine)], await aMember(employer, role))).status).toBe(403)
    }
  })

  it('[PIPE-14] happens once, however often the same call comes', async () => {
    const cards = await people(3)
    const head = await headOf()
    const moves = cards.map(to('assessment'))
    const key = { 'idempotency-key': `bulk-${cards[0]?.applicationId}` }
    const answers = await Promise.all(Array.from({ length: 4 }, () => moveAll(moves, owner, key)))
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
    expect(await headOf()).toBe(head + cards.length)
  })

  it('[PIPE-15] refuses a call that names nobody, somebody twice, too many or no place, with the field', async () => {
    const [card] = (await people(1)) as [AnApplication]
    const path = async (moves: unknown) => {
      const answer = await owner.post<{ errors?: { path: string }[] }>(`${employer.api}/applications/moves`, { moves })
      expect(answer.status).toBe(400)
      return answer.body.errors?.[0]?.path
    }
    expect(await path([])).toBe('moves')
    expect(await path([to('screen')(card), to('offer')(card)])).toBe('moves')
    expect(await path(Array.from({ length: 501 }, (_, i) => ({ applicationId: `a${i}`, stage: 'screen' })))).toBe(
      'moves',
    )
    expect(await path([{ applicationId: card.applicationId }])).toBe('moves.0.stage')
    expect(await cardOf(card)).toMatchObject({ version: 1 })
  })
})
