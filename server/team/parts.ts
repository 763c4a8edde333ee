import type { SignIn } from '../auth/sign-in.ts'
import type { Scope } from '../store/scope.ts'

/** What the feature needs from outside. */
export interface TeamParts {
  readonly scope: () => Scope
  readonly signIn: SignIn
}
