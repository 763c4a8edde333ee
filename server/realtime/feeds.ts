import type { FeedEntry } from '#protocol/feed'
import { EmployerId } from '#protocol/ids'
import type { Member } from '../http/actor.ts'
import { type Entry, feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { type Audiences, hidden, isVisible, rightsKey, shown } from './audience.ts'
import type { ChannelKind } from './channel.ts'
import { Channels } from './channels.ts'
import type { Server } from './io.ts'

/** Answers the member's standing as stored now; null: none any more. */
export type Refresh = (member: Member) => Promise<Member | null>

/** An employer's feed: entries in full for those who may see them, the number alone for the others. */
export function feedKind(
  employerId: string,
  { audiences, refresh }: { audiences: Audiences; refresh: Refresh },
): ChannelKind<Member, Entry, FeedEntry> {
  return {
    stream: feedOf(employerId),
    prepare: (entries) => entries,
    view: (entry, member) =>
      isVisible(audiences, entry, member) ? shown(employerId, entry) : hidden(employerId, entry),
    rightsKey,
    refresh,
    isOlder: (a, b) => a.membershipVersion < b.membershipVersion,
    concerns: ({ type, data }) => {
      if (type.startsWith('user.')) return { userId: String(data['userId']) }
      return type.startsWith('engagement.') && data['consultantId'] ? { userId: String(data['consultantId']) } : null
    },
    isStale: () => false,
    amend: () => undefined,
    revoke: (socket) => socket.disconnect(true),
    watch: () => () => undefined,
    emit: (io, entry, groups) => {
      const rooms: { seeing: string[]; blind: string[] } = { seeing: [], blind: [] }
      for (const { room, reader } of groups) {
        rooms[isVisible(audiences, entry, reader) ? 'seeing' : 'blind'].push(room)
      }
      if (rooms.seeing.length > 0) io.local.to(rooms.seeing).emit('feed', shown(employerId, entry))
      if (rooms.blind.length > 0) io.local.to(rooms.blind).emit('feed', hidden(employerId, entry))
    },
    emitHead: (io, seq, groups) => {
      const head = { employerId: EmployerId.parse(employerId), seq }
      io.local.volatile.to(groups.map(({ room }) => room)).emit('feed:head', head)
    },
  }
}

export type Feeds = Channels<Member, Entry, FeedEntry>

/** All feeds followed on this node. */
export function createFeeds(parts: {
  io: Server
  journal: Journal
  audiences: Audiences
  refresh: Refresh
  epoch: string
  onPush: () => void
}): Feeds {
  return new Channels({ ...parts, kindOf: (employerId) => feedKind(employerId, parts) })
}
