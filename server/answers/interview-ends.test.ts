import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { bySystem } from '../journal/actors.ts'
import { type Entry, feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan, outboxRows } from '../store/outbox.ts'
import { askAfterInterviews, interviewEndPlan, noteInterviews } from './interview-ends.ts'
import { askWithNews } from './offer-answer.ts'
import { answerPlans, asks } from './repository.ts'

let store: TestStore
let journal: Journal
const links = { secretOf: (seed: string) => `secret of ${seed}` }
const [employerId, jobId] = [newId(), newId()]
const minute = 60_000
const later = (minutes: number) => new Date(Date.now() + minutes * minute)

beforeAll(async () => {
  store = await openTestStore()
  const { db } = store
  await ensureIndexes(db, [journalPlan, outboxPlan, interviewEndPlan, ...answerPlans])
  journal = aJournal(store)
  const rows = (name: string) => db.collection<{ _id: string }>(name)
  await rows('employers').insertOne({ _id: employerId, companyName: 'Birch' } as { _id: string })
  await rows('postings').insertOne({ _id: jobId, employerId, title: 'Cook', published: null } as { _id: string })
})
afterAll(async () => {
  journal.close()
  await store.close()
})

async function anApplication(): Promise<string> {
  const [applicationId, candidateId] = [newId(), newId()]
  const rows = (name: string) => store.db.collection<{ _id: string }>(name)
  const person = { employerId, name: 'Noor', email: 'noor@example.com' }
  await rows('candidates').insertOne({ _id: candidateId, ...person } as { _id: string })
  const application = { employerId, jobId, candidateId, status: 'active', decision: null }
  await rows('applications').insertOne({ _id: applicationId, ...application } as { _id: string })
  return applicationId
}

const tells = (applicationId: string, state: string, endsAt: Date, version: number) =>
  journal.commit([], (tx) => {
    const data = { interviewId: `i${applicationId}`, applicationId, state, endsAt: endsAt.toISOString(), version }
    const entry = { stream: feedOf(employerId), seq: version, key: '', data, actor: bySystem, at: new Date() }
    return noteInterviews(tx, [{ ...entry, type: `interview.${state}` } satisfies Entry])
  })
const sweep = (now: Date) => askAfterInterviews({ db: store.db, now }, journal, links)
const isAsked = async (applicationId: string) =>
  (await asks.of({ db: store.db, now: new Date() }, applicationId)).length

describe('asking after an interview', () => {
  it('[ANS-1] waits for its end, wherever it was moved, and asks once however many workers look', async () => {
    const id = await anApplication()
    await tells(id, 'scheduled', later(10), 1)
    await tells(id, 'confirmed', later(60), 2)
    // An entry that comes late changes nothing.
    await tells(id, 'scheduled', later(1), 1)
    await sweep(later(30))
    expect(await isAsked(id)).toBe(0)
    await Promise.all([sweep(later(61)), sweep(later(61)), sweep(later(61))])
    await sweep(later(62))
    expect(await isAsked(id)).toBe(1)
    const mails = await outboxRows(store).find({ job: 'send-mail' }).toArray()
    expect(mails.map(({ payload }) => payload['template'])).toEqual(['answer-asked'])
  })

  it('[FAULT-9] goes on behind one that cannot be asked, and tries that one again', async () => {
    const [odd, next] = [await anApplication(), await anApplication()]
    const people = store.db.collection<{ _id: string }>('candidates')
    const [one] = await store.db
      .collection<{ _id: string; candidateId: string }>('applications')
      .find({ _id: odd })
      .toArray()
    const gone = await people.findOneAndDelete({ _id: one?.candidateId ?? '' })
    await tells(odd, 'scheduled', later(1), 1)
    await tells(next, 'scheduled', later(2), 1)
    await expect(sweep(later(3))).rejects.toMatchObject({ message: '1 could not be done' })
    expect([await isAsked(odd), await isAsked(next)]).toEqual([0, 1])
    if (gone) await people.insertOne(gone)
    await sweep(later(3))
    expect([await isAsked(odd), await isAsked(next)]).toEqual([1, 1])
  })

  it('[ANS-1] asks nobody whose interview does not take place', async () => {
    for (const state of ['proposed', 'declined', 'cancelled', 'no-show']) {
      const id = await anApplication()
      await tells(id, 'scheduled', later(10), 1)
      await tells(id, state, later(10), 2)
      await sweep(later(20))
      expect(await isAsked(id), state).toBe(0)
    }
  })
})

describe('asking with the news of a decision', () => {
  const decide = (applicationId: string, status: string, version: number) =>
    store.db
      .collection<{ _id: string }>('applications')
      .updateOne({ _id: applicationId }, { $set: { status, version } })
  const ask = (applicationId: string, version: number, seed = newId()) =>
    journal.commit([], (tx) =>
      askWithNews(tx, links, { applicationId, version }, { seed, secret: links.secretOf(`ask:${seed}`) }),
    )

  it('[ANS-9] gives the same link at every attempt, and none in later news or when the decision was taken back', async () => {
    const id = await anApplication()
    await decide(id, 'active', 4)
    expect(await ask(id, 4)).toBeNull()
    await decide(id, 'rejected', 5)
    expect(await ask(id, 4)).toBeNull()
    const [first, again] = [await ask(id, 5, 'seed'), await ask(id, 5, 'other')]
    expect([first, again]).toEqual(['secret of ask:seed', 'secret of ask:seed'])
    await decide(id, 'hired', 6)
    expect(await ask(id, 6)).toBeNull()
    expect(await isAsked(id)).toBe(1)
  })

  it('[ANS-9] asks nobody who has not used the link that came after the interview', async () => {
    const id = await anApplication()
    await tells(id, 'scheduled', later(10), 1)
    await sweep(later(20))
    await decide(id, 'rejected', 2)
    expect(await ask(id, 2)).toBeNull()
  })
})
