import type { Attachment } from '#protocol/chat'
import type { ErrorCode } from '#protocol/errors'
import type { ConversationId, MessageId } from '#protocol/ids'

/** What somebody wants to happen in a conversation. */
export type Intent =
  | {
      readonly type: 'send'
      readonly body: string
      readonly replyTo: MessageId | null
      /** Uploaded already. */
      readonly attachments: readonly Attachment[]
    }
  | { readonly type: 'edit'; readonly messageId: MessageId; readonly body: string }
  | { readonly type: 'delete'; readonly messageId: MessageId }
  | { readonly type: 'react'; readonly messageId: MessageId; readonly emoji: string; readonly on: boolean }

/** An intent as it is kept in the browser until the server has stored it. */
export interface Outgoing {
  /** First come, first served. */
  readonly order: number
  /** Made once, before the first attempt: the server stores it once, however often it is sent. */
  readonly clientMessageId: string
  /** Whose it is: nobody sends somebody else's. */
  readonly userId: string
  readonly conversationId: ConversationId
  readonly intent: Intent
  readonly at: string
  /** Why the server will not have it; it waits for the person's decision. */
  readonly failure: { readonly code: ErrorCode; readonly message: string } | null
}

/** `stored`: the server has it, and its entry is still on the way here. */
export type Phase = 'queued' | 'sending' | 'stored' | 'failed'

export interface OutgoingView extends Outgoing {
  readonly phase: Phase
  /** Its number in the conversation, once stored. */
  readonly seq: number | null
}

/** Not in the order yet. */
export type Wanted = Omit<Outgoing, 'order'>

/** Where intents outlive the page. */
export interface OutgoingStore {
  /** In order. */
  all(userId: string): Promise<Outgoing[]>
  /** Answers it with its place in the order. Of one client id there is one, however often it is added. */
  add(outgoing: Wanted): Promise<Outgoing>
  replace(outgoing: Outgoing): Promise<void>
  remove(order: number): Promise<void>
}

/**
 * What is on its way into that store, which answers later: a page that is left before it did loses nothing. Every call is
 * done when it returns.
 */
export interface Jottings {
  /** In the order in which they were put. */
  all(userId: string): Wanted[]
  put(wanted: Wanted): void
  remove(wanted: Wanted): void
}
