import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  aTeam,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { asIfDecidedEarlier, doneNow } from './raw-store.ts'

interface Card {
  readonly stage: string
  readonly status: string
  readonly selected: boolean
  readonly lookAgainAt: string | null
  readonly version: number
  readonly score?: number
}
interface Line {
  readonly kind: string
  readonly by: string | null
  readonly score: number | null
  readonly reason: string | null
  readonly reasonLabel: string | null
  readonly from: { readonly stage: string }
  readonly to: { readonly stage: string }
}
interface Entry {
  readonly type: string
  readonly data?: { readonly applicationId?: string }
}

let server: TestServer
let employer: AnEmployer
let posting: APosting
let recruiter: Caller
let manager: Caller
let interviewer: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
  ;({ recruiter, manager, interviewer, viewer } = await aTeam(employer, posting))
})

const select = (by: Caller, { candidateId }: Pick<AnApplication, 'candidateId'>, score: unknown = 4, key?: string) =>
  by.post<Card & { code?: string; errors?: { path: string }[] }>(
    `${employer.api}/select-candidate`,
    { candidateId, jobId: posting.id, score },
    key === undefined ? {} : { 'idempotency-key': key },
  )
const cardOf = ({ applicationId }: AnApplication) => `${employer.api}/applications/${applicationId}`
const read = async (card: AnApplication) => (await recruiter.get<Card>(cardOf(card))).body
const logOf = async (card: AnApplication, by: Caller = recruiter): Promise<readonly Line[]> =>
  (await by.get<{ items: Line[] }>(`${cardOf(card)}/decisions`)).body.items
const entriesOf = async ({ applicationId }: AnApplication): Promise<string[]> => {
  const { items } = (await recruiter.get<{ items: Entry[] }>(`${employer.api}/feed?limit=200`)).body
  return items.filter(({ data }) => data?.applicationId === applicationId).map(({ type }) => type)
}

