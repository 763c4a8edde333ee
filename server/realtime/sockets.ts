import { AppError } from '../app-error.ts'
import type { Identify, Member, Person } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import type { SocketHandlers } from './bind.ts'
import type { Feeds } from './feeds.ts'

export type FeedCommand = 'feed:follow' | 'feed:unfollow'

/** Wiring of the feed commands. */
export function feedSockets(parts: {
  feeds: Feeds
  identify: Identify
  scope: () => Scope
}): Pick<SocketHandlers, FeedCommand> {
  const memberOf = async (person: Person, employerId: string): Promise<Member> => {
    const member = await parts.identify.member(parts.scope(), person, employerId)
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
