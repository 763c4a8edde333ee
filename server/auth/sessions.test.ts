import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import type { Scope } from '../store/scope.ts'
import { authPlans, sessionRows } from './repository.ts'
import { createSessions, type Sessions } from './sessions.ts'

const visitor = { request: 'r', ip: '192.0.2.7', userAgent: 'Firefox' }
const days = (count: number) => new Date(Date.now() + count * 24 * 3_600_000)

let store: TestStore
let sessions: Sessions
const scope = (): Scope => ({ db: store.db, now: new Date() })

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, authPlans)
  sessions = createSessions(store.db)
})
afterAll(() => store.close())

/** A session of somebody new, which ends in `left` days. */
async function aSession({ left = 30, userId = newId() } = {}) {
  const { secret } = await sessions.create(scope(), userId, visitor)
  const found = await sessions.find(secret)
  if (!found) throw new Error('The session just made is not there')
  await sessionRows(store).updateOne({ _id: found.sessionId }, { $set: { expiresAt: days(left) } })
  return { secret, userId, sessionId: found.sessionId }
}

describe('a session', () => {
  it('is found by its secret, of which the store keeps no copy', async () => {
    const { secret, userId, sessionId } = await aSession()
    expect(await sessions.find(secret)).toMatchObject({ sessionId, userId })
    expect(await sessions.find(sessionId)).toBeNull()
    const stored = await sessionRows(store).findOne({ userId })
    const { ip, userAgent } = visitor
    expect(stored).toMatchObject({ ip, userAgent, createdAt: expect.any(Date) })
    expect(JSON.stringify(stored)).not.toContain(secret)
  })

  it('is prolonged by use in its second half, and not before', async () => {
    const [young, old] = await Promise.all([aSession({ left: 16 }), aSession({ left: 14 })])
    const [one, other] = await Promise.all([sessions.find(young.secret), sessions.find(old.secret)])
    expect(one?.expiresAt.getTime()).toBeLessThan(days(17).getTime())
    expect(other?.expiresAt.getTime()).toBeGreaterThan(days(29).getTime())
    expect((await sessions.find(old.secret))?.expiresAt).toEqual(other?.expiresAt)
  })

  it('that is over is not found, although the store has not cleared it yet', async () => {
    const { secret, sessionId } = await aSession({ left: -1 })
    expect(await sessions.alive([sessionId])).toEqual(new Set())
    expect(await sessions.find(secret)).toBeNull()
  })

  it('ends alone, or with all of the person', async () => {
    const first = await aSession()
    const { userId } = first
    const [second, third, other] = await Promise.all([aSession({ userId }), aSession({ userId }), aSession()])
    const ids = [first, second, third, other].map(({ sessionId }) => sessionId)
    await sessions.end(first.sessionId)
    expect(await sessions.alive(ids)).toEqual(new Set(ids.slice(1)))
    expect((await sessions.endAllOf(scope(), userId)).sort()).toEqual([second.sessionId, third.sessionId].sort())
    expect(await sessions.alive(ids)).toEqual(new Set([other.sessionId]))
  })
})
