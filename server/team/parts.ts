import type { Sessions } from '../auth/sessions.ts'
import type { SignIn } from '../auth/sign-in.ts'
import type { LinkSecrets } from '../store/link-key.ts'
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
  /** Told after the commit, so that what these sessions have open ends. */
  readonly onSessionsEnded: (sessionIds: readonly string[]) => void
  readonly links: LinkSecrets
  readonly sessions: Sessions
}
