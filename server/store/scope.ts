import type { ClientSession, Db, IndexDescription } from 'mongodb'

/** What a reading use case works in. Inside a transaction `session` is set and every call must pass it on. */
export interface Scope {
  readonly db: Db
  readonly session?: ClientSession
  /** The time of the request: rules take it from here, so that a rerun and a test see one clock. */
  readonly now: Date
}

/** The session option for a driver call, in or out of a transaction. */
export const within = (scope: Scope): { session?: ClientSession } => (scope.session ? { session: scope.session } : {})

/** A collection and the indexes it needs; each repository exports one per collection. */
export interface CollectionPlan {
  readonly collection: string
  readonly indexes: readonly IndexDescription[]
}
