import { describe, expect, it } from 'vitest'
import { CallError, NetworkError } from '../rest/call-error.ts'
import { Outbox, type WaitingWrite } from './outbox.ts'

const move = { method: 'patch', path: '/things/:id' } as const
const settled = () => new Promise((resolve) => setImmediate(resolve))
const refusal = (code: 'version-mismatch' | 'store-unavailable' | 'internal' | 'not-signed-in', status: number) =>
  new CallError({ type: '', title: '', detail: 'no', status, code })

function anOutbox(stored: readonly WaitingWrite[] = [], now = () => Date.parse('2026-05-01T10:00:00Z')) {
  let kept = stored
  const sent: string[] = []
  const counts: number[] = []
  const refused: string[] = []
  const answers: Array<unknown> = []
  let keys = 0
  let timer: (() => void) | null = null
  const outbox = new Outbox({
    send: async (_, request) => {
      sent.push(request.idempotencyKey ?? '')
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer
    },
    newKey: () => `k${++keys}`,
    now,
    load: () => kept,
    save: (writes) => {
      kept = writes
    },
    later: (run) => {
      timer = run
      return () => {
        timer = null
      }
    },
    onCount: (count) => counts.push(count),
    onRefused: (write) => refused.push(write.label),
  })
  return { outbox, sent, counts, refused, answers, kept: () => kept, ring: () => timer?.() }
}

describe('the outbox', () => {
  it('sends a change at once, keeps it until it is answered or refused, and counts nothing', async () => {
    const { outbox, answers, counts, sent, kept } = anOutbox()
    answers.push('done', refusal('version-mismatch', 412))
    const written = outbox.write(move, {}, 'Move')
    expect(kept()).toMatchObject([{ key: 'k1' }])
    expect(await written).toBe('done')
    expect(kept()).toEqual([])
    await expect(outbox.write(move, {}, 'Move')).rejects.toMatchObject({ code: 'version-mismatch' })
    expect(kept()).toEqual([])
    expect(sent).toEqual(['k1', 'k2'])
    expect(counts).toEqual([0])
  })

  it('[WEB-6] what was on its way when the page was left is sent again by the next one, in order', async () => {
    const left = anOutbox()
    left.answers.push(new Promise(() => undefined), new Promise(() => undefined))
    for (const label of ['first', 'second']) void left.outbox.write(move, {}, label)
    const { outbox, answers, sent, kept } = anOutbox(left.kept())
    answers.push('a', 'b')
    outbox.drain()
    await settled()
    expect(sent).toEqual(['k1', 'k2'])
    expect(kept()).toEqual([])
  })

  it('keeps a change that got no answer, sends it again with its key, and answers in the end', async () => {
    const { outbox, answers, counts, sent, kept, ring } = anOutbox()
    answers.push(new NetworkError(), refusal('store-unavailable', 503), 'done')
    const written = outbox.write(move, { params: { id: '1' } }, 'Move')
    await settled()
    expect(kept()).toMatchObject([{ key: 'k1', path: '/things/:id', label: 'Move' }])
    ring()
    await settled()
    ring()
    expect(await written).toBe('done')
    expect(sent).toEqual(['k1', 'k1', 'k1'])
    expect(counts.at(-1)).toBe(0)
  })

  it('keeps the order: what comes later waits for what waits already', async () => {
    const { outbox, answers, sent } = anOutbox()
    answers.push(new NetworkError(), 'a', 'b')
    const first = outbox.write(move, {}, 'first')
    await settled()
    const second = outbox.write(move, {}, 'second')
    outbox.drain()
    expect(await Promise.all([first, second])).toEqual(['a', 'b'])
    expect(sent).toEqual(['k1', 'k1', 'k2'])
  })

  it('keeps the order also of two that were on their way, of which the second found out first', async () => {
    const { outbox, answers, sent } = anOutbox()
    let fail: (error: Error) => void = () => undefined
    const late = new Promise((_, reject) => {
      fail = reject
    })
    answers.push(late, new NetworkError(), 'a', 'b')
    const [first, second] = [outbox.write(move, {}, 'first'), outbox.write(move, {}, 'second')]
    await settled()
    fail(new NetworkError())
    await settled()
    outbox.drain()
    expect(await Promise.all([first, second])).toEqual(['a', 'b'])
    expect(sent).toEqual(['k1', 'k2', 'k1', 'k2'])
  })

  it('rejects what is refused, at once or later, and goes on with the next', async () => {
    const { outbox, answers } = anOutbox()
    answers.push(refusal('version-mismatch', 412))
    await expect(outbox.write(move, {}, 'Move')).rejects.toMatchObject({ code: 'version-mismatch' })
    answers.push(new NetworkError(), refusal('version-mismatch', 412), 'b')
    const first = outbox.write(move, {}, 'first').catch((error: unknown) => error)
    await settled()
    const second = outbox.write(move, {}, 'second')
    outbox.drain()
    expect(await first).toMatchObject({ code: 'version-mismatch' })
    expect(await second).toBe('b')
  })

  it('does not repeat a request that fails inside the server', async () => {
    const { outbox, answers, sent } = anOutbox()
    answers.push(refusal('internal', 500))
    await expect(outbox.write(move, {}, 'Move')).rejects.toMatchObject({ code: 'internal' })
    expect(sent).toEqual(['k1'])
  })

  it('keeps what met an ended session, for when the same person is back', async () => {
    const { outbox, answers, kept, refused } = anOutbox()
    answers.push(refusal('not-signed-in', 401))
    void outbox.write(move, {}, 'Move')
    await settled()
    outbox.stop()
    expect(kept()).toMatchObject([{ key: 'k1' }])
    expect(refused).toEqual([])
  })

  it('does not send again what the server cannot know any more, and says so', async () => {
    const day = 24 * 3600_000
    let now = Date.parse('2026-05-01T10:00:00Z')
    const left = anOutbox([], () => now)
    left.answers.push(new NetworkError())
    void left.outbox.write(move, {}, 'long ago')
    await settled()
    now += 4 * day
    left.answers.push(new NetworkError())
    void left.outbox.write(move, {}, 'later')
    await settled()
    now += 10 * day
    const { outbox, answers, sent, refused, kept } = anOutbox(left.kept(), () => now)
    answers.push('done')
    outbox.drain()
    await settled()
    expect(refused).toEqual(['long ago'])
    expect(sent).toEqual(['k2'])
    expect(kept()).toEqual([])
  })

  it('goes on after the page was loaded again, and says what was refused', async () => {
    const write = (key: string): WaitingWrite => ({ key, ...move, request: { idempotencyKey: key }, label: key })
    const { outbox, answers, counts, refused, sent } = anOutbox([write('x'), write('y')])
    expect(counts).toEqual([2])
    answers.push(refusal('version-mismatch', 412), 'done')
    outbox.drain()
    await settled()
    expect(sent).toEqual(['x', 'y'])
    expect(refused).toEqual(['x'])
    expect(counts.at(-1)).toBe(0)
  })
})
