import type { ApplicationRecord } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { panelOf } from './case.ts'
import { isReviewer, isTold } from './panel.ts'
import { sightOf } from './policy.ts'

/**
 * Whether numbers about an application are still withheld from this member, as those of its scorecards are: from whoever
 * is asked for their own, and from everybody once others are chosen or somebody is in. That somebody has begun a draft
 * changes nothing here, since nobody is to know of it.
 */
export async function scoresSealed(scope: Scope, member: Member, application: ApplicationRecord): Promise<boolean> {
  const posting = await postings.get(scope, member.employerId, application.jobId)
  const panel = await panelOf(scope, application, posting)
  return (isTold(panel) || isReviewer(panel, member.userId)) && sightOf(member, panel) !== 'everything'
}
