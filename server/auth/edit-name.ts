import type { endpoints } from '#protocol/auth'
import type { Person } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf, type Stream } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { timeNow } from '../store/clock.ts'
import { accounts } from './accounts.ts'
import type { AuthParts } from './parts.ts'

/** Mails have the new name from now on; open pages of colleagues and consultants hear of it, and read it. */
export function editMyName({ db, membershipsOf }: AuthParts): HandlerRun<typeof endpoints.editMyName> {
  return async (person, { body: { name } }, _context, once) => {
    const feeds = feedsOf(await membershipsOf({ db, now: timeNow() }, person.userId))
    return once(feeds, async (tx) => {
      await rename(tx, person, name, feeds)
      return { name }
    })
  }
}

/** Of all companies that somebody stands in. */
export const feedsOf = (memberships: readonly { readonly employerId: string }[]): Stream[] =>
  memberships.map(({ employerId }) => feedOf(employerId))

/** Tells each of the feeds whose name is to be read again: an entry never says a name. Nothing is told of the same name. */
export async function rename(tx: Tx, person: Person, name: string, feeds: readonly Stream[]): Promise<void> {
  const { userId } = person
  if ((await accounts.byId(tx, userId))?.name === name) return
  await accounts.rename(tx, userId, name)
  for (const feed of feeds) tx.append(feed, { type: 'person.renamed', data: { userId }, actor: byUser(person) })
}
