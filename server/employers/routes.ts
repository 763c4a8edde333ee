import { endpoints } from '#protocol/employers'
import type { Visitor } from '../http/actor.ts'
import type { Bind } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import type { Log } from '../log.ts'
import { readEmployer } from './read-employer.ts'
import { registerEmployer } from './register-employer.ts'

export interface EmployerParts {
  readonly log: Log
  /** Makes somebody the owner of a new employer; the team's part of a registration. */
  readonly addOwner: (tx: Tx, visitor: Visitor, employerId: string, userId: string) => Promise<void>
}

export function employerRoutes(bind: Bind, parts: EmployerParts): void {
  bind.handle(endpoints.registerEmployer, registerEmployer(parts))
  bind.query(endpoints.readEmployer, readEmployer)
}
