import type { endpoints, Feedback } from '#protocol/feedback'
import { invalidField } from '../app-error.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import { wordsFor } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { isInterviewWith } from '../interviews/scheduled-with.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { present } from './present.ts'
import { type FeedbackRecord, feedbacks } from './repository.ts'
import { subjectOf } from './subject.ts'

/** A colleague says what they think of a candidate. Before any interview it is taken too, and marked so. */
export async function giveFeedback(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.giveFeedback>, 'body'>,
): Promise<Feedback> {
  const { candidate, visible } = await subjectOf(tx, member, body.candidateId)
  refuseErased(candidate)
  const { interviewId = null } = body
  if (interviewId !== null && !(await isInterviewWith(tx, interviewId, candidate._id))) {
    throw invalidField(
      'interviewId',
      'There is no such interview with this candidate. Leave it out, or name one of theirs.',
    )
  }
  const jobIds = visible.map(({ jobId }) => jobId)
  const feedback: FeedbackRecord = {
    ...{ _id: newId(tx.now.getTime()), employerId: member.employerId, candidateId: candidate._id },
    ...{ jobIds, by: member.userId, at: tx.now },
    rating: body.rating,
    processRating: body.processRating ?? null,
    comments: body.comments,
    strengths: body.strengths ?? [],
    concerns: body.concerns ?? [],
    interviewId,
    beforeInterview: visible.every(({ interviewedAt }) => interviewedAt === null),
  }
  await feedbacks.insert(tx, feedback)
  tx.append(feedOf(member.employerId), {
    type: 'feedback.given',
    data: { feedbackId: feedback._id, candidateId: candidate._id, jobIds },
    actor: byUser(member),
  })
  return present(feedback, await wordsFor(tx, member, candidate))
}
