import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { sightOf } from './policy.ts'
import { panels } from './repository.ts'

/** Whether numbers about an application are still withheld from this member, as those of its scorecards are. */
export async function scoresSealed(scope: Scope, member: Member, applicationId: string): Promise<boolean> {
  const panel = await panels.find(scope, applicationId)
  return panel !== null && sightOf(member, panel) !== 'everything'
}
