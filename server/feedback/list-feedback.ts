import type { Page } from '#protocol/common'
import type { endpoints, Feedback } from '#protocol/feedback'
import { may } from '#protocol/permissions'
import { wordsFor } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { present } from './present.ts'
import { feedbackRows, feedbacks } from './repository.ts'
import { subjectOf } from './subject.ts'

/**
 * What colleagues said, for those who decide on one of the candidate's applications. Others read it once they have said
 * something themselves, so that nobody's first words lean on somebody else's; until then they read their own.
 */
export async function listFeedback(
  scope: Scope,
  member: Member,
  { query }: Pick<Input<typeof endpoints.listFeedback>, 'query'>,
): Promise<Page<Feedback>> {
  const { candidate, visible } = await subjectOf(scope, member, query.candidateId)
  const decides = visible.some(({ jobId }) => may(member, 'application.move', jobId))
  const readsAll = decides || (await feedbacks.anyBy(scope, candidate._id, member.userId))
  const jobIds = visible.map(({ jobId }) => jobId)
  const filter = { candidateId: candidate._id, jobIds: { $in: jobIds }, ...(readsAll ? {} : { by: member.userId }) }
  const page = await pageByNewest(scope, feedbackRows(scope), filter, query)
  const words = await wordsFor(scope, member, candidate)
  return { ...page, items: page.items.map((record) => present(record, words)) }
}
