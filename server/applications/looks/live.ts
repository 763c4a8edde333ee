import type { LookCommand } from '#protocol/looks'
import { AppError } from '../../app-error.ts'
import type { Identify, Person } from '../../http/actor.ts'
import type { Log } from '../../log.ts'
import type { Socket } from '../../realtime/io.ts'
import type { LiveFeature } from '../../realtime/realtime.ts'
import type { RedisLink } from '../../store/redis.ts'
import type { Scope } from '../../store/scope.ts'
import { authorize } from '../policy.ts'
import { applications } from '../repository.ts'
import { LooksFollowing, type OpenLook } from './looks-following.ts'

/** Who looks at which candidate, on the live connection: wiring of its commands. */
export function liveLooks(parts: {
  readonly scope: () => Scope
  readonly log: Log
  readonly identify: Identify
  readonly redis?: RedisLink | null
}): LiveFeature<LookCommand> {
  const { scope, identify } = parts
  const looks = new LooksFollowing(parts)
  /** Of each socket, the newest that it said: an answer to an older one comes too late. */
  const newest = new WeakMap<Socket, object>()

  /** @throws {AppError} `not-found` for a candidate that the person does not see on this board */
  async function openLook(
    person: Person,
    employerId: string,
    at: { readonly jobId: string; readonly candidateId: string },
  ): Promise<OpenLook> {
    const member = await identify.member(scope(), person, employerId)
    if (!member) throw new AppError('not-found')
    authorize(member, 'pipeline.read', at.jobId)
    const application = await applications.byCandidateAndJob(scope(), at.jobId, at.candidateId)
    if (application?.employerId !== employerId) throw new AppError('not-found', 'There is no such candidate.')
    return { employerId, ...at, userId: person.userId }
  }

  return {
    handlers: {
      'looks:follow': async (socket, person, { employerId }) => ({
        looks: await looks.follow(socket, person.userId, employerId),
      }),
      'looks:unfollow': async (socket, _person, { employerId }) => {
        looks.unfollow(socket, employerId)
        return {}
      },
      'looks:at': async (socket, person, { employerId, at }) => {
        const said = {}
        newest.set(socket, said)
        // The candidate before is not open any more, whatever becomes of the new one.
        looks.look(socket, null)
        if (at === null) return {}
        const look = await openLook(person, employerId, at)
        if (newest.get(socket) === said && socket.connected) looks.look(socket, look)
        return {}
      },
    },
    opened: () => undefined,
    closed: (socket) => looks.closed(socket),
    recheckAll: () => looks.recheckAll(),
    close: () => looks.close(),
  }
}
