import type { SignIn } from '../auth/sign-in.ts'
import type { Scope } from '../store/scope.ts'
import type { LeaveWork } from './remove-member.ts'
import type { StandingChanged } from './standing-changed.ts'

/** What the feature needs from outside. */
export interface TeamParts {
  readonly scope: () => Scope
  readonly signIn: SignIn
  /** What the features to the right have to do with a removal. */
  readonly leaveWork: LeaveWork
  /** The conversations' part of a change. */
  readonly standingChanged: StandingChanged
}
