import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../tests/open-store.ts'
import { measureBacklog } from './backlog-metrics.ts'
import type { Scope } from './store/scope.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

describe('what waits for the workers', () => {
  const now = new Date()
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const metricsOf = async (scope: () => Scope, patience = 2000) => {
    const registry = new Registry()
    measureBacklog(registry, scope, { goodFor: 1000, patience })
    return registry.metrics()
  }

  it('[HTTP-39] is measured: how much there is, and for how long the oldest waits', async () => {
    const rows = [
      { state: 'pending', createdAt: ago(5) },
      { state: 'pending', createdAt: ago(90) },
      { state: 'queued', createdAt: ago(600) },
      { state: 'done', createdAt: ago(600) },
    ]
    await store.db.collection('outbox').insertMany(rows)
    const jobs = [
      { name: 'send-mail', nextRunAt: ago(30), lockedAt: null },
      { name: 'send-mail', nextRunAt: ago(45), lockedAt: null },
      { name: 'send-mail', nextRunAt: ago(-60), lockedAt: null },
      { name: 'send-mail', nextRunAt: ago(300), lockedAt: ago(1) },
    ]
    await store.db.collection('jobs').insertMany(jobs)
    const text = await metricsOf(() => ({ db: store.db, now }))
    for (const line of [
      'clearview_outbox_waiting 2',
      'clearview_outbox_oldest_seconds 90',
      'clearview_jobs_overdue{job="send-mail"} 2',
      'clearview_jobs_oldest_overdue_seconds{job="send-mail"} 45',
      'clearview_jobs_overdue{job="tell-unread"} 0',
    ])
      expect(text.split('\n')).toContain(line)
  })

  it('[HTTP-39] a store that does not answer leaves it without a value, and holds nobody up', async () => {
    const never = { toArray: () => new Promise(() => undefined) }
    const find = () => ({ sort: () => ({ limit: () => never }) })
    const silent = { db: { collection: () => ({ find }) }, now } as unknown as Scope
    const text = await metricsOf(() => silent, 5)
    expect(text).toContain('clearview_outbox_waiting Nan')
    expect(text).not.toContain('clearview_jobs_overdue{')
  })
})
