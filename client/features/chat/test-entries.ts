import type { ChatEntry, ChatPerson } from '#protocol/chat'

/** Entries for tests; ids are opaque strings, so any string will do. */
type Kind<Type extends ChatEntry['type']> = Extract<ChatEntry, { type: Type }>

export const ana = { id: 'ana', name: 'Ana Silva', kind: 'employer' } as ChatPerson
export const ben = { id: 'ben', name: 'Ben Okoro', kind: 'consultant' } as ChatPerson

const base = (seq: number, prefix: string) => ({
  conversationId: 'c1',
  seq,
  id: `${prefix}${seq}`,
  clientMessageId: `client-${seq}`,
  sender: ana,
  at: new Date(Date.UTC(2026, 0, 1, 9, 0, seq)).toISOString(),
})

export const aMessage = (seq: number, facts: Partial<Kind<'message'>> = {}) =>
  ({ ...base(seq, 'm'), type: 'message', body: `message ${seq}`, ...facts }) as Kind<'message'>

export const anEdit = (seq: number, of: number, body: string) =>
  ({ ...base(seq, 'e'), type: 'edit', messageId: `m${of}`, body }) as Kind<'edit'>

export const aDeletion = (seq: number, of: number) =>
  ({ ...base(seq, 'd'), type: 'delete', messageId: `m${of}` }) as Kind<'delete'>

export const aReaction = (seq: number, to: number, emoji: string, facts: Partial<Kind<'react'>> = {}) =>
  ({ ...base(seq, 'r'), type: 'react', messageId: `m${to}`, emoji, on: true, ...facts }) as Kind<'react'>
