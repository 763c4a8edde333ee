import { PassThrough } from 'node:stream'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { requestFrame } from './lifecycle.ts'
import { answerErrors } from './problem.ts'
import { requestOf } from './visitor.ts'

interface Line {
  readonly msg: string
  readonly request?: string
  readonly err?: { readonly message: string }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Every request fails with its own id after a few turns. */
function anApp(trustProxy: number) {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const log = createLog('debug', stream)
  const app = new Hono()
  answerErrors(app, log)
  app.use(requestFrame({ log, metrics: createMetrics(), isStopping: () => false, trustProxy }))
  app.get('/api/fails', async (context) => {
    await turn()
    const request = requestOf(context)
    await Promise.all([turn(), turn()])
    throw new Error(request)
  })
  const lines = () => Buffer.concat(chunks).toString().trim().split('\n')
  return { app, lines: () => lines().map((line) => JSON.parse(line) as Line) }
}

describe('the id of a request', () => {
  it('[OPS-10] is on every line that is written for it, however requests mingle', async () => {
    const { app, lines } = anApp(0)
    const answers = await Promise.all([1, 2, 3].map(() => app.request('/api/fails')))
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(3)
    expect(lines()).toHaveLength(6)
    for (const id of ids) {
      const own = lines().filter(({ request }) => request === id)
      expect(own.map(({ msg, err }) => [msg, err?.message])).toEqual(
        expect.arrayContaining([
          ['unexpected error', id],
          ['request', undefined],
        ]),
      )
    }
  })

  it('[OPS-10] is that of a trusted proxy, and nobody else’s', async () => {
    const headers = { 'x-request-id': 'given-by-a-proxy' }
    const [trusting, alone] = [anApp(1), anApp(0)]
    const [kept, replaced] = await Promise.all(
      [trusting, alone].map(({ app }) => app.request('/api/fails', { headers })),
    )
    expect(kept?.headers.get('x-request-id')).toBe('given-by-a-proxy')
    expect(new Set(trusting.lines().map(({ request }) => request))).toEqual(new Set(['given-by-a-proxy']))
    expect(replaced?.headers.get('x-request-id')).not.toBe('given-by-a-proxy')
    expect(alone.lines().map(({ request }) => request)).not.toContain('given-by-a-proxy')
  })
})
