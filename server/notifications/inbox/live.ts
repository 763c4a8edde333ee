import { EmployerId } from '#protocol/ids'
import type { NotificationCommand } from '#protocol/notifications'
import type { Following } from '../../journal/follow.ts'
import type { Journal } from '../../journal/journal.ts'
import { userRoom } from '../../realtime/handshake.ts'
import type { Server, Socket } from '../../realtime/io.ts'
import type { LiveFeature } from '../../realtime/realtime.ts'
import type { Scope } from '../../store/scope.ts'
import { placesOf } from './list.ts'
import { noticesOf } from './live-stream.ts'

interface Followed {
  readonly sockets: Set<Socket>
  following: Following | null
}

/**
 * Tells open pages that their person's notifications changed. Each node follows the streams of the companies of the
 * people it has, and tells its own sockets; a page that was away asks anyway when it is back.
 */
export function liveNotifications(
  { scope, journal }: { scope: () => Scope; journal: Pick<Journal, 'news'> },
  io: Server,
): LiveFeature<NotificationCommand> {
  const followed = new Map<string, Followed>()

  function leave(socket: Socket): void {
    for (const [employerId, { sockets, following }] of followed) {
      if (!sockets.delete(socket) || sockets.size > 0) continue
      following?.close()
      followed.delete(employerId)
    }
  }

  async function join(socket: Socket, employerId: string): Promise<void> {
    const known = followed.get(employerId)
    if (known) {
      known.sockets.add(socket)
      return
    }
    const mine: Followed = { sockets: new Set([socket]), following: null }
    followed.set(employerId, mine)
    const news = await journal.news(noticesOf(employerId))
    // Everybody left meanwhile.
    if (followed.get(employerId) !== mine) return news.close()
    mine.following = news.follow((entries) => {
      for (const userId of new Set(entries.flatMap(({ data }) => data['userIds'] as string[]))) {
        io.local.to(userRoom(userId)).emit('notifications:changed', { employerId: EmployerId.parse(employerId) })
      }
    })
  }

  return {
    handlers: {
      'notifications:follow': async (socket, person) => {
        leave(socket)
        for (const { employerId } of await placesOf(scope(), person)) await join(socket, employerId)
        if (!socket.connected) leave(socket)
        return {}
      },
    },
    opened: () => undefined,
    closed: leave,
    // The push holds nothing but that there is something to ask for; what is asked for is held to the rights.
    recheckAll: async () => undefined,
    close: () => {
      for (const { following } of followed.values()) following?.close()
      followed.clear()
    },
  }
}
