import { AppError } from '../app-error.ts'
import type { Member, Person } from '../http/actor.ts'
import type { SocketHandlers } from './bind.ts'
import type { Feeds } from './feeds.ts'

/** Somebody's standing inside an employer as stored now; null: none. What many ask for at once is read together. */
export type StandingOf = (person: Person, employerId: string) => Promise<Member | null>

export type FeedCommand = 'feed:follow' | 'feed:unfollow'

export function feedSockets(parts: { feeds: Feeds; standing: StandingOf }): Pick<SocketHandlers, FeedCommand> {
  const memberOf = async (person: Person, employerId: string): Promise<Member> => {
    const member = await parts.standing(person, employerId)
    if (!member) throw new AppError('not-found')
    return member
  }
  return {
    'feed:follow': async (socket, person, { employerId, after }) =>
      parts.feeds.follow(socket, employerId, await memberOf(person, employerId), after),
    'feed:unfollow': async (socket, _person, { employerId }) => {
      await parts.feeds.unfollow(socket, employerId)
      return {}
    },
  }
}
