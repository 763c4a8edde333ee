import type { Visitor } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import type { Log } from '../log.ts'

/** What the feature needs from outside. */
export interface EmployerParts {
  readonly log: Log
  /** Makes somebody the owner of a new employer; the team's part of a registration. */
  readonly addOwner: (tx: Tx, visitor: Visitor, employerId: string, userId: string) => Promise<void>
}
