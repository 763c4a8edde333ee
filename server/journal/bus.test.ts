import { Binary } from 'bson'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { median } from '../../tests/delays.ts'
import { type RunningRedis, startRedis } from '../../tests/redis.ts'
import { eventually } from '../../tests/server.ts'
import { newId } from '../store/ids.ts'
import { openRedis, type RedisLink } from '../store/redis.ts'
import { bySystem } from './actors.ts'
import { type Bus, createMemoryBus } from './bus.memory.ts'
import { createRedisBus } from './bus.redis.ts'
import type { Entry, Stream } from './entry.ts'

const log = pino({ level: 'silent' })
const links: RedisLink[] = []
let redis: RunningRedis

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(async () => {
  for (const link of links) link.close()
  await redis.kill()
})

async function aLink(prefix: string): Promise<RedisLink> {
  const link = await openRedis(redis.url, prefix, log)
  links.push(link)
  return link
}

const aStream = (): Stream => `feed:${newId()}`
const anEntry = (stream: Stream, seq: number, data: object = {}): Entry => {
  return { stream, seq, key: newId(), type: 'user.joined', data, actor: bySystem, at: new Date(1000 * seq) }
}

/** What a subscriber heard. */
function heardOn(bus: Bus, stream: Stream): { seqs: number[]; entries: Entry[]; end: () => void } {
  const [seqs, heard]: [number[], Entry[]] = [[], []]
  const end = bus.subscribe(stream, (entries) => {
    heard.push(...entries)
    seqs.push(...entries.map(({ seq }) => seq))
  })
  return { seqs, entries: heard, end }
}

/** Publishes until the subscriber has heard it: a subscription on the other side takes a moment. */
async function publishUntilHeard(from: Bus, stream: Stream, entry: Entry, seqs: readonly number[]): Promise<void> {
  await eventually(async () => {
    from.publish(stream, [entry])
    await new Promise((resolve) => setTimeout(resolve, 5))
    return seqs.includes(entry.seq)
  })
}

/** One form with one node, and one with two: the same rules. */
const forms: Readonly<Record<string, () => Promise<{ from: Bus; to: Bus }>>> = {
  'in one process': async () => {
    const bus = createMemoryBus()
    return { from: bus, to: bus }
  },
  'over Redis, within a node': async () => {
    const bus = createRedisBus(await aLink(newId()))
    return { from: bus, to: bus }
  },
  'over Redis, between nodes': async () => {
    const prefix = newId()
    const [one, other] = await Promise.all([aLink(prefix), aLink(prefix)])
    return { from: createRedisBus(one), to: createRedisBus(other) }
  },
}

