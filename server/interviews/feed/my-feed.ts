import type { Person } from '../../http/actor.ts'
import type { Tx } from '../../journal/tx.ts'
import { newSecret } from '../../store/ids.ts'
import type { LinkSecrets } from '../../store/link-key.ts'
import type { Scope } from '../../store/scope.ts'
import { feedKeyOf, feeds } from './repository.ts'

export interface FeedParts {
  readonly links: LinkSecrets
  readonly publicUrl: () => string
}

const secretOf = (links: LinkSecrets, seed: string): string => links.secretOf(`calendar-feed:${seed}`)
const addressOf = ({ links, publicUrl }: FeedParts, seed: string) =>
  `${publicUrl()}/calendars/${secretOf(links, seed)}.ics`

export const readMyFeed = (parts: FeedParts) => async (scope: Scope, person: Person) => {
  const found = await feeds.find(scope, person)
  return found ? { url: addressOf(parts, found.seed), since: found.since.toISOString() } : { url: null, since: null }
}

/** The seed is made before the first attempt, so that a transaction that runs again makes the same address. */
export const newFeedSeed = async (): Promise<string> => newSecret()

export const renewMyFeed = (parts: FeedParts) => async (tx: Tx, person: Person, _input: object, seed: string) => {
  await feeds.put(tx, person, { seed, key: feedKeyOf(secretOf(parts.links, seed)), since: tx.now })
  return { url: addressOf(parts, seed), since: tx.now.toISOString() }
}

export async function revokeMyFeed(tx: Tx, person: Person): Promise<undefined> {
  await feeds.remove(tx, person)
}
