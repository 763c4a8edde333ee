import { setTimeout as delay } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Log } from '../log.ts'
import { newId } from './ids.ts'

/**
 * What nodes tell each other through Redis. Everything said here is a hint: it may be lost, and then the store tells,
 * later. So nothing waits for Redis, and nothing is kept for it while it is away.
 */
export interface RedisLink {
  /** True while what is said comes back: both connections work, in both directions. */
  readonly isUp: boolean
  /** Of every channel: only nodes on the same store hear each other. */
  readonly prefix: string
  /** Told to every other node; dropped while Redis does not answer. */
  say(channel: string, message: Buffer): void
  /** Hears what other nodes say. Answers how to stop. */
  hear(channel: string, listener: (message: Buffer) => void): () => void
  /** The two connections, for the adapter of Socket.IO: neither of them throws, and nothing piles up in them. */
  readonly clients: { readonly publisher: Redis; readonly subscriber: Redis }
  close(): void
}

/** How often the way there and back is tried, and after what silence it counts as cut off, in milliseconds. */
const probeInterval = 500
const longestSilence = 1500
/** How long a start waits for Redis before it goes on without. */
const startPatience = 3000
/** Said and not taken yet: more than this is dropped, since a Redis so slow helps nobody. */
const mostUnderWay = 1000

/**
 * Opens the way to the other nodes. A Redis that does not answer is no reason not to start: it is tried again for ever.
 * @param prefix of every channel: only nodes on the same store hear each other
 */
export async function openRedis(url: string, prefix: string, log: Log): Promise<RedisLink> {
  // Most installations have none: only those that do spend the time to load it.
  const { Redis } = await import('ioredis')
  const options = {
    // An outage is no error of a call: with a bound, calls that nobody waits for would end the process.
    maxRetriesPerRequest: null,
    connectTimeout: 2000,
    retryStrategy: (tries: number) => Math.min(1000, 100 * tries),
    disableClientInfo: true,
  }
  const [publisher, subscriber] = [new Redis(url, options), new Redis(url, options)]
  const node = Buffer.from(newId())
  const listeners = new Map<string, Set<(message: Buffer) => void>>()
  const probe = `${prefix}:probe:${node.toString()}`
  let [heardAt, sayable, underWay, wasUp] = [Number.NEGATIVE_INFINITY, false, 0, true]
  let silentSince = performance.now()

  for (const client of [publisher, subscriber]) {
    // Without a listener an error ends the process. What it means is said once, by `look`.
    client.on('error', (error) => log.debug({ err: error }, 'redis'))
  }
  subscriber.on('messageBuffer', (channelName: Buffer, message: Buffer) => {
    const channel = channelName.toString()
    if (channel === probe) heardAt = performance.now()
    else if (!message.subarray(0, node.length).equals(node)) {
      for (const listener of listeners.get(channel) ?? []) listener(message.subarray(node.length))
    }
  })
  quietly(subscriber.subscribe(probe))

  function publish(channel: string, message: Buffer): void {
    if (publisher.status !== 'ready' || underWay >= mostUnderWay) return
    underWay++
    void publisher.publish(channel, message).then(
      () => underWay--,
      () => underWay--,
    )
  }

  const isUp = (): boolean => performance.now() - heardAt < longestSilence && publisher.status === 'ready'

  /** A connection that was cut off without a word is opened anew. */
  function look(): void {
    publish(probe, node)
    sayable = isUp()
    if (sayable !== wasUp) {
      if (sayable) log.info('Redis answers: nodes hear of each other at once')
      else log.warn('Redis does not answer: nodes find each other through the store, within 2 s')
      wasUp = sayable
      silentSince = performance.now()
    }
    if (sayable || performance.now() - silentSince < 2 * longestSilence) return
    silentSince = performance.now()
    for (const client of [publisher, subscriber]) if (client.status === 'ready') client.disconnect(true)
  }

  const timer = setInterval(look, probeInterval)
  const deadline = performance.now() + startPatience
  while (!isUp() && performance.now() < deadline) {
    publish(probe, node)
    await delay(20)
  }
  look()

  return {
    get isUp() {
      return isUp()
    },
    prefix,
    say: (channel, message) => {
      if (sayable) publish(`${prefix}:${channel}`, Buffer.concat([node, message]))
    },
    hear: (name, listener) => {
      const channel = `${prefix}:${name}`
      const heard = listeners.get(channel) ?? new Set()
      if (heard.size === 0) quietly(subscriber.subscribe(channel))
      listeners.set(channel, heard.add(listener))
      return () => {
        if (!heard.delete(listener) || heard.size > 0) return
        listeners.delete(channel)
        quietly(subscriber.unsubscribe(channel))
      }
    },
    clients: {
      publisher: harmless(publisher, {
        publish: async (channel: string, message: Buffer) => {
          if (sayable) publish(channel, message)
          return 0
        },
      }),
      subscriber: harmless(subscriber, {}),
    },
    close: () => {
      clearInterval(timer)
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}

/** Subscriptions are made again with every connection; one that is broken off by the end is no loss. */
function quietly(asked: Promise<unknown>): void {
  asked.catch(() => undefined)
}

/** The same client for callers who do not look at its answers. */
function harmless(client: Redis, instead: Readonly<Record<string, unknown>>): Redis {
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = instead[String(name)] ?? Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, target, args)
        if (answer instanceof Promise) quietly(answer)
        return answer
      }
    },
  })
}
