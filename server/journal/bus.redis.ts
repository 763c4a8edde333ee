import { deserialize, serialize } from 'bson'
import type { RedisLink } from '../store/redis.ts'
import { type Bus, createMemoryBus } from './bus.memory.ts'
import type { Entry, Stream } from './entry.ts'

/** Larger than this is left to the tail: a subscriber that cannot keep up is cut off by Redis. */
const largest = 1024 * 1024

/** The bus of several nodes: what one of them wrote, the others hear of while Redis is up, and find in the store else. */
export function createRedisBus(link: Pick<RedisLink, 'say' | 'hear'>): Bus {
  const here = createMemoryBus()
  const heard = new Map<Stream, { count: number; end: () => void }>()

  function hear(stream: Stream): { count: number; end: () => void } {
    const end = link.hear(channelOf(stream), (message) => {
      const { entries } = deserialize(message) as { entries: Entry[] }
      here.publish(stream, entries)
    })
    const fresh = { count: 0, end }
    heard.set(stream, fresh)
    return fresh
  }

  return {
    publish: (stream, entries) => {
      here.publish(stream, entries)
      const message = serialize({ entries }, { ignoreUndefined: true })
      if (message.byteLength <= largest) link.say(channelOf(stream), Buffer.from(message))
    },
    publishHere: here.publishHere,
    subscribe: (stream, listener) => {
      const end = here.subscribe(stream, listener)
      const channel = heard.get(stream) ?? hear(stream)
      channel.count++
      return () => {
        end()
        if (--channel.count > 0) return
        heard.delete(stream)
        channel.end()
      }
    },
  }
}

const channelOf = (stream: Stream): string => `journal:${stream}`
