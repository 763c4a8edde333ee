import type { Sessions } from '../../auth/sessions.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import type { SharedJournal } from '../../journal/journal.ts'
import type { Log } from '../../log.ts'
import type { Scope } from '../../store/scope.ts'
import type { Seals } from '../../store/seal.ts'
import type { StandingChanged } from '../standing-changed.ts'

export interface SsoParts {
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly log: Log
  readonly seals: Seals
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly secureCookies: boolean
  readonly publicUrl: () => string
  /** The conversations' part of somebody's joining. */
  readonly standingChanged: StandingChanged
  readonly onSessionsEnded: (sessionIds: readonly string[]) => void
}
