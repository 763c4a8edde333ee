import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../../tests/open-store.ts'
import { journalPlan } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import { newId } from '../../store/ids.ts'
import { ensureIndexes } from '../../store/mongo.ts'
import { outboxPlan, outboxRows } from '../../store/outbox.ts'
import { DeliveryFailed, deliver } from './deliver.ts'
import { deliveries, webhookPlans, webhooks } from './repository.ts'

let store: TestStore
let journal: Journal
let receiver: Server
let url: string
let status = 204
let clock = new Date()
const scope = () => ({ db: store.db, now: clock })
const links = { secretOf: (seed: string) => Buffer.from(seed.padEnd(32, '.')).toString('base64url') }

beforeAll(async () => {
  store = await openTestStore()
  const { db } = store
  await ensureIndexes(db, [journalPlan, outboxPlan, ...webhookPlans])
  journal = aJournal(store)
  receiver = createServer((request, response) => {
    request.resume()
    if (status === 101) response.writeHead(status, { connection: 'upgrade', upgrade: 'other' }).end()
    else response.writeHead(status).end('x'.repeat(100_000))
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
})
afterAll(async () => {
  receiver.close()
  journal.close()
  await store.close()
})

async function aCall() {
  const [employerId, webhookId, deliveryId, userId] = [newId(), newId(), newId(), newId()]
  const rows = (name: string) => store.db.collection<{ _id: string }>(name)
  await rows('memberships').insertOne({ _id: newId(), employerId, userId, role: 'owner' } as { _id: string })
  await rows('users').insertOne({ _id: userId, name: 'Jo', email: 'jo@example.com' } as { _id: string })
  await journal.commit([], async (tx) => {
    await webhooks.put(tx, {
      ...{ _id: webhookId, employerId, url, types: ['application.moved'], state: 'active', seed: 's' },
      ...{ failingSince: null, createdAt: clock, version: 1 },
    })
    const about = { employerId, webhookId, cause: newId(), type: 'application.moved', body: '{}' }
    await deliveries.insert(tx, [{ _id: deliveryId, ...about, state: 'waiting', createdAt: clock, attempts: [] }])
  })
  const attempt = (toPrivate = true) => deliver({ scope, journal, links, toPrivate }, deliveryId)
  const state = async () => (await webhooks.find(scope(), webhookId))?.state
  return { attempt, state, log: () => deliveries.find(scope(), deliveryId), employerId }
}

describe('delivering a call', () => {
  it('[HOOK-3] notes each attempt and asks for another until it is taken, and then does nothing more', async () => {
    const call = await aCall()
    status = 500
    await expect(call.attempt()).rejects.toThrow(DeliveryFailed)
    status = 204
    await call.attempt()
    await call.attempt()
    const log = await call.log()
    expect([log?.state, log?.attempts.map((one) => one.status)]).toEqual(['delivered', [500, 204]])
  })

  it('[HOOK-3] answered with another protocol has failed like any other, and keeps nobody waiting', async () => {
    const call = await aCall()
    status = 101
    await expect(call.attempt()).rejects.toThrow('HTTP 101')
    expect((await call.log())?.attempts).toMatchObject([{ status: 101 }])
  })

  it('[HOOK-4] that fails for a day switches the webhook off, once, and tells the administrators', async () => {
    const call = await aCall()
    status = 503
    const began = clock.getTime()
    for (const hours of [0, 12, 23.9]) {
      clock = new Date(began + hours * 3600_000)
      await expect(call.attempt()).rejects.toThrow('HTTP 503')
      expect(await call.state()).toBe('active')
    }
    clock = new Date(began + 24 * 3600_000)
    await expect(call.attempt()).rejects.toThrow(DeliveryFailed)
    expect(await call.state()).toBe('disabled')
    // What is left of its calls fails without another attempt.
    await call.attempt()
    expect(await call.log()).toMatchObject({ state: 'failed' })
    const mails = await outboxRows(store).find({ job: 'send-mail', employerId: call.employerId }).toArray()
    expect(mails.map(({ payload }) => payload['template'])).toEqual(['webhook-disabled'])
  })

  it('[HOOK-4] that goes through in between starts the day anew', async () => {
    const call = await aCall()
    const began = clock.getTime()
    status = 503
    await expect(call.attempt()).rejects.toThrow(DeliveryFailed)
    const other = await aCall()
    status = 204
    await other.attempt()
    clock = new Date(began + 20 * 3600_000)
    await call.attempt()
    expect((await call.log())?.state).toBe('delivered')
    expect(await call.state()).toBe('active')
  })

  it('[HOOK-5] goes nowhere inside the network unless that is allowed', async () => {
    const call = await aCall()
    await expect(call.attempt(false)).rejects.toThrow('inside the network')
    expect((await call.log())?.attempts).toMatchObject([{ status: null }])
  })
})
