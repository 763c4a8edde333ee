import type { Finding } from '../../faults/chat/ledger.ts'
import type { Span } from './samples.ts'

/** A message that its sender was told to be stored. */
export interface Message {
  readonly conversationId: string
  readonly senderId: string
  readonly clientMessageId: string
  readonly body: string
  readonly seq: number
}

/** A move that whoever made it was told to be done. */
export interface Move {
  readonly employerId: string
  readonly applicationId: string
  readonly stage: string
  readonly version: number
}

/** Everything that people were told, and what they should not have been told. */
export class Written {
  readonly messages: Message[] = []
  readonly moves: Move[] = []
  readonly findings: Finding[] = []
  /** Answers to people who only look, by when they were asked for; those that were refused. */
  readonly unread: { readonly span: Span; readonly what: string }[] = []
  reads = 0

  get count(): number {
    return this.messages.length + this.moves.length
  }
}
