import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebhookType } from '#protocol/webhooks'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { alertPlans, subscribers } from '../alerts/repository.ts'
import { bySystem } from '../journal/actors.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan, outboxRows } from '../store/outbox.ts'
import { follows } from './follow-entries.ts'
import { webhookPlans, webhooks } from './webhooks/repository.ts'

let store: TestStore
let journal: Journal

beforeAll(async () => {
  store = await openTestStore()
  const { db } = store
  await ensureIndexes(db, [journalPlan, outboxPlan, ...webhookPlans, ...alertPlans])
  journal = aJournal(store, { follows })
})
afterAll(async () => {
  journal.close()
  await store.close()
})

/** Writes entries of these types in one transaction; answers the numbers of those that the workers are told of. */
async function followed(
  employerId: string,
  types: readonly string[],
  data: object = {},
  also?: (tx: Tx) => Promise<void>,
) {
  const stream = feedOf(employerId)
  const rows = () => outboxRows(store).find({ job: 'follow-entries', 'payload.stream': stream }).toArray()
  const before = (await rows()).length
  const head = await journal.head(stream)
  await journal.commit([stream], async (tx) => {
    await also?.(tx)
    for (const type of types) tx.append(stream, { type, data: { ...data }, actor: bySystem })
  })
  return (await rows()).slice(before).flatMap(({ payload }) => (payload['seqs'] as number[]).map((seq) => seq - head))
}

const aWebhook =
  (employerId: string, types: WebhookType[], state: 'active' | 'paused' = 'active') =>
  (tx: Tx) =>
    webhooks.put(tx, {
      ...{ _id: newId(), employerId, url: 'https://example.com/', types, state, seed: 's' },
      ...{ failingSince: null, createdAt: tx.now, version: 1 },
    })

const aSubscriber = (employerId: string, createdAt: Date) => ({
  ...{ _id: newId(), employerId, email: 'a@example.com', emailKey: 'a@example.com', filters: null, wanted: null },
  ...{ seed: 's', confirmKey: newId(), leaveKey: newId(), createdAt, since: null, goesAt: null },
})

describe('what follows from an entry', () => {
  it('[HOOK-6] is no work where nobody is told and no webhook wants it', async () => {
    const employerId = newId()
    expect(await followed(employerId, ['application.moved', 'application.rejected'])).toEqual([])
    expect(await followed(employerId, ['posting.transitioned'], { state: 'paused' })).toEqual([])
    await journal.commit([], aWebhook(employerId, ['application.moved'], 'paused'))
    await journal.commit([], aWebhook(employerId, ['application.hired']))
    expect(await followed(employerId, ['application.moved'])).toEqual([])
    expect(await followed(employerId, ['application.moved', 'application.hired'])).toEqual([2])
  })

  it('[HOOK-6] is a call where a webhook is there by then, in the same transaction too, and at no other company', async () => {
    const employerId = newId()
    const webhook = aWebhook(employerId, ['application.moved'])
    expect(await followed(employerId, ['application.moved'], {}, webhook)).toEqual([1])
    expect(await followed(employerId, ['application.moved'])).toEqual([1])
    expect(await followed(newId(), ['application.moved'])).toEqual([])
  })

  it('[HOOK-6] is left to the workers wherever somebody may be told, asked or invited', async () => {
    const told: [string, object][] = [
      ['application.received', {}],
      ['interview.done', {}],
      ['interview.changed', {}],
      ['posting.transitioned', { state: 'in_review' }],
    ]
    for (const [type, data] of told) expect(await followed(newId(), [type], data), type).toEqual([1])
    expect(await followed(newId(), ['application.moved', 'application.received'])).toEqual([1, 2])
  })

  it('[ALERT-6] is left to the workers where a job is published and anybody asked to hear of them, not confirmed yet among them', async () => {
    const [employerId, published] = [newId(), { state: 'published' }]
    expect(await followed(employerId, ['posting.transitioned'], published)).toEqual([])
    await journal.commit([], (tx) => subscribers.put(tx, aSubscriber(employerId, tx.now)))
    expect(await followed(employerId, ['posting.transitioned'], published)).toEqual([1])
    expect(await followed(newId(), ['posting.transitioned'], published)).toEqual([])
  })
})
