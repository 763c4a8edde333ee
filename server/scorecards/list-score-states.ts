import { ApplicationId } from '#protocol/ids'
import { may } from '#protocol/permissions'
import type { endpoints, ScoreState } from '#protocol/scorecards'
import { AppError } from '../app-error.ts'
import type { QueryRun } from '../http/bind.ts'
import { meetingsOf } from '../interviews/interviewers-of.ts'
import { postings } from '../postings/repository.ts'
import { completed } from './case.ts'
import { countsOf, hasSubmitted, isTold } from './panel.ts'
import { mayRate } from './policy.ts'
import { type PanelRecord, panels, ratings } from './repository.ts'

/** Counts for the cards of a board. Of what was said, and by whom, there is nothing here before the reveal or after. */
export const listScoreStates: QueryRun<typeof endpoints.listScoreStates> = async (scope, member, { jobId }) => {
  const posting = await postings.get(scope, member.employerId, jobId)
  if (!may(member, 'scorecard.read', jobId)) throw new AppError('not-found', 'There is no such posting.')
  const meetings = await meetingsOf(scope, { jobId })
  const complete = await completed(scope, { employerId: member.employerId, jobId, team: posting.team, meetings })
  const stored = await panels.ofJob(scope, jobId)
  const isStored = new Set(stored.map(({ _id }) => _id))
  const all = [
    ...stored.map((panel) => complete(panel, panel)),
    ...[...meetings.values()]
      .filter(({ applicationId }) => !isStored.has(applicationId))
      .map(({ applicationId, candidateId }) => complete({ _id: applicationId, candidateId }, null)),
  ]
  const asking = all.filter((panel) => mayRate(member, panel))
  const begun = await ratings.ofReviewer(
    scope,
    member.userId,
    asking.map(({ _id }) => _id),
  )
  const present = (panel: PanelRecord): ScoreState => {
    const isAsked = mayRate(member, panel)
    const isIn = hasSubmitted(panel, member.userId)
    return {
      applicationId: ApplicationId.parse(panel._id),
      ...countsOf(panel),
      revealed: panel.revealed !== null,
      mine: isIn ? 'submitted' : isAsked ? 'asked' : 'not-asked',
      due: isAsked && !isIn && (panel.assigned || begun.has(panel._id)),
      version: panel.version,
    }
  }
  const usual = complete({ _id: '', candidateId: '' }, null)
  return {
    usual: { expected: countsOf(usual).expected, asked: mayRate(member, usual) },
    // What is stored with a colleague's first draft is the usual panel still.
    items: all.filter((panel) => isTold(panel) || meetings.has(panel._id) || begun.has(panel._id)).map(present),
  }
}
