import { createStore } from './store.ts'
import type { FollowerState } from './stream-follower.ts'

/** What is known about the way to the server. */
export interface ConnectionFacts {
  /** What the browser says; `false` can be trusted, `true` cannot. */
  readonly online: boolean
  /** `outdated`: the server speaks a newer protocol than this page. */
  readonly link: 'connecting' | 'open' | 'lost' | 'outdated'
  /** `none`: no employer is open whose feed could be followed. */
  readonly feed: FollowerState | 'none'
  /** Changes that got no answer yet and will be sent again. */
  readonly waiting: number
  /** Messages that are written down here and not stored by the server yet. */
  readonly unsent: number
}

export interface ConnectionDescription {
  readonly kind: 'live' | 'busy' | 'down' | 'outdated'
  readonly words: string
}

export const initialConnection: ConnectionFacts = {
  online: true,
  link: 'connecting',
  feed: 'none',
  waiting: 0,
  unsent: 0,
}

/** One connection per page, so one store. */
export const connection = createStore<ConnectionFacts>(initialConnection)

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

const whatWaits = (waiting: number, unsent: number): string =>
  [waiting > 0 ? counted(waiting, 'change') : '', unsent > 0 ? counted(unsent, 'message') : '']
    .filter(Boolean)
    .join(' and ')

/** The words of the connection pill; it says `Live` only when everything that exists is on screen and saved. */
export function describeConnection({ online, link, feed, waiting, unsent }: ConnectionFacts): ConnectionDescription {
  if (link === 'outdated') return { kind: 'outdated', words: 'New version' }
  const what = whatWaits(waiting, unsent)
  const isCutOff = !online || (link === 'lost' && waiting + unsent > 0)
  if (isCutOff) return { kind: 'down', words: ['Offline', what && `${what} waiting`].filter(Boolean).join(', ') }
  if (link === 'lost') return { kind: 'down', words: 'Reconnecting…' }
  if (link === 'connecting') return { kind: 'busy', words: 'Connecting…' }
  if (what) return { kind: 'busy', words: `Sending ${what}` }
  if (feed === 'refused') return { kind: 'down', words: 'Not live' }
  return feed === 'current' || feed === 'none'
    ? { kind: 'live', words: 'Live' }
    : { kind: 'busy', words: 'Catching up' }
}
