import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post, type SocketCommand } from './contract.ts'
import { AttachmentId, ConversationId, EmployerId, MessageId, UserId } from './ids.ts'

/** The longest message, in UTF-16 code units. */
export const longestMessage = 10_000
/** The largest attachment, in bytes. */
export const largestAttachment = 10 * 1024 * 1024
export const mostAttachments = 10

/** What a person writes: plain text; links and mentions are recognised when shown. */
const MessageBody = z
  .string()
  .max(longestMessage, `At most ${longestMessage} characters.`)
  .refine((body) => body.trim().length > 0, 'Write something first.')

/**
 * Made by the client before the first attempt to send, a UUID for instance. The same id from the same sender is stored
 * once, for ever, and always answered alike.
 */
export const ClientMessageId = z.string().min(1).max(255)

export const ChatPerson = z.object({ id: UserId, name: z.string(), kind: z.enum(['employer', 'consultant']) })
export type ChatPerson = z.infer<typeof ChatPerson>

/** Somebody in the conversation now, and how far they have read. */
export const Participant = ChatPerson.extend({ readSeq: z.number() })
export type Participant = z.infer<typeof Participant>

export const Attachment = z.object({
  id: AttachmentId,
  name: z.string(),
  /** Found from the content, not from what the sender claimed. */
  contentType: z.string(),
  /** In bytes. */
  size: z.number(),
})
export type Attachment = z.infer<typeof Attachment>

const entry = {
  conversationId: ConversationId,
  seq: z.number(),
  /** Unique; of a message, what others name it by. */
  id: MessageId,
  clientMessageId: ClientMessageId,
  sender: ChatPerson,
  at: Time,
}

/** Entries of a conversation as sent, 1, 2, 3 … without holes: messages, and what was done to them later. */
export const ChatEntry = z.discriminatedUnion('type', [
  z.object({
    ...entry,
    type: z.literal('message'),
    /** Empty when deleted. */
    body: z.string(),
    /** The first message of the thread that this one belongs to. */
    replyTo: MessageId.optional(),
    attachments: z.array(Attachment).optional(),
    /** The text was deleted since; only its place is left. */
    deleted: z.literal(true).optional(),
  }),
  z.object({
    ...entry,
    type: z.literal('edit'),
    messageId: MessageId,
    body: z.string(),
    deleted: z.literal(true).optional(),
  }),
  z.object({ ...entry, type: z.literal('delete'), messageId: MessageId }),
  z.object({ ...entry, type: z.literal('react'), messageId: MessageId, emoji: z.string(), on: z.boolean() }),
])
export type ChatEntry = z.infer<typeof ChatEntry>
export type ChatMessage = Extract<ChatEntry, { type: 'message' }>

/** A conversation in somebody's list. */
export const Conversation = z.object({
  id: ConversationId,
  employer: z.object({ id: EmployerId, companyName: z.string(), slug: z.string() }),
  consultant: z.object({ id: UserId, name: z.string(), organisation: z.string() }),
  purpose: z.string(),
  /** `read`: the engagement has ended. */
  access: z.enum(['write', 'read']),
  head: z.number(),
  /** How far I have read. */
  readSeq: z.number(),
  /** Messages of others after that, counted up to 100. */
  unread: z.number(),
  lastMessage: z
    .object({ id: MessageId, seq: z.number(), sender: ChatPerson, preview: z.string(), at: Time })
    .nullable(),
})
export type Conversation = z.infer<typeof Conversation>

export const SentMessage = z.object({ id: MessageId, seq: z.number(), at: Time })
export type SentMessage = z.infer<typeof SentMessage>

const History = z.object({
  epoch: z.string(),
  head: z.number(),
  items: z.array(ChatEntry),
  /** There are further entries in the direction asked for. */
  more: z.boolean(),
})

