import type { ChatEntry } from '#protocol/chat'
import { ConversationId } from '#protocol/ids'
import type { ChannelKind } from '../realtime/channel-kind.ts'
import { asChat, chatOf } from './entries.ts'
import type { ChatParts } from './parts.ts'
import { withoutBody } from './present.ts'
import { presentEntries } from './read-entries.ts'
import type { Participation } from './rights.ts'
import type { RightsWatch } from './rights-watch.ts'

/** The room of everybody here who follows a conversation: all see the same. */
export const conversationRoom = (conversationId: string): string => `${chatOf(conversationId)}:all`

/**
 * A conversation on this node. Nothing that was written after a right was taken away reaches who lost it: every entry
 * carries the rights epoch of its writing, and one that is newer than known here makes this node look first.
 */
export function conversationKind(
  { conversationId, consultantId, employerId, rightsEpoch }: Participation,
  { names, rights }: ChatParts,
  watchRights: RightsWatch,
): ChannelKind<Participation, ChatEntry, ChatEntry> {
  const conversing = { conversationId, consultantId }
  const id = ConversationId.parse(conversationId)
  let known = rightsEpoch

  return {
    stream: chatOf(conversationId),
    prepare: (entries) => presentEntries({ names }, conversing, entries),
    view: (entry) => entry,
    rightsKey: () => 'all',
    refresh: (reader) => rights.of(reader, conversationId),
    isOlder: (a, b) => a.rightsEpoch < b.rightsEpoch,
    concerns: (entry) => {
      const { rightsEpoch } = asChat(entry).data
      if (rightsEpoch <= known) return null
      known = rightsEpoch
      return 'everybody'
    },
    isStale: (reader) => reader.rightsEpoch < known,
    amend: (kept, entry) => {
      if (entry.type !== 'delete') return
      for (const [i, earlier] of kept.entries()) kept[i] = withoutBody(earlier, entry.messageId)
    },
    revoke: (socket) => socket.emit('chat:revoked', { conversationId: id }),
    watch: (report) =>
      watchRights(employerId, ({ type, data }) => {
        if (type.startsWith('user.')) report({ userId: String(data['userId']) })
        if (type.startsWith('engagement.') && data['engagementId'] === conversationId) report('everybody')
      }),
    emit: (io, entry, groups) => {
      io.local.to(groups.map(({ room }) => room)).emit('chat', entry)
    },
    emitHead: (io, seq, groups) => {
      io.local.volatile.to(groups.map(({ room }) => room)).emit('chat:head', { conversationId: id, seq })
    },
  }
}
