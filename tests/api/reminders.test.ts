import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  anApplication,
  anEmployer,
  aPublishedPosting,
  aTeam,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { undoTimeIsOver } from './raw-store.ts'

interface Item {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly dueAt: string
  readonly note: string | null
  readonly applicationId: string
  readonly candidate: { readonly code: string; readonly name: string | null }
  readonly version: number
}
interface Entry {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
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

const day = 86_400_000
/** Not over before it arrives, on a machine that stands still for a moment. */
const instant = 5000
const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const at = ({ applicationId }: AnApplication) => `${employer.api}/applications/${applicationId}`
const set = (by: Caller, card: AnApplication, dueAt: string, note?: string) =>
  by.post<Item>(`${at(card)}/reminders`, { dueAt, ...(note === undefined ? {} : { note }) })
const change = (by: Caller, id: string, body: object, headers: Record<string, string> = {}) =>
  by.patch<Item>(`${employer.api}/reminders/${id}`, body, headers)
const list = async (by: Caller, query = '') =>
  (await by.get<{ items: Item[] }>(`${employer.api}/reminders?limit=200${query}`)).body.items
const ofCard = (by: Caller, { applicationId }: AnApplication) => list(by, `&applicationId=${applicationId}`)
const told = async (reminderId: string): Promise<string[]> => {
  const { items } = (await recruiter.get<{ items: Entry[] }>(`${employer.api}/feed?limit=200`)).body
  return items.filter(({ data }) => data?.['reminderId'] === reminderId).map(({ type }) => type)
}
/** As if the time for which it is set had come. */
const timeOfComes = async (id: string) => {
  const rows = (await sharedStore()).db.collection<{ _id: string }>('reminders')
  await rows.updateOne({ _id: id }, { $set: { dueAt: new Date() } })
}
const untilDue = (by: Caller, id: string) => eventually(async () => (await list(by)).find((item) => item.id === id))

// They wait until something is due, or cannot be undone: side by side they wait once.
describe.concurrent('the time by which a candidate should hear', () => {
  it('[REM-1] is set when they apply, moves with the card, and ends with the decision', async () => {
    const card = await anApplication(employer, posting)
    const [timer] = await ofCard(recruiter, card)
    expect(timer).toMatchObject({ kind: 'reply', state: 'waiting', candidate: { name: null }, version: 1 })
    const days = (Date.parse(timer?.dueAt ?? '') - Date.now()) / day
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
    expectStatus(await recruiter.patch(at(card), { stage: 'offer' }), 200)
    const [moved] = await ofCard(recruiter, card)
    expect(Date.parse(moved?.dueAt ?? '')).toBeLessThan(Date.parse(timer?.dueAt ?? ''))
    expectStatus(await recruiter.patch(at(card), { status: 'rejected' }), 200)
    expect(await ofCard(recruiter, card)).toEqual([])
    expectStatus(await recruiter.patch(at(card), { status: 'active' }), 200)
    expect(await ofCard(recruiter, card)).toMatchObject([{ kind: 'reply', state: 'waiting', dueAt: moved?.dueAt }])
  })

  it('[REM-2] follows the days that the posting promises for a stage, for those who wait already, too', async () => {
    const own = await aPublishedPosting(employer)
    const card = await anApplication(employer, own)
    const stages = [{ id: 'applied', name: 'Applied', kind: 'applied', replyDays: 2 }]
    expectStatus(await employer.owner.patch(`${employer.api}/job-postings/${own.id}`, { stages }), 200)
    const inDays = ({ dueAt }: Item) => Math.round((Date.parse(dueAt) - Date.now()) / day)
    await eventually(async () => (await ofCard(recruiter, card)).some((item) => inDays(item) === 2))
    const without = [{ ...stages[0], replyDays: null }]
    expectStatus(await employer.owner.patch(`${employer.api}/job-postings/${own.id}`, { stages: without }), 200)
    await eventually(async () => (await ofCard(recruiter, card)).length === 0)
  })

  it('[REM-2] is the day to look again while the application is on hold', async () => {
    const card = await anApplication(employer, posting)
    const lookAgainAt = soon(3 * day)
    expectStatus(await recruiter.patch(at(card), { status: 'on_hold', lookAgainAt }), 200)
    expect(await ofCard(recruiter, card)).toMatchObject([{ kind: 'hold', dueAt: lookAgainAt }])
    expectStatus(await recruiter.patch(at(card), { status: 'on_hold', lookAgainAt: soon(instant) }), 200)
    const due = await eventually(async () => (await list(manager)).find((item) => item.kind === 'hold'))
    expect(due).toMatchObject({ state: 'due', applicationId: card.applicationId })
  })

  it('[REM-3] is shown and snoozed by those who decide on the job alone', async () => {
    const card = await anApplication(employer, posting)
    const [timer] = await ofCard(recruiter, card)
    expect(await ofCard(manager, card)).toHaveLength(1)
    expect(await ofCard(interviewer, card)).toEqual([])
    expect((await change(interviewer, timer?.id ?? '', { dueAt: soon(day) })).status).toBe(403)
    expect((await viewer.get(`${employer.api}/reminders`)).status).toBe(403)
    const tag = { 'if-match': `"${timer?.version}"` }
    const dueAt = soon(20 * day)
    expect(await change(manager, timer?.id ?? '', { dueAt }, tag)).toMatchObject({ status: 200, body: { dueAt } })
    expect((await change(recruiter, timer?.id ?? '', { dueAt: soon(day) }, tag)).status).toBe(412)
    // Looking at the card is no move: it stays snoozed.
    expectStatus(await recruiter.get(`${employer.api}/candidates/${card.candidateId}`), 200)
    expect(await ofCard(recruiter, card)).toMatchObject([{ dueAt }])
  })
})

describe.concurrent('a reminder of my own', () => {
  it('[REM-4] becomes due at its time, is told once, and never holds its note in the feed', async () => {
    const card = await anApplication(employer, posting)
    const { status, body } = await set(interviewer, card, soon(instant), 'Ask about the licence')
    expect({ status, body }).toMatchObject({ status: 201, body: { kind: 'own', state: 'waiting', version: 1 } })
    expect(await untilDue(interviewer, body.id)).toMatchObject({ state: 'due', note: 'Ask about the licence' })
    expect(await told(body.id)).toEqual(['reminder.due', 'reminder.set'])
    const { body: feed } = await recruiter.get(`${employer.api}/feed?limit=200`)
    expect(JSON.stringify(feed)).not.toContain('licence')
  })

  it('[REM-9] is not told of while the posting is in the bin, and shown when it is restored', async () => {
    const binned = await aPublishedPosting(employer)
    const [card, other] = [await anApplication(employer, binned), await anApplication(employer, posting)]
    const [own, kept] = [await set(recruiter, card, soon(day)), await set(recruiter, other, soon(day))]
    const [timer] = (await ofCard(recruiter, card)).filter(({ kind }) => kind === 'reply')
    const ids = [own.body.id, timer?.id ?? '']
    const bin = `${employer.api}/job-postings/${binned.id}`
    expectStatus(await employer.owner.delete(bin), 204)
    for (const id of [...ids, kept.body.id]) await timeOfComes(id)
    await untilDue(recruiter, kept.body.id)
    const rows = (await sharedStore()).db.collection<{ _id: string; state: string }>('reminders')
    await eventually(async () => (await rows.countDocuments({ _id: { $in: ids }, state: 'due' })) === 2)
    expect(await ofCard(recruiter, card)).toEqual([])
    expect((await list(recruiter)).filter(({ id }) => ids.includes(id))).toEqual([])
    for (const id of ids) expect(await told(id)).not.toContain('reminder.due')
    expectStatus(await employer.owner.post(`${bin}/restore`), 200)
    expect((await list(recruiter)).filter(({ id }) => ids.includes(id))).toHaveLength(2)
  })

  it('[REM-4] is nobody else’s: not shown to others, and not there for them', async () => {
    const card = await anApplication(employer, posting)
    const { body } = await set(interviewer, card, soon(day), 'Mine')
    for (const caller of [recruiter, employer.owner]) {
      expect((await ofCard(caller, card)).some(({ id }) => id === body.id)).toBe(false)
      expect((await change(caller, body.id, { state: 'done' })).status).toBe(404)
    }
    const stranger = await anEmployer(server)
    expect((await stranger.owner.patch(`${stranger.api}/reminders/${body.id}`, { state: 'done' })).status).toBe(404)
    expect(await ofCard(interviewer, card)).toMatchObject([{ id: body.id }])
  })

  it('[REM-5] snoozed it becomes due once more; done it is gone', async () => {
    const card = await anApplication(employer, posting)
    const { body } = await set(recruiter, card, soon(day))
    await timeOfComes(body.id)
    await untilDue(recruiter, body.id)
    expect((await change(recruiter, body.id, { dueAt: soon(day) })).body).toMatchObject({ state: 'waiting' })
    expect((await list(recruiter)).some(({ id }) => id === body.id)).toBe(false)
    await timeOfComes(body.id)
    await untilDue(recruiter, body.id)
    expect((await change(recruiter, body.id, { state: 'done' })).body).toMatchObject({ state: 'done' })
    expect((await ofCard(recruiter, card)).some(({ id }) => id === body.id)).toBe(false)
    expect(await told(body.id)).toEqual([
      'reminder.done',
      'reminder.due',
      'reminder.snoozed',
      'reminder.due',
      'reminder.set',
    ])
  })

  it('[REM-5] is refused for a time that is over, for a job that is not mine, and with wrong fields', async () => {
    const card = await anApplication(employer, posting)
    const elsewhere = await anApplication(employer, await aPublishedPosting(employer))
    for (const dueAt of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'tomorrow']) {
      expect(await set(recruiter, card, dueAt)).toMatchObject({ status: 400, body: { errors: [{ path: 'dueAt' }] } })
    }
    expect((await set(recruiter, card, soon(day), 'x'.repeat(501))).status).toBe(400)
    expect((await set(interviewer, elsewhere, soon(day))).status).toBe(404)
    expect((await set(viewer, card, soon(day))).status).toBe(403)
  })

  it('[REM-6] the list comes in pages that miss none, the longest due first', async () => {
    const own = await anEmployer(server)
    const card = await anApplication(own, await aPublishedPosting(own))
    const path = `${own.api}/applications/${card.applicationId}/reminders`
    const times = Array.from({ length: 7 }, (_, index) => soon(day * (7 - index)))
    for (const dueAt of times) expectStatus(await own.owner.post(path, { dueAt }), 201)
    const seen: Item[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { body: { items: Item[]; nextCursor: string | null } } = await own.owner.get(
        `${own.api}/reminders?state=waiting&limit=3${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...page.body.items)
      cursor = page.body.nextCursor
    }
    const own7 = seen.filter(({ kind }) => kind === 'own').map(({ dueAt }) => dueAt)
    expect(own7).toEqual([...times].reverse())
    expect(seen).toHaveLength(8)
    const bad = await own.owner.get(`${own.api}/reminders?cursor=nonsense`)
    expect(bad).toMatchObject({ status: 400, body: { errors: [{ path: 'cursor' }] } })
  })
})

describe.concurrent("the candidate's portal", () => {
  interface View {
    readonly replyBy: string | null
    readonly isLate: boolean
  }
  const view = async ({ portalUrl }: AnApplication) => {
    const token = new URL(portalUrl).searchParams.get('token') ?? ''
    return (await new Caller(server).get<View>('/api/portal', { 'x-candidate-token': token })).body
  }
  const page = async ({ portalUrl }: AnApplication) => (await fetch(portalUrl)).text()

  it('[PORT-1] says by when the candidate hears, and says nothing of a move that can still be undone', async () => {
    const card = await anApplication(employer, posting)
    const before = await view(card)
    expect(before.isLate).toBe(false)
    expect(Date.parse(before.replyBy ?? '') - Date.now()).toBeGreaterThan(6.9 * day)
    expect(await page(card)).toContain('You will hear by')
    expectStatus(await recruiter.patch(at(card), { stage: 'offer' }), 200)
    expect(await view(card)).toEqual(before)
  })

  it('[PORT-1] snoozing a reminder changes nothing of what was promised', async () => {
    const card = await anApplication(employer, posting)
    const before = await view(card)
    const [timer] = await ofCard(recruiter, card)
    expectStatus(await change(recruiter, timer?.id ?? '', { dueAt: soon(60 * day) }), 200)
    expect((await view(card)).replyBy).toBe(before.replyBy)
  })

  it('[PORT-2] a promise that was not kept is owned up to, and the team is reminded', async () => {
    const card = await anApplication(employer, posting)
    const store = await sharedStore()
    // As after eight days in which nobody did anything.
    const ago = new Date(Date.now() - 8 * day)
    const applications = store.db.collection<{ _id: string }>('applications')
    await applications.updateOne({ _id: card.applicationId }, { $set: { stageSince: ago } })
    const dueAt = new Date(ago.getTime() + 7 * day)
    const rows = store.db.collection<{ _id: string }>('reminders')
    await rows.updateOne({ _id: `t${card.applicationId}` }, { $set: { dueAt, setFor: dueAt } })
    const due = await eventually(async () =>
      (await list(manager)).find(({ applicationId }) => applicationId === card.applicationId),
    )
    expect(due).toMatchObject({ kind: 'reply', state: 'due' })
    expect(await told(due.id)).toEqual(['reminder.due'])
    expect((await view(card)).isLate).toBe(true)
    expect(await page(card)).toContain('You should have heard by')
  })

  it('[PORT-3] names nobody of the team, no stage, no reason and no score, weighs less than 60 KB and runs nothing', async () => {
    const named = [{ id: 'applied', name: 'Wizard round', kind: 'applied' }]
    const own = await aPublishedPosting(employer, { stages: named, title: `${'Senior '.repeat(20)}Engineer` })
    const card = await anApplication(employer, own)
    const lookAgainAt = soon(day)
    const reason = 'Budget freeze of division nine'
    expectStatus(await recruiter.patch(at(card), { status: 'on_hold', reason, lookAgainAt }), 200)
    await undoTimeIsOver(await sharedStore(), [card.applicationId])
    const html = await page(card)
    expect(html).toContain('on hold')
    expect(html).toContain('looks at your application again')
    expect(html).not.toMatch(/Wizard|Budget|A recruiter|<script|score/i)
    expect(html.length).toBeLessThan(60_000)
  })
})
