import type { FeedEntry } from '#protocol/feed'
import { EmployerId } from '#protocol/ids'
import type { Member } from '../http/actor.ts'
import { type Entry, feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { timeNow } from '../store/clock.ts'
import { type Audiences, entryFor, rightsKey } from './audience.ts'
import type { ChannelKind, Group } from './channel-kind.ts'
import { Channels } from './channels.ts'
import type { AfterEntry, SendHint } from './hints.ts'
import type { Server } from './io.ts'

/** Answers the member's standing as stored now; null: none any more. */
export type Refresh = (member: Member) => Promise<Member | null>

/** An employer's feed: entries in full for those who may see them, the number alone for the others. */
export function feedKind(
  employerId: string,
  { audiences, refresh, afterEntry }: { audiences: Audiences; refresh: Refresh; afterEntry?: AfterEntry },
): ChannelKind<Member, Entry, FeedEntry> {
  return {
    stream: feedOf(employerId),
    prepare: (entries) => entries,
    view: (entry, member) => entryFor(audiences, employerId, entry, member),
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
      const sent = new Map<string, { form: FeedEntry; rooms: string[] }>()
      for (const { room, reader } of groups) {
        const form = entryFor(audiences, employerId, entry, reader)
        // By all that differs between readers.
        const key = 'data' in form ? `${form.data['jobIds']}` : form.type
        const same = sent.get(key) ?? { form, rooms: [] }
        same.rooms.push(room)
        sent.set(key, same)
      }
      for (const { form, rooms } of sent.values()) io.local.to(rooms).emit('feed', form)
      afterEntry?.(employerId, hintTo(io, employerId, groups), entry.type)
    },
    emitHead: (io, seq, groups) => {
      const head = { employerId: EmployerId.parse(employerId), seq }
      io.local.volatile.to(groups.map(({ room }) => room)).emit('feed:head', head)
    },
  }
}

const hintTo =
  (io: Server, employerId: string, groups: readonly Group<Member>[]): SendHint =>
  (hint, maySee) => {
    const rooms = groups.filter(({ reader }) => maySee(reader)).map(({ room }) => room)
    if (rooms.length === 0) return
    const told = { employerId: EmployerId.parse(employerId), ...hint, at: timeNow().toISOString() }
    io.local.volatile.to(rooms).emit('feed', told)
  }

export type Feeds = Channels<Member, Entry, FeedEntry>

/** All feeds followed on this node. */
export function createFeeds(parts: {
  io: Server
  journal: SharedJournal
  audiences: Audiences
  refresh: Refresh
  epoch: string
  onPush: () => void
  afterEntry?: AfterEntry
}): Feeds {
  return new Channels({ ...parts, kindOf: (employerId) => feedKind(employerId, parts) })
}
