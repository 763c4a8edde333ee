import { Hono } from 'hono'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { AppError } from '../app-error.ts'
import { lastKnown } from './last-known.ts'
import { answerErrors } from './problem.ts'

/** A server whose store can be taken away. */
function aServer() {
  const state = { hasStore: true, now: 0, count: 0 }
  const app = new Hono()
  answerErrors(app, pino({ level: 'silent' }))
  app.use(
    '/figures',
    lastKnown(() => state.now),
  )
  app.get('/figures', (context) => {
    if (!state.hasStore) throw new AppError('store-unavailable', undefined, { retryAfter: 1 })
    if (!context.req.header('cookie')) throw new AppError('not-signed-in')
    return context.json({ count: ++state.count, stale: false })
  })
  const ask = async (cookie: string, query = '') => {
    const answer = await app.request(`/figures${query}`, { headers: cookie ? { cookie } : {} })
    return {
      status: answer.status,
      body: (await answer.json()) as object,
      retryAfter: answer.headers.get('retry-after'),
    }
  }
  return { state, ask }
}

describe('figures while the store does not answer', () => {
  it('[FIG-16] are those that the same session was told last, and say that they are stale', async () => {
    const { state, ask } = aServer()
    await ask('a')
    await ask('a')
    state.hasStore = false
    expect(await ask('a')).toEqual({ status: 200, body: { count: 2, stale: true }, retryAfter: null })
    state.hasStore = true
    expect(await ask('a')).toMatchObject({ body: { count: 3, stale: false } })
  })

  it('[FIG-16] are nobody else’s, of no other question, and not for ever', async () => {
    const { state, ask } = aServer()
    await ask('a')
    expect((await ask('')).status).toBe(401)
    state.hasStore = false
    for (const [cookie, query] of [['b'], [''], ['a', '?jobId=1']] as const) {
      expect((await ask(cookie, query)).status).toBe(503)
    }
    state.now = 31 * 60_000
    expect((await ask('a')).status).toBe(503)
  })
})
