import { endpoints } from '#protocol/employers'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { EmployerParts } from './parts.ts'
import { readEmployer } from './read-employer.ts'
import { registerEmployer } from './register-employer.ts'
import { renameEmployer } from './rename-employer.ts'

export function employerRoutes(bind: Bind, parts: EmployerParts): void {
  bind.handle(endpoints.registerEmployer, registerEmployer(parts))
  bind.query(endpoints.readEmployer, readEmployer)
  bind.command(endpoints.renameEmployer, ({ employerId }) => [feedOf(employerId)], renameEmployer)
}
