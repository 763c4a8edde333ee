import { describe, expect, it } from 'vitest'
import type { FeedEntry } from '../../protocol/feed.ts'
import { type FollowAnswer, StreamFollower } from './stream-follower.ts'

const entry = (seq: number): FeedEntry => ({
  employerId: 'e1' as FeedEntry['employerId'],
  seq,
  type: 'application.moved',
  data: { n: seq },
  actor: { kind: 'system', id: null },
  at: '2026-01-01T00:00:00Z',
})
const hidden = (seq: number): FeedEntry => ({ employerId: 'e1' as FeedEntry['employerId'], seq, type: 'hidden' })
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A follower whose questions are answered by hand and whose clock moves by hand. */
function aFollower() {
  const asked: Array<number | undefined> = []
  const answers: Array<{ resolve: (answer: FollowAnswer<FeedEntry>) => void; reject: (error: Error) => void }> = []
  const timers = new Set<() => void>()
  const log: Array<number | 'reset'> = []
  const states: string[] = []
  const follower = new StreamFollower<FeedEntry>({
    follow: (after) => {
      asked.push(after)
      return new Promise((resolve, reject) => answers.push({ resolve, reject }))
    },
    later: (run) => {
      timers.add(run)
      return () => timers.delete(run)
    },
    onEntries: (entries) => log.push(...entries.map(({ seq }) => seq)),
    onReset: () => log.push('reset'),
    onState: (state) => states.push(state),
  })
  return {
    follower,
    asked,
    log,
    states,
    answers,
    timers,
    async answer(answer: Partial<Extract<FollowAnswer<FeedEntry>, { ok: true }>> & { head: number }) {
      answers.shift()?.resolve({ ok: true, epoch: 'a', ...answer })
      await settled()
    },
    async refuse(retryable: boolean) {
      answers.shift()?.resolve({ ok: false, retryable })
      await settled()
    },
    ring() {
      const due = [...timers]
      timers.clear()
      for (const run of due) run()
    },
  }
}

async function aLiveFollower(head: number) {
  const it = aFollower()
  it.follower.connected()
  await it.answer({ head })
  it.log.length = 0
  it.asked.length = 0
  return it
}

describe('following a feed', () => {
  it('joins at the head, and has what was read before read again', async () => {
    const { follower, answer, asked, log } = aFollower()
    follower.connected()
    expect(asked).toEqual([undefined])
    expect(follower.hasJoined).toBe(false)
    await answer({ head: 12 })
    expect(log).toEqual(['reset'])
    expect(follower.state).toBe('current')
  })

  it('keeps pushes that overtake the answer to joining', async () => {
    const { follower, answer, log } = aFollower()
    follower.connected()
    follower.pushed(entry(12))
    follower.pushed(entry(13))
    await answer({ head: 12 })
    expect(log).toEqual(['reset', 13])
  })

  it('fetches a hole after a pause, once', async () => {
    const { follower, answer, asked, log, ring } = await aLiveFollower(5)
    follower.pushed(entry(7))
    follower.pushed(entry(8))
    expect(asked).toEqual([])
    ring()
    expect(asked).toEqual([5])
    expect(follower.state).toBe('catching-up')
    await answer({ head: 8, entries: [entry(6), entry(7), entry(8)] })
    expect(log).toEqual([6, 7, 8])
    expect(follower.state).toBe('current')
  })

  it('does not fetch a hole that closes by itself', async () => {
    const { follower, asked, log, timers } = await aLiveFollower(5)
    follower.pushed(entry(7))
    follower.pushed(entry(6))
    expect(timers.size).toBe(0)
    expect(asked).toEqual([])
    expect(log).toEqual([6, 7])
  })

  it('lets a hidden entry fill its place', async () => {
    const { follower, log } = await aLiveFollower(5)
    follower.pushed(hidden(6))
    follower.pushed(entry(7))
    expect(log).toEqual([6, 7])
  })

  it('notices a lost last push by the head number', async () => {
    const { follower, answer, asked, log, ring } = await aLiveFollower(5)
    follower.headed(6)
    ring()
    expect(asked).toEqual([5])
    await answer({ head: 6, entries: [entry(6)] })
    expect(log).toEqual([6])
  })

  it('asks what it missed when it comes back, page by page', async () => {
    const { follower, answer, asked, log, states } = await aLiveFollower(5)
    follower.disconnected()
    follower.pushed(entry(6))
    follower.connected()
    expect(asked).toEqual([5])
    await answer({ head: 9, entries: [entry(6), entry(7)], more: true })
    expect(asked).toEqual([5, 7])
    await answer({ head: 9, entries: [entry(8), entry(9)] })
    expect(log).toEqual([6, 7, 8, 9])
    expect(states.slice(-4)).toEqual(['down', 'joining', 'catching-up', 'current'])
  })

  it('starts over when it fell too far behind, and when history was replaced', async () => {
    const { follower, answer, log } = await aLiveFollower(5)
    follower.disconnected()
    follower.connected()
    await answer({ head: 9000, reset: true })
    expect(log).toEqual(['reset'])
    follower.disconnected()
    follower.connected()
    await answer({ head: 3, epoch: 'b' })
    follower.pushed(entry(4))
    expect(log).toEqual(['reset', 'reset', 4])
  })

  it('ignores an answer to a question from before the connection broke', async () => {
    const { follower, answers, answer, log } = await aLiveFollower(5)
    follower.check()
    const old = answers.shift()
    follower.disconnected()
    follower.connected()
    old?.resolve({ ok: true, epoch: 'x', head: 99, reset: true })
    await settled()
    expect(log).toEqual([])
    await answer({ head: 6, entries: [entry(6)] })
    expect(log).toEqual([6])
  })

  it('asks again when no answer came, and stops when it may not follow', async () => {
    const { follower, answers, asked, refuse, ring } = aFollower()
    follower.connected()
    answers.shift()?.reject(new Error('timeout'))
    await settled()
    ring()
    expect(asked).toEqual([undefined, undefined])
    await refuse(false)
    expect(follower.state).toBe('refused')
  })
})

describe('following on from a snapshot', () => {
  it('asks for what comes after it, and misses nothing', async () => {
    const it = aFollower()
    it.follower.startFrom('a', 7)
    it.follower.connected()
    expect(it.asked).toEqual([7])
    await it.answer({ head: 9, entries: [entry(8), entry(9)] })
    expect(it.log).toEqual([8, 9])
    expect(it.follower.state).toBe('current')
  })

  it('starts over when the snapshot is of another history', async () => {
    const it = aFollower()
    it.follower.startFrom('b', 7)
    it.follower.connected()
    await it.answer({ head: 9, entries: [entry(8), entry(9)] })
    expect(it.log).toEqual(['reset'])
  })
})
