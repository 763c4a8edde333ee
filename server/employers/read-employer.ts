import type { Employer } from '#protocol/employers'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { present } from './present.ts'
import { employers } from './repository.ts'

export async function readEmployer(scope: Scope, member: Member): Promise<Employer> {
  return present(await employers.get(scope, member.employerId))
}