describe.each(Object.entries(forms))('the bus %s', (_name, open) => {
  it('[NODE-1] brings entries to those who subscribe to their stream, and to nobody else', async () => {
    const { from, to } = await open()
    const [stream, other] = [aStream(), aStream()]
    const [first, second, elsewhere] = [heardOn(to, stream), heardOn(to, stream), heardOn(to, other)]
    await publishUntilHeard(from, stream, anEntry(stream, 1), first.seqs)
    await publishUntilHeard(from, other, anEntry(other, 7), elsewhere.seqs)
    expect(new Set(first.seqs)).toEqual(new Set([1]))
    expect(second.seqs).toEqual(first.seqs)
    expect(new Set(elsewhere.seqs)).toEqual(new Set([7]))
  })

  it('[NODE-1] keeps the order of one publisher, and what an entry holds', async () => {
    const { from, to } = await open()
    const stream = aStream()
    const heard = heardOn(to, stream)
    await publishUntilHeard(from, stream, anEntry(stream, 0), heard.seqs)
    const update = Buffer.from([1, 2, 250])
    for (let seq = 1; seq <= 200; seq++) from.publish(stream, [anEntry(stream, seq, { update, at: new Date(5) })])
    await eventually(() => heard.seqs.includes(200))
    expect(heard.seqs.filter((seq) => seq > 0)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    const last = heard.entries.at(-1)
    expect(last).toMatchObject({ stream, type: 'user.joined', actor: bySystem, at: new Date(200_000) })
    const { update: came, at } = last?.data ?? {}
    // Within a process it is as it was given, over Redis as it comes from the store.
    expect(Buffer.from(came instanceof Binary ? came.value() : came)).toEqual(update)
    expect(at).toEqual(new Date(5))
  })

  it('[NODE-1] brings nothing after the subscription has ended', async () => {
    const { from, to } = await open()
    const stream = aStream()
    const [ended, lasting] = [heardOn(to, stream), heardOn(to, stream)]
    await publishUntilHeard(from, stream, anEntry(stream, 1), lasting.seqs)
    ended.end()
    await publishUntilHeard(from, stream, anEntry(stream, 2), lasting.seqs)
    expect(ended.seqs).not.toContain(2)
  })
})

describe('the way to other nodes', () => {
  it('[NODE-2] is for nodes on the same store alone', async () => {
    const [one, other] = await Promise.all([aLink(newId()), aLink(newId())])
    const [from, to] = [createRedisBus(one), createRedisBus(other)]
    const stream = aStream()
    const [strangers, own] = [heardOn(to, stream), heardOn(from, stream)]
    await publishUntilHeard(from, stream, anEntry(stream, 1), own.seqs)
    await publishUntilHeard(to, stream, anEntry(stream, 2), strangers.seqs)
    expect(strangers.seqs).not.toContain(1)
  })

  it('[NODE-3] what the tail found is told within the process alone', async () => {
    const prefix = newId()
    const [one, other] = await Promise.all([aLink(prefix), aLink(prefix)])
    const [from, to] = [createRedisBus(one), createRedisBus(other)]
    const stream = aStream()
    const [here, there] = [heardOn(from, stream), heardOn(to, stream)]
    await publishUntilHeard(from, stream, anEntry(stream, 1), there.seqs)
    from.publishHere(stream, [anEntry(stream, 2)])
    await publishUntilHeard(from, stream, anEntry(stream, 3), there.seqs)
    expect(here.seqs).toContain(2)
    expect(there.seqs).not.toContain(2)
  })
})

describe('Redis that is away', () => {
  it('[NODE-4] does not keep a node from starting, and is found when it comes', async () => {
    const own = await startRedis()
    await own.kill()
    const link = await openRedis(own.url, newId(), log)
    links.push(link)
    expect(link.isUp).toBe(false)
    link.say('anything', Buffer.from('lost'))
    await own.start()
    await eventually(() => link.isUp)
    await own.kill()
  })

  it('[NODE-5] killed or cut off, it is known for down within 2 s; back, entries come again', async () => {
    const own = await startRedis()
    const prefix = newId()
    const [one, other] = await Promise.all([openRedis(own.url, prefix, log), openRedis(own.url, prefix, log)])
    links.push(one, other)
    const [from, to] = [createRedisBus(one), createRedisBus(other)]
    const stream = aStream()
    const heard = heardOn(to, stream)
    await publishUntilHeard(from, stream, anEntry(stream, 1), heard.seqs)
    const delays: number[] = []
    for (const round of [1, 2, 3]) {
      own.pause()
      const paused = performance.now()
      await eventually(() => !one.isUp && !other.isUp)
      delays.push(performance.now() - paused)
      for (let seq = 10; seq < 5000; seq++) from.publish(stream, [anEntry(stream, 10_000 * round + seq)])
      own.resume()
      await publishUntilHeard(from, stream, anEntry(stream, 1 + round), heard.seqs)
    }
    expect(median(delays), `cut off: ${delays.join(', ')} ms`).toBeLessThan(3000)
    await own.kill()
    await eventually(() => !one.isUp && !other.isUp, 3000)
    await own.start()
    await publishUntilHeard(from, stream, anEntry(stream, 5), heard.seqs)
    await own.kill()
  })
})
