import { CandidateId, EmployerId, UserId } from '#protocol/ids'
import type { Look } from '#protocol/looks'
import { may, type Standing } from '#protocol/permissions'
import { AppError } from '../../app-error.ts'
import type { Log } from '../../log.ts'
import type { Socket } from '../../realtime/io.ts'
import { type SharedSet, sharedSetPlan, shareSet } from '../../realtime/shared-set.ts'
import type { RedisLink } from '../../store/redis.ts'
import type { Scope } from '../../store/scope.ts'
import { standingsAmong } from '../../team/colleagues.ts'

export const lookPlan = sharedSetPlan('looks')

/** Comings and goings that happen together are told together, after so many milliseconds. */
const gather = 100

interface Follower {
  readonly socket: Socket
  readonly userId: string
  /** What was sent last. */
  sent: string
}

/** Who has which candidate open, on which job's board. */
export interface OpenLook {
  readonly employerId: string
  readonly jobId: string
  readonly candidateId: string
  readonly userId: string
}

const keyOf = ({ employerId, jobId, candidateId, userId }: OpenLook) =>
  [employerId, jobId, candidateId, userId].join(' ')

function lookOf(key: string): OpenLook {
  const [employerId = '', jobId = '', candidateId = '', userId = ''] = key.split(' ')
  return { employerId, jobId, candidateId, userId }
}

/**
 * The looks that one reader may know of: at candidates of jobs whose pipeline both see, by colleagues. Consultants learn
 * of colleagues in their conversations alone, so of no looks.
 */
export function visibleLooks(
  looks: readonly OpenLook[],
  readerId: string,
  standings: ReadonlyMap<string, Standing>,
): Look[] {
  const reader = standings.get(readerId)
  if (!reader || !may(reader, 'team.read')) return []
  const seen = new Map<string, Look>()
  for (const { userId, jobId, candidateId } of looks) {
    const looker = standings.get(userId)
    if (userId === readerId || !looker) continue
    if (!may(reader, 'pipeline.read', jobId) || !may(looker, 'pipeline.read', jobId)) continue
    seen.set(`${candidateId} ${userId}`, { userId: UserId.parse(userId), candidateId: CandidateId.parse(candidateId) })
  }
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, look]) => look)
}

/** Who looks at whom, over all nodes, told to the pages that follow an employer. Rights are read at each telling. */
export class LooksFollowing {
  readonly #scope: () => Scope
  readonly #log: Log
  readonly #followers = new Map<string, Map<string, Follower>>()
  /** By socket. */
  readonly #here = new Map<string, string>()
  readonly #changed = new Set<string>()
  readonly #shared: SharedSet
  #timer: NodeJS.Timeout | undefined

  constructor({ scope, log, redis }: { scope: () => Scope; log: Log; redis?: RedisLink | null }) {
    this.#scope = scope
    this.#log = log
    this.#shared = shareSet({
      collection: 'looks',
      scope,
      log,
      redis,
      here: () => new Set(this.#here.values()),
      isWanted: () => this.#followers.size > 0,
      onChange: (key) => this.#note(key),
    })
  }

  look(socket: Socket, look: OpenLook | null): void {
    const before = this.#here.get(socket.id)
    const after = look === null ? undefined : keyOf(look)
    if (before === after) return
    if (after === undefined) this.#here.delete(socket.id)
    else this.#here.set(socket.id, after)
    for (const key of [before, after]) if (key !== undefined) this.#note(key)
    this.#shared.changed()
  }

  /** @throws {AppError} `not-found` for who does not stand at this employer */
  async follow(socket: Socket, userId: string, employerId: string): Promise<Look[]> {
    const looks = (await this.#seenBy(employerId, [userId])).get(userId)
    if (!looks) throw new AppError('not-found')
    const here = this.#followers.get(employerId) ?? new Map<string, Follower>()
    if (socket.connected) {
      this.#followers.set(employerId, here.set(socket.id, { socket, userId, sent: JSON.stringify(looks) }))
      this.#shared.changed()
    }
    return looks
  }

  unfollow(socket: Socket, employerId: string): void {
    const here = this.#followers.get(employerId)
    here?.delete(socket.id)
    if (here?.size === 0) this.#followers.delete(employerId)
  }

  closed(socket: Socket): void {
    for (const employerId of this.#followers.keys()) this.unfollow(socket, employerId)
    this.look(socket, null)
  }

  /** Tells every follower what changed for them, and forgets those who do not stand there any more. */
  async recheckAll(): Promise<void> {
    for (const employerId of [...this.#followers.keys()]) await this.#tell(employerId)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#shared.close()
  }

  #note(key: string): void {
    this.#changed.add(lookOf(key).employerId)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const employers = [...this.#changed].filter((employerId) => this.#followers.has(employerId))
      this.#changed.clear()
      Promise.all(employers.map((employerId) => this.#tell(employerId))).catch((error: unknown) =>
        this.#log.warn({ err: error }, 'who looks at whom is told with the next sweep'),
      )
    }, gather)
  }

  async #tell(employerId: string): Promise<void> {
    const here = [...(this.#followers.get(employerId)?.values() ?? [])]
    const seen = await this.#seenBy(employerId, [...new Set(here.map(({ userId }) => userId))])
    for (const follower of here) {
      const looks = seen.get(follower.userId)
      const sent = JSON.stringify(looks)
      if (!looks) this.unfollow(follower.socket, employerId)
      else if (sent !== follower.sent) {
        follower.sent = sent
        follower.socket.emit('looks', { employerId: EmployerId.parse(employerId), looks })
      }
    }
  }

  /** What each of the readers may know; who does not stand at the employer is left out. */
  async #seenBy(employerId: string, readers: readonly string[]): Promise<Map<string, Look[]>> {
    const looks = [...new Set([...this.#here.values(), ...this.#shared.elsewhere()])]
      .map(lookOf)
      .filter((look) => look.employerId === employerId)
    const people = [...new Set([...readers, ...looks.map(({ userId }) => userId)])]
    const standings = await standingsAmong(this.#scope(), employerId, people)
    return new Map(
      readers.flatMap((reader) =>
        standings.has(reader) ? [[reader, visibleLooks(looks, reader, standings)] as const] : [],
      ),
    )
  }
}
