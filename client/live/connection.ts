import type { FollowerState } from './feed-follower.ts'
import { createStore } from './store.ts'

/** What is known about the way to the server. */
export interface ConnectionFacts {
  /** What the browser says; `false` can be trusted, `true` cannot. */
  readonly online: boolean
  /** `outdated`: the server speaks a newer protocol than this page. */
  readonly link: 'connecting' | 'open' | 'lost' | 'outdated'
  readonly feed: FollowerState
  /** Changes that got no answer yet and will be sent again. */
  readonly waiting: number
}

export interface ConnectionDescription {
  readonly kind: 'live' | 'busy' | 'down' | 'outdated'
  readonly words: string
}

export const initialConnection: ConnectionFacts = { online: true, link: 'connecting', feed: 'down', waiting: 0 }

/** One connection per page, so one store. */
export const connection = createStore<ConnectionFacts>(initialConnection)

const changes = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`

/** The words of the connection pill; it says `Live` only when everything that exists is on screen and saved. */
export function describeConnection({ online, link, feed, waiting }: ConnectionFacts): ConnectionDescription {
  if (link === 'outdated') return { kind: 'outdated', words: 'New version' }
  const isCutOff = !online || (link === 'lost' && waiting > 0)
  if (isCutOff) return { kind: 'down', words: waiting > 0 ? `Offline, ${changes(waiting)} waiting` : 'Offline' }
  if (link === 'lost') return { kind: 'down', words: 'Reconnecting…' }
  if (link === 'connecting') return { kind: 'busy', words: 'Connecting…' }
  if (waiting > 0) return { kind: 'busy', words: `Sending ${changes(waiting)}` }
  if (feed === 'refused') return { kind: 'down', words: 'Not live' }
  return feed === 'current' ? { kind: 'live', words: 'Live' } : { kind: 'busy', words: 'Catching up' }
}
