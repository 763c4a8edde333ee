import type { Limits } from '../http/limits.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'
import type { NameBook } from './names.ts'
import type { Rights } from './rights.ts'

/** What the feature needs from outside. */
export interface ChatParts {
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly limits: Limits
  readonly log: Log
  readonly names: NameBook
  readonly rights: Rights
  /**
   * What looks at entries before it writes goes one by one in a conversation: commands that share a transaction do not
   * see each other's entries, and an edit could hide from the deletion that comes with it.
   */
  readonly inTurn: <T>(conversationId: string, work: () => Promise<T>) => Promise<T>
  /** Names this history of the store. */
  readonly epoch: string
  /** An HMAC under a key that is not stored beside the entries. */
  readonly digest: (text: string) => string
}
