import { createContext, useContext } from 'react'
import type { Conversation, Participant } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import type { Channel } from './channel.ts'
import type { ConversationActions } from './conversation-actions.ts'
import type { ChatHub } from './hub.ts'

/** What every part of an open conversation needs to know. */
export interface OpenConversation {
  readonly hub: ChatHub
  readonly id: ConversationId
  readonly channel: Channel
  readonly actions: ConversationActions
  readonly participants: readonly Participant[]
  readonly access: 'write' | 'read' | null
  /** Whose postings and candidates are meant; null while the list is on its way. */
  readonly employer: Conversation['employer'] | null
}

export const ConversationContext = createContext<OpenConversation | null>(null)

export function useOpenConversation(): OpenConversation {
  const context = useContext(ConversationContext)
  if (!context) throw new Error('Parts of a conversation stand inside ConversationPane.')
  return context
}
