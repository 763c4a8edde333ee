import { EventEmitter } from 'node:events'
import type { MongoClient } from 'mongodb'
import { afterEach, describe, expect, it } from 'vitest'
import { clockAhead, followClock } from './clock.ts'

/** A store that answers `hello`, as the driver tells of it. */
function aStore() {
  const client = new EventEmitter()
  const said: string[] = []
  const log = {
    warn: (_: object, message: string) => said.push(message),
    info: (message: string) => said.push(message),
  }
  followClock(client as unknown as MongoClient, log as never)
  /** @param ahead of this process before the store @param late how long the answer lay unread, in milliseconds */
  const answers = (ahead: number, { late = 0, duration = 1, isWritablePrimary = true } = {}) =>
    client.emit('serverHeartbeatSucceeded', {
      duration,
      reply: { localTime: new Date(Date.now() - ahead - late), isWritablePrimary },
    })
  return { answers, said }
}

/** Rounded, since the test takes its time. */
const seconds = () => Math.round(clockAhead() / 1000)

afterEach(() => {
  aStore().answers(0)
})

describe('the clock of the store', () => {
  it.each([
    [0, 0],
    [900, 0],
    [-900, 0],
    [120_000, 120],
    [-120_000, -120],
  ])('[OPS-14] of a process that is %d ms ahead is followed beyond a second', (ahead, followed) => {
    aStore().answers(ahead)
    expect(seconds()).toBe(followed)
  })

  it('[OPS-14] is not believed to be behind by an answer that was long under way, or lay unread', () => {
    const { answers, said } = aStore()
    answers(0, { late: 5000, duration: 5000 })
    expect(seconds()).toBe(0)
    answers(0)
    answers(0, { late: 5000 })
    expect(seconds()).toBe(0)
    expect(said).toEqual([])
  })

  it('[OPS-14] is the primary’s; when it parts from this one and when they meet again is said once', () => {
    const { answers, said } = aStore()
    answers(120_000, { isWritablePrimary: false })
    expect(seconds()).toBe(0)
    for (let i = 0; i < 6; i++) answers(120_000)
    answers(0)
    expect(seconds()).toBe(0)
    expect(said).toEqual([expect.stringContaining('is ahead'), expect.stringContaining('the same time')])
  })
})
