import { ApplicationId, CandidateId, DocumentId, PostingId, UserId } from '#protocol/ids'
import type { endpoints, Scorecard } from '#protocol/scorecards'
import { candidates } from '../candidates/repository.ts'
import { wordsFor } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import type { QueryRun } from '../http/bind.ts'
import { kitOf } from '../kits/kit-of.ts'
import type { Scope } from '../store/scope.ts'
import { type Case, kitOfPanel, openCase } from './case.ts'
import { notesOf, scorecardOf } from './documents.ts'
import { countsOf } from './panel.ts'
import { documentAccess, mayRate, mayTakeNotes, sightOf } from './policy.ts'
import { presentAggregate, presentMine, presentResults } from './present.ts'
import { emptyRatings } from './ratings.ts'
import { type PanelRecord, ratings } from './repository.ts'

export const readScorecard: QueryRun<typeof endpoints.readScorecard> = async (scope, member, { applicationId }) =>
  presentScorecard(scope, member, await openCase(scope, member, applicationId, 'scorecard.read'))

/** The panel's judgement as far as this member may see it. */
export async function presentScorecard(scope: Scope, member: Member, { panel, posting }: Case): Promise<Scorecard> {
  const current = await kitOf(scope, panel.jobId)
  const kit = await kitOfPanel(scope, panel, current)
  const openPanel = posting.openPanel ?? false
  const access = documentAccess(member, panel, openPanel)
  const isOutside = member.role === 'consultant'
  return {
    applicationId: ApplicationId.parse(panel._id),
    jobId: PostingId.parse(panel.jobId),
    candidateId: CandidateId.parse(panel.candidateId),
    kit: { version: kit.version, criteria: [...kit.criteria] },
    isKitOutdated: kit.version !== current.version,
    reviewers: isOutside
      ? []
      : panel.reviewers.map(({ userId, submittedAt }) => ({
          userId: UserId.parse(userId),
          submitted: submittedAt !== null,
        })),
    ...countsOf(panel),
    openPanel,
    revealed: presentReveal(panel, isOutside),
    mine: mayRate(member, panel)
      ? presentMine((await ratings.find(scope, panel._id, member.userId)) ?? emptyRatings(panel, member.userId), kit)
      : null,
    ...(await seenBy(scope, member, panel, kit)),
    document: access && { id: DocumentId.parse(scorecardOf(panel._id)), access },
    notes: mayTakeNotes(member, panel.jobId)
      ? { id: DocumentId.parse(notesOf(panel._id, member.userId)), access: 'write' }
      : null,
    version: panel.version,
  }
}

/** Of who revealed it, and why, people from outside are told nothing. */
function presentReveal({ revealed }: PanelRecord, isOutside: boolean): Scorecard['revealed'] {
  if (revealed === null) return null
  const { at, by, reason } = revealed
  const isTold = !isOutside && by !== null
  return { at: at.toISOString(), by: isTold ? UserId.parse(by) : null, reason: isOutside ? null : reason }
}

async function seenBy(
  scope: Scope,
  member: Member,
  panel: PanelRecord,
  kit: Parameters<typeof presentResults>[1],
): Promise<Pick<Scorecard, 'results' | 'aggregate'>> {
  const sight = sightOf(member, panel)
  if (sight === 'nothing' || panel.revealed === null) return { results: null, aggregate: null }
  const all = await ratings.ofApplication(scope, panel._id)
  if (sight === 'aggregate') return { results: null, aggregate: presentAggregate(all, kit, panel.revealed.at) }
  // Reviewers write freely: who the candidate is shows only to those it was revealed to.
  const words = await wordsFor(scope, member, await candidates.get(scope, member.employerId, panel.candidateId))
  return { results: presentResults(all, kit, words), aggregate: null }
}
