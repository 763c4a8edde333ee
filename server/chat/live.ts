import type { ChatEntry, commands, Participant } from '#protocol/chat'
import { UserId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { Channels } from '../realtime/channels.ts'
import { userRoom } from '../realtime/handshake.ts'
import type { Server, Socket } from '../realtime/io.ts'
import type { LiveFeature } from '../realtime/realtime.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import type { RedisLink } from '../store/redis.ts'
import { createSharedRead } from '../store/shared-read.ts'
import { changeMessage } from './change-message.ts'
import { conversationKind, conversationRoom } from './conversation-kind.ts'
import { chatOf } from './entries.ts'
import { participantsOf } from './participants.ts'
import type { ChatParts } from './parts.ts'
import { PresenceFollowing } from './presence-following.ts'
import { presentEntries, readPage } from './read-entries.ts'
import { readPositions } from './repository.ts'
import type { Participation } from './rights.ts'
import { createRightsWatch } from './rights-watch.ts'
import { sendMessage } from './send-message.ts'
import { createTyping } from './typing.ts'

const pageSize = 500
/** A page of what was missed while away. */
const resumed = 1000

/** Conversations and presence on the live connection: wiring of their commands. */
export function liveChat(
  parts: ChatParts & { onPush: () => void; redis?: RedisLink | null },
  io: Server,
): LiveFeature<keyof typeof commands> {
  const { scope, journal, limits, epoch, rights } = parts
  const watchRights = createRightsWatch(parts)
  const conversations = new Channels<Participation, ChatEntry, ChatEntry>({
    io,
    journal,
    epoch,
    onPush: parts.onPush,
    pageSize: resumed,
    kindOf: (_id, participation) => conversationKind(participation, parts, watchRights),
  })
  const presence = new PresenceFollowing(parts)
  const mayTypeNow = createTyping()
  const sharedParticipants = createSharedRead<Participant[]>()
  const positionsIn = createBatchedRead((ids) => readPositions.inConversations(scope(), ids))

  /** The same for everybody in it, who all come back at once when a node was away. */
  const participantsFor = (me: Participation): Promise<Participant[]> =>
    sharedParticipants(`${me.conversationId} ${me.engagement.version}`, () => participantsOf(parts, me, positionsIn))

  /** Rights are read again at the end: what was read in between must not reach who lost them meanwhile. */
  async function follow(socket: Socket, me: Participation, after: number | undefined) {
    const { conversationId } = me
    let participants: Participant[] = []
    const followed = await conversations.follow(socket, conversationId, me, after, async () => {
      participants = await participantsFor(me)
    })
    // Who has joined was looked at after that; who has further pages to fetch, has not.
    const reader = followed.more
      ? await rights.participate(me, conversationId)
      : (await conversations.find(conversationId))?.readerOf(socket)
    if (!reader) throw new AppError('not-found', 'There is no such conversation.')
    return { ...followed, participants, access: reader.access }
  }

  async function pageBack(me: Participation, before: number) {
    const { conversationId } = me
    const [{ entries, more }, head, participants] = await Promise.all([
      readPage(parts, conversationId, { before, limit: pageSize }),
      journal.head(chatOf(conversationId)),
      participantsFor(me),
    ])
    const { access } = await rights.participate(me, conversationId)
    return { epoch, head, entries: await presentEntries(parts, me, entries), more, participants, access }
  }

  return {
    handlers: {
      'chat:follow': async (socket, person, { conversationId, after, before }) => {
        const me = await rights.participate(person, conversationId)
        return before === undefined ? follow(socket, me, after) : pageBack(me, before)
      },
      'chat:unfollow': async (socket, _person, { conversationId }) => {
        await conversations.unfollow(socket, conversationId)
        return {}
      },
      'chat:send': async (_socket, person, { conversationId, ...message }) => {
        await limits.take('message', person.userId)
        return sendMessage(parts, await rights.lease(person, conversationId), message)
      },
      'chat:edit': async (_socket, person, { conversationId, clientMessageId, messageId, body }) => {
        await limits.take('message', person.userId)
        return changeMessage(parts, person, conversationId, clientMessageId, { type: 'edit', messageId, body })
      },
      'chat:delete': async (_socket, person, { conversationId, clientMessageId, messageId }) => {
        await limits.take('message', person.userId)
        return changeMessage(parts, person, conversationId, clientMessageId, { type: 'delete', messageId })
      },
      'chat:react': async (_socket, person, { conversationId, clientMessageId, messageId, emoji, on }) => {
        await limits.take('message', person.userId)
        return changeMessage(parts, person, conversationId, clientMessageId, { type: 'react', messageId, emoji, on })
      },
      'chat:read': async (socket, person, { conversationId, seq: asked }) => {
        await rights.participate(person, conversationId)
        const most = Math.min(asked, await journal.head(chatOf(conversationId)))
        const seq = await readPositions.raise(scope(), conversationId, person.userId, most)
        const rooms = [conversationRoom(conversationId), userRoom(person.userId)]
        const read = { conversationId, userId: UserId.parse(person.userId), seq }
        io.to(rooms).except(socket.id).emit('chat:read', read)
        return {}
      },
      'chat:typing': async (socket, person, { conversationId }) => {
        const channel = await conversations.find(conversationId)
        if (channel?.readerOf(socket)?.access !== 'write') {
          throw new AppError('not-found', 'Follow a conversation to write in it.')
        }
        if (mayTypeNow(socket, conversationId)) {
          const typing = { conversationId, userId: UserId.parse(person.userId) }
          socket.volatile.to(conversationRoom(conversationId)).emit('chat:typing', typing)
        }
        return {}
      },
      'presence:follow': async (socket, person, { employerId }) => ({
        users: await presence.follow(socket, person, employerId),
      }),
      'presence:unfollow': async (socket, _person, { employerId }) => {
        presence.unfollow(socket, employerId)
        return {}
      },
    },
    opened: (socket) => presence.opened(socket.data.person.userId),
    closed: (socket) => {
      void conversations.leaveAll(socket)
      presence.closed(socket, socket.data.person.userId)
    },
    recheckAll: async () => {
      await conversations.recheckAll()
      await presence.recheckAll()
    },
    close: () => {
      conversations.close()
      presence.close()
    },
  }
}
