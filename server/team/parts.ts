import type { SignIn } from '../auth/sign-in.ts'
import type { Scope } from '../store/scope.ts'
import type { LeaveJobs } from './remove-member.ts'
import type { StandingChanged } from './standing-changed.ts'

/** What the feature needs from outside. */
export interface TeamParts {
  readonly scope: () => Scope
  readonly signIn: SignIn
  /** The postings' part of a removal. */
  readonly leaveJobs: LeaveJobs
  /** The conversations' part of a change. */
  readonly standingChanged: StandingChanged
}
