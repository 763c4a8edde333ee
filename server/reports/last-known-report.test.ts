import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { lastKnownReport } from './last-known-report.ts'

function aServer() {
  const store = { answers: true }
  const app = new Hono()
  app.use('/reports', lastKnownReport())
  app.get('/reports', (context) => {
    if (!store.answers) return context.json({ code: 'store-unavailable' }, 503)
    if (context.req.query('format') === 'csv') return context.text('Posting\r\n')
    return context.json({ type: 'summary', asOf: '2026-03-01T00:00:00.000Z', stale: false })
  })
  return {
    store,
    ask: (query = '', headers: Record<string, string> = {}) => app.request(`/reports${query}`, { headers }),
  }
}

describe('a report while the store does not answer', () => {
  it('[REP-16] is the last one that the same person read, and says of when it is', async () => {
    const { store, ask } = aServer()
    await ask('', { cookie: 'a' })
    store.answers = false
    const stale = await ask('', { cookie: 'a' })
    expect(stale.status).toBe(200)
    expect(await stale.json()).toMatchObject({ stale: true, asOf: '2026-03-01T00:00:00.000Z' })
    expect((await ask('', { cookie: 'b' })).status).toBe(503)
    expect((await ask('?type=pipeline', { cookie: 'a' })).status).toBe(503)
  })

  it('[REP-16] is no file, and nothing that is to be made beside the request', async () => {
    const { store, ask } = aServer()
    expect(await (await ask('?format=csv')).text()).toBe('Posting\r\n')
    store.answers = false
    expect((await ask('?format=csv')).status).toBe(503)
    expect((await ask('', { prefer: 'respond-async' })).status).toBe(503)
  })
})
