import { EmployerId, UserId } from '#protocol/ids'
import { type Role, reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { engagements } from '../consultants/engagements.ts'
import { type Person, reaches } from '../http/actor.ts'
import type { Log } from '../log.ts'
import type { Socket } from '../realtime/io.ts'
import type { Presence } from '../realtime/presence.ts'
import { sharePresence } from '../realtime/shared-presence.ts'
import type { RedisLink } from '../store/redis.ts'
import type { Scope } from '../store/scope.ts'
import { employersOfAny, membersAmong } from '../team/colleagues.ts'
import { participantIds } from './participants.ts'

/** Comings and goings that happen together are told together, after so many milliseconds. */
const gather = 100

interface Follower {
  readonly socket: Socket
  readonly userId: string
  /** What was sent last. */
  sent: string
}

/** Who has a page open, told to the pages that follow an employer. A consultant learns it of their conversations alone. */
export class PresenceFollowing {
  readonly #scope: () => Scope
  readonly #log: Log
  readonly #followers = new Map<string, Map<string, Follower>>()
  readonly #changed = new Set<string>()
  readonly #presence: Presence
  #timer: NodeJS.Timeout | undefined

  constructor({ scope, log, redis }: { scope: () => Scope; log: Log; redis?: RedisLink | null }) {
    this.#scope = scope
    this.#log = log
    this.#presence = sharePresence({ scope, log, redis: redis ?? null }, (userId) => this.#note(userId))
  }

  opened(userId: string): void {
    this.#presence.opened(userId)
  }

  closed(socket: Socket, userId: string): void {
    for (const employerId of this.#followers.keys()) this.unfollow(socket, employerId)
    this.#presence.closed(userId)
  }

  /** @throws {AppError} `not-found` for who does not stand at this employer, or does not reach it by this session */
  async follow(socket: Socket, person: Person, employerId: string): Promise<UserId[]> {
    if (!reaches(person, employerId)) throw new AppError('not-found')
    const { userId } = person
    const seen = await this.#seenBy(employerId, [userId])
    const users = seen.get(userId)
    if (!users) throw new AppError('not-found')
    const here = this.#followers.get(employerId) ?? new Map<string, Follower>()
    if (socket.connected) this.#followers.set(employerId, here.set(socket.id, { socket, userId, sent: users.join() }))
    return users
  }

  unfollow(socket: Socket, employerId: string): void {
    const here = this.#followers.get(employerId)
    here?.delete(socket.id)
    if (here?.size === 0) this.#followers.delete(employerId)
  }

  /** Tells every follower what changed for them, and forgets those who do not stand there any more. */
  async recheckAll(): Promise<void> {
    for (const employerId of [...this.#followers.keys()]) await this.#tell(employerId)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#presence.close()
  }

  #note(userId: string): void {
    this.#changed.add(userId)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const users = [...this.#changed]
      this.#changed.clear()
      this.#tellOf(users).catch((error: unknown) =>
        this.#log.warn({ err: error }, 'who is present is told with the next sweep'),
      )
    }, gather)
  }

  async #tellOf(users: readonly string[]): Promise<void> {
    if (this.#followers.size === 0) return
    for (const employerId of await employersOfAny(this.#scope(), users)) {
      if (this.#followers.has(employerId)) await this.#tell(employerId)
    }
  }

  async #tell(employerId: string): Promise<void> {
    const here = [...(this.#followers.get(employerId)?.values() ?? [])]
    const seen = await this.#seenBy(employerId, [...new Set(here.map(({ userId }) => userId))])
    for (const follower of here) {
      const users = seen.get(follower.userId)
      if (!users) this.unfollow(follower.socket, employerId)
      else if (users.join() !== follower.sent) {
        follower.sent = users.join()
        follower.socket.emit('presence', { employerId: EmployerId.parse(employerId), users })
      }
    }
  }

  /** Whom each of the viewers sees present; who does not stand at the employer is left out. */
  async #seenBy(employerId: string, viewers: readonly string[]): Promise<Map<string, UserId[]>> {
    const present = this.#presence.present()
    const members = await membersAmong(this.#scope(), employerId, [...new Set([...present, ...viewers])])
    const roles = new Map<string, Role>(members.map(({ userId, role }) => [userId, role]))
    const all = members.flatMap(({ userId }) => (present.has(userId) ? [UserId.parse(userId)] : [])).sort()
    const seen = new Map<string, UserId[]>()
    for (const viewer of viewers) {
      const role = roles.get(viewer)
      if (role === undefined) continue
      const theirs = reachOf(role, 'team.read') === null ? await this.#inConversationWith(employerId, viewer) : null
      seen.set(viewer, theirs ? all.filter((userId) => theirs.has(userId)) : all)
    }
    return seen
  }

  async #inConversationWith(employerId: string, consultantId: string): Promise<Set<string>> {
    const engagement = await engagements.activeOf(this.#scope(), employerId, consultantId)
    return new Set(engagement ? await participantIds(this.#scope(), engagement) : [])
  }
}