// One of them waits for the time to undo: the others go on beside it.
describe.concurrent('selecting a candidate', () => {
  it('[DEC-1] answers 200, brings the card into the interview, and is told in the feed without the score', async () => {
    const card = await anApplication(employer, posting)
    const answer = await select(recruiter, card)
    expect(answer).toMatchObject({
      status: 200,
      body: { id: card.applicationId, stage: 'interview', status: 'active', selected: true, score: 4, version: 2 },
    })
    expect(await read(card)).toMatchObject({ stage: 'interview', selected: true })
    expect(await entriesOf(card)).toContain('application.selected')
    const { body } = await recruiter.get(`${employer.api}/feed?limit=200`)
    expect(JSON.stringify(body)).not.toContain('"score"')
  })

  it('[DEC-1] answers 404 for an unknown candidate or job, and for a candidate of another job', async () => {
    const card = await anApplication(employer, posting)
    const other = await aPublishedPosting(employer)
    const path = `${employer.api}/select-candidate`
    const wrong = [
      { candidateId: 'unknown', jobId: posting.id },
      { candidateId: card.candidateId, jobId: 'unknown' },
      { candidateId: card.candidateId, jobId: other.id },
    ]
    for (const body of wrong) {
      expect(await recruiter.post(path, { ...body, score: 3 })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      })
    }
  })

  it('[DEC-1] the score is a whole number from 1 to 5', async () => {
    const card = await anApplication(employer, posting)
    for (const score of [0, 6, 2.5, '4', null, undefined, true]) {
      const { status, body } = await select(recruiter, card, score === undefined ? { no: 1 } : score)
      expect({ score, status, path: body.errors?.[0]?.path }).toEqual({ score, status: 400, path: 'score' })
    }
    expect(await read(card)).toMatchObject({ selected: false, version: 1 })
  })

  it('[DEC-1] a closed or archived posting takes none: 409 posting-not-active', async () => {
    const closing = await aPublishedPosting(employer)
    const card = await anApplication(employer, closing)
    const body = { candidateId: card.candidateId, jobId: closing.id, score: 5 }
    for (const to of ['closed', 'archived']) {
      const transitions = `${employer.api}/job-postings/${closing.id}/transitions`
      expectStatus(await employer.owner.post(transitions, { to }), 200)
      const refused = await recruiter.post<{ type: string; code: string }>(`${employer.api}/select-candidate`, body)
      expect(refused).toMatchObject({ status: 409, body: { code: 'posting-not-active' } })
      expect(refused.body.type).toMatch(/posting-not-active$/)
    }
  })

  it('[DEC-1] a hiring manager selects for own jobs alone', async () => {
    const elsewhere = await aPublishedPosting(employer)
    const [mine, others] = [await anApplication(employer, posting), await anApplication(employer, elsewhere)]
    expect((await select(manager, mine)).status).toBe(200)
    const body = { candidateId: others.candidateId, jobId: elsewhere.id, score: 4 }
    expect((await manager.post(`${employer.api}/select-candidate`, body)).status).toBe(404)
    for (const caller of [interviewer, viewer]) expect((await select(caller, mine)).status).toBe(403)
  })

  it('[DEC-3] the same key has one effect; twenty at once end as one selection, in a log that tells of all', async () => {
    const card = await anApplication(employer, posting)
    const once = await Promise.all(Array.from({ length: 5 }, () => select(recruiter, card, 3, 'the-same')))
    expect(new Set(once.map(({ status, body }) => `${status} ${body.version}`))).toEqual(new Set(['200 2']))
    const scores = Array.from({ length: 20 }, (_, index) => (index % 5) + 1)
    const answers = await Promise.all(scores.map((score) => select(recruiter, card, score)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const { version, stage } = await read(card)
    const log = await logOf(card)
    expect(stage).toBe('interview')
    // One line, one entry and one version for every change, and none for a score that stood there already.
    expect(log).toHaveLength(version - 1)
    expect((await entriesOf(card)).filter((type) => type === 'application.selected')).toHaveLength(version - 1)
    expect(log.every(({ score }, index) => score !== log[index + 1]?.score)).toBe(true)
  })

  it('[DEC-4] a rejected application is taken back first', async () => {
    const card = await anApplication(employer, posting)
    expectStatus(await recruiter.patch(cardOf(card), { status: 'rejected' }), 200)
    expect(await select(recruiter, card)).toMatchObject({ status: 409, body: { code: 'application-closed' } })
    expectStatus(await recruiter.patch(cardOf(card), { status: 'active' }), 200)
    expect((await select(recruiter, card)).status).toBe(200)
  })

  it('[DEC-5] is taken back, and then nobody was selected', async () => {
    const card = await anApplication(employer, posting)
    expectStatus(await select(recruiter, card), 200)
    for (let times = 0; times < 2; times++) {
      expect(await recruiter.delete(`${cardOf(card)}/selection`)).toMatchObject({
        status: 200,
        body: { stage: 'applied', selected: false, version: 3 },
      })
    }
    expect((await logOf(card)).map(({ kind }) => kind)).toEqual(['unselected', 'selected'])
  })

  it('[DEC-7] the hiring team hears of it by mail after the time to undo, without name and score; the candidate too', async () => {
    const [kept, undone] = [await anApplication(employer, posting), await anApplication(employer, posting)]
    expectStatus(await select(recruiter, undone), 200)
    expectStatus(await recruiter.delete(`${cardOf(undone)}/selection`), 200)
    expectStatus(await select(recruiter, kept, 5), 200)
    const about = async (to: string, { candidateId }: AnApplication) =>
      (await server.mail(to)).find(({ links }) => links.some((link) => link.includes(candidateId)))
    const mail = await eventually(() => about(manager.email, kept), 40_000)
    await eventually(() => about(interviewer.email, kept), 40_000)
    expect(mail.text).toMatch(/selected \w+ \w+ · \w{2} for an interview/)
    expect(JSON.stringify(mail)).not.toMatch(new RegExp(`${kept.name.split(' ')[0]}|${kept.email}|score`, 'i'))
    const told = await eventually(
      async () => (await server.mail(kept.email)).find(({ text }) => text.includes('wants to talk with you')),
      40_000,
    )
    expect(told.text).not.toMatch(/score|select/i)
    // Both were due before these, and neither came.
    expect(await about(manager.email, undone)).toBeUndefined()
    expect((await server.mail(undone.email)).some(({ text }) => text.includes('wants to talk'))).toBe(false)
  })

  it('[DEC-14] the candidate hears of it although it was scored anew before the mail could be sent, once', async () => {
    const card = await anApplication(employer, posting)
    expectStatus(await select(recruiter, card, 3), 200)
    const store = await sharedStore()
    // The time to undo is over, and the mail waits: for a worker, or for the mail server to be back.
    await asIfDecidedEarlier(store, [card.applicationId])
    expectStatus(await select(recruiter, card, 5), 200)
    await doneNow(store, { job: { $in: ['tell-candidate', 'send-mail'] }, 'payload.applicationId': card.applicationId })
    const told = (await server.mail(card.email)).filter(({ text }) => text.includes('wants to talk with you'))
    expect(told).toHaveLength(1)
  })
})

describe.concurrent('the decision log', () => {
  it('[DEC-11] says who decided what, from where to where, when and why', async () => {
    const card = await anApplication(employer, posting)
    expectStatus(await manager.patch(cardOf(card), { stage: 'screen' }), 200)
    expectStatus(await select(recruiter, card, 2), 200)
    const reason = { status: 'rejected', reasonId: 'pay', reason: 'Asked for twice the range' }
    expectStatus(await recruiter.patch(cardOf(card), reason), 200)
    expect(await logOf(card)).toMatchObject([
      { kind: 'rejected', by: recruiter.userId, reason: reason.reason, reasonLabel: 'Pay expectation does not fit' },
      { kind: 'selected', by: recruiter.userId, score: 2, from: { stage: 'screen' }, to: { stage: 'interview' } },
      { kind: 'moved', by: manager.userId, from: { stage: 'applied' }, to: { stage: 'screen' } },
    ])
  })

  it('[DEC-12] shows a score to whoever gave it and to those who decide on the job, to nobody else', async () => {
    const card = await anApplication(employer, posting)
    expectStatus(await select(manager, card, 2), 200)
    for (const caller of [employer.owner, recruiter, manager]) {
      expect((await logOf(card, caller))[0]?.score).toBe(2)
    }
    for (const caller of [interviewer, viewer]) expect((await logOf(card, caller))[0]?.score).toBeNull()
  })

  it('[DEC-12] is blind: a reason that names the candidate is withheld until the reveal', async () => {
    const card = await anApplication(employer, posting, { name: 'Zsófia Bártfai' })
    const reason = 'Zsófia Bártfai asked us to wait'
    expectStatus(await recruiter.patch(cardOf(card), { status: 'on_hold', reason }), 200)
    for (const caller of [employer.owner, viewer]) {
      expect(JSON.stringify(await logOf(card, caller))).not.toMatch(/Zs[oó]fia|B[aá]rtfai/)
    }
    const reveal = `${employer.api}/candidates/${card.candidateId}/reveal`
    expectStatus(await recruiter.post(reveal, { reason: 'To call them' }), 200)
    expect((await logOf(card))[0]?.reason).toBe(reason)
  })
})

describe.concurrent('reasons and holds', () => {
  it.sequential('[DEC-8] an administrator changes the reasons, by version; others read them', async () => {
    const own = await anEmployer(server)
    const path = `${own.api}/hiring-settings`
    const { body, headers } = await own.owner.get<{ rejectionReasons: { id: string; label: string }[] }>(path)
    expect(body).toMatchObject({ reasonRequired: false, version: 1 })
    expect(body.rejectionReasons).toHaveLength(5)
    const tag = { 'if-match': headers.get('etag') ?? '' }
    const wanted = { rejectionReasons: [{ label: 'No licence to drive' }], reasonRequired: true }
    expect(await own.owner.patch(path, wanted, tag)).toMatchObject({
      status: 200,
      body: { rejectionReasons: [{ label: 'No licence to drive' }], reasonRequired: true, version: 2 },
    })
    expect((await own.owner.patch(path, wanted, tag)).status).toBe(412)
    const helper = await aMember(own, 'recruiter')
    expect((await helper.get(path)).body).toMatchObject({ version: 2 })
    expect((await helper.patch(path, wanted)).status).toBe(403)
    const card = await anApplication(own, await aPublishedPosting(own))
    const application = `${own.api}/applications/${card.applicationId}`
    expect(await helper.patch(application, { status: 'rejected' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'reasonId' }] },
    })
    expectStatus(await helper.patch(application, { status: 'rejected', reason: 'No licence' }), 200)
  })

  it.sequential('[DEC-10] an application on hold keeps the day to look again', async () => {
    const card = await anApplication(employer, posting)
    const lookAgainAt = new Date(Date.now() + 86_400_000).toISOString()
    expect(await recruiter.patch(cardOf(card), { status: 'on_hold', lookAgainAt })).toMatchObject({
      status: 200,
      body: { status: 'on_hold', lookAgainAt },
    })
    expect((await recruiter.patch(cardOf(card), { status: 'active' })).body).toMatchObject({ lookAgainAt: null })
    for (const wrong of ['yesterday', '2020-01-01T00:00:00Z']) {
      expect(await recruiter.patch(cardOf(card), { status: 'on_hold', lookAgainAt: wrong })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'lookAgainAt' }] },
      })
    }
  })
})
