import { afterAll, beforeAll, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import type { Member } from '../http/actor.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { reportScore } from './report-score.ts'
import { languagePlans, scoreRows } from './repository.ts'

let store: TestStore
let journal: Journal
beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, ...languagePlans])
  journal = aJournal(store)
})
afterAll(async () => {
  journal.close()
  await store.close()
})

it('[LANG-14] a history has a point at most every ten minutes, and none when nothing changed', async () => {
  const employerId = newId()
  const documentId = `posting:${newId()}`
  const member: Member = {
    kind: 'person',
    userId: newId(),
    sessionId: 's',
    request: 'r',
    ip: '127.0.0.1',
    userAgent: 'test',
    role: 'owner',
    jobIds: [],
    employerId,
    membershipVersion: 1,
  }
  const start = Date.now()
  const report = (minutes: number, score: number) =>
    journal.commit(
      [feedOf(employerId)],
      (tx) =>
        reportScore({ hasPosting: async () => true })(tx, member, {
          ...{ employerId, documentId, query: {}, bytes: undefined, ifVersion: undefined },
          body: { score, findings: 1, words: 100 },
        }),
      { now: new Date(start + minutes * 60_000) },
    )
  const answers: number[] = []
  for (const [minutes, score] of [
    [0, 70],
    [9.9, 80],
    [10, 90],
    [30, 90],
    [31, 60],
  ] as const)
    answers.push((await report(minutes, score)).score)
  expect(answers).toEqual([70, 70, 90, 90, 60])
  const kept = await scoreRows(store).find({ documentId }).sort({ _id: 1 }).toArray()
  expect(kept.map(({ score }) => score)).toEqual([70, 90, 60])
  expect(await journal.head(feedOf(employerId))).toBe(3)
})