export const endpoints = {
  sendMessage: post('/employers/:employerId/messages', {
    summary:
      'Write to an engaged consultant (or, as the consultant, to the employer). `Idempotency-Key` is the client id.',
    access: { may: 'consultant.chat' },
    body: z.strictObject({ consultantId: UserId, message: MessageBody }),
    result: z.object({ conversationId: ConversationId, message: SentMessage, duplicate: z.boolean() }),
    status: 201,
  }),
  listConversations: get('/conversations', {
    summary: 'My conversations over all employers, the one with the newest message first.',
    access: 'signed-in',
    area: 'messages',
    query: z.strictObject({ ...pageQuery, employerId: EmployerId.optional() }),
    result: page(Conversation),
  }),
  readConversation: get('/conversations/:conversationId', {
    summary: 'One conversation of mine and who is in it.',
    access: 'signed-in',
    area: 'messages',
    result: Conversation.extend({ participants: z.array(Participant) }),
  }),
  readMessages: get('/conversations/:conversationId/messages', {
    summary: 'Entries after a number, or before one (the newest when neither is given), in order.',
    access: 'signed-in',
    area: 'messages',
    query: z.strictObject({
      after: z.coerce.number().int().min(0).optional(),
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    result: History,
  }),
  readThread: get('/conversations/:conversationId/messages/:messageId/thread', {
    summary: 'A message, its replies, and what was done to them, in order.',
    access: 'signed-in',
    area: 'messages',
    result: z.object({ entries: z.array(ChatEntry) }),
  }),
  searchMessages: get('/conversations/:conversationId/search', {
    summary: 'Messages that hold all the words, newest first; letters match with and without accents.',
    access: 'signed-in',
    area: 'messages',
    query: z.strictObject({ ...pageQuery, q: line(200) }),
    result: page(z.object({ id: MessageId, seq: z.number(), sender: ChatPerson, body: z.string(), at: Time })),
  }),
  uploadAttachment: post('/conversations/:conversationId/attachments', {
    summary: 'Upload one file (the body is its bytes, at most 10 MiB); a message then names its id.',
    access: 'signed-in',
    area: 'messages',
    bytes: { most: largestAttachment },
    query: z.strictObject({ name: line(200) }),
    result: Attachment,
    status: 201,
  }),
  downloadAttachment: get('/conversations/:conversationId/attachments/:attachmentId', {
    summary: 'The file, for those who are in the conversation.',
    access: 'signed-in',
    area: 'messages',
    download: true,
  }),
  deleteAttachment: del('/conversations/:conversationId/attachments/:attachmentId', {
    summary: 'Discard a file of mine that no message names.',
    access: 'signed-in',
    area: 'messages',
  }),
  readChatPreferences: get('/me/preferences/chat', {
    summary: 'Whether and when I get a mail about messages that I have not read.',
    access: 'signed-in',
    result: z.object({ mail: z.boolean(), afterMinutes: z.number() }),
  }),
  editChatPreferences: patch('/me/preferences/chat', {
    summary: 'Change whether and when I get a mail about messages that I have not read.',
    access: 'signed-in',
    body: z.strictObject({ mail: z.boolean().optional(), afterMinutes: z.number().int().min(1).max(1440).optional() }),
    result: z.object({ mail: z.boolean(), afterMinutes: z.number() }),
  }),
}

const target = { conversationId: ConversationId, clientMessageId: ClientMessageId, messageId: MessageId }
const number = z.object({ seq: z.number(), duplicate: z.boolean() })

export const commands = {
  /**
   * A page follows a conversation. Without `after`: from the head on. `before`: the page of entries before that number,
   * and nothing is followed. `reset`: load by REST, then follow from `head`.
   */
  'chat:follow': {
    payload: z
      .strictObject({
        conversationId: ConversationId,
        after: z.number().int().min(0).optional(),
        before: z.number().int().min(1).optional(),
      })
      .refine(({ after, before }) => after === undefined || before === undefined, 'Ask for `after` or for `before`.'),
    answer: z.object({
      epoch: z.string(),
      head: z.number(),
      entries: z.array(ChatEntry).optional(),
      more: z.boolean().optional(),
      reset: z.literal(true).optional(),
      participants: z.array(Participant),
      access: z.enum(['write', 'read']),
    }),
  },
  'chat:unfollow': { payload: z.strictObject({ conversationId: ConversationId }), answer: z.object({}) },
  /** `ok` means: durably stored. `duplicate`: it was stored before this call. */
  'chat:send': {
    payload: z.strictObject({
      conversationId: ConversationId,
      clientMessageId: ClientMessageId,
      /** May be empty when a file goes with it. */
      body: z.string().max(longestMessage, `At most ${longestMessage} characters.`),
      replyTo: MessageId.optional(),
      attachmentIds: z.array(AttachmentId).max(mostAttachments).optional(),
    }),
    answer: z.object({ message: SentMessage, duplicate: z.boolean() }),
  },
  'chat:edit': { payload: z.strictObject({ ...target, body: MessageBody }), answer: number },
  'chat:delete': { payload: z.strictObject(target), answer: number },
  'chat:react': {
    payload: z.strictObject({ ...target, emoji: z.string().min(1).max(32), on: z.boolean().default(true) }),
    answer: number,
  },
  /** I have read up to this number; it never goes back. */
  'chat:read': {
    payload: z.strictObject({ conversationId: ConversationId, seq: z.number().int().min(0) }),
    answer: z.object({}),
  },
  'chat:typing': { payload: z.strictObject({ conversationId: ConversationId }), answer: z.object({}) },
  /** Who of an employer's people and consultants has a page open. */
  'presence:follow': {
    payload: z.strictObject({ employerId: EmployerId }),
    answer: z.object({ users: z.array(UserId) }),
  },
  'presence:unfollow': { payload: z.strictObject({ employerId: EmployerId }), answer: z.object({}) },
} satisfies Record<string, SocketCommand>

/** What the server sends about conversations. */
export interface ChatPushes {
  chat: (entry: ChatEntry) => void
  /** Every few seconds: the newest number, so that a lost last push is noticed. */
  'chat:head': (head: { conversationId: ConversationId; seq: number }) => void
  'chat:read': (read: { conversationId: ConversationId; userId: UserId; seq: number }) => void
  /** I am not in this conversation any more: nothing further comes. */
  'chat:revoked': (revoked: { conversationId: ConversationId }) => void
  /** Somebody is writing; holds for six seconds. */
  'chat:typing': (typing: { conversationId: ConversationId; userId: UserId }) => void
  /** Everybody who has a page open now; replaces what was sent before. */
  presence: (presence: { employerId: EmployerId; users: UserId[] }) => void
}
