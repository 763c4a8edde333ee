import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'

/** What the feature needs from outside. */
export interface ConsultantParts {
  readonly log: Log
  readonly scope: () => Scope
}
