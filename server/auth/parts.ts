import type { Db } from 'mongodb'
import type { SignedInUser } from '#protocol/auth'
import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** What the feature needs from outside. */
export interface AuthParts {
  readonly db: Db
  readonly log: Log
  readonly sessions: Sessions
  readonly signIn: SignIn
  /** Where a person stands, joined with the names of the companies. */
  readonly membershipsOf: (scope: Scope, userId: string) => Promise<SignedInUser['memberships']>
  /** True when people reach us over https. */
  readonly secureCookies: boolean
  /** Told after the commit, so that the open sockets of these sessions close. */
  readonly onSessionsEnded: (sessionIds: readonly string[]) => void
}
