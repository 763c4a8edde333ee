import { type Action, may, type Standing } from '#protocol/permissions'
import { authorize } from '../applications/policy.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import type { Member } from '../http/actor.ts'
import { type Meeting, meetingsOf } from '../interviews/interviewers-of.ts'
import { type KitContent, kitAt, kitOf } from '../kits/kit-of.ts'
import { refuseBinned } from '../postings/policy.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { standingsAmong } from '../team/colleagues.ts'
import { countsOf, emptyPanel } from './panel.ts'
import { type PanelRecord, panels } from './repository.ts'

/** An application with the panel that judges it. */
export interface Case {
  readonly application: ApplicationRecord
  readonly posting: PostingRecord
  readonly panel: PanelRecord
}

/** @throws {AppError} `not-found` for what the member may not see, `forbidden` for what they may not do */
export async function openCase(scope: Scope, member: Member, applicationId: string, action: Action): Promise<Case> {
  const application = await applications.get(scope, member.employerId, applicationId)
  authorize(member, action, application.jobId)
  const posting = await postings.get(scope, member.employerId, application.jobId)
  return { application, posting, panel: await panelOf(scope, application, posting) }
}

/**
 * The same, to change it.
 * @throws {AppError} `conflict` once the candidate was deleted: nothing is said of them any more; `posting-in-bin`
 */
export async function openLivingCase(scope: Scope, member: Member, id: string, action: Action): Promise<Case> {
  const found = await openCase(scope, member, id, action)
  refuseErased(found.application)
  refuseBinned(found.posting)
  return found
}

/**
 * Whoever interviews the candidate, and beside them who was chosen; until somebody chose, or it is revealed, the
 * interviewers of the posting.
 */
export async function panelOf(
  scope: Scope,
  application: Pick<ApplicationRecord, '_id' | 'employerId' | 'jobId' | 'candidateId'>,
  posting: Pick<PostingRecord, 'team'>,
): Promise<PanelRecord> {
  const { _id, employerId, jobId } = application
  const stored = await panels.find(scope, _id)
  const meetings = await meetingsOf(scope, { applicationId: _id })
  return (await completed(scope, { employerId, jobId, team: posting.team, meetings }))(application, stored)
}

interface Askable extends Pick<PostingRecord, 'team'> {
  readonly employerId: string
  readonly jobId: string
  readonly meetings: ReadonlyMap<string, Meeting>
}

/** For many applications of one posting: asks only once who of its interviewers, and of theirs, may rate. */
export async function completed(scope: Scope, askable: Askable) {
  const { employerId, team, meetings } = askable
  const ofAll = new Set([...team.interviewerIds, ...[...meetings.values()].flatMap(({ userIds }) => userIds)])
  return completing({ ...askable, standings: await standingsAmong(scope, employerId, [...ofAll]) })
}

/** The same where it is known already. Pure. */
export function completing(askable: Askable & { readonly standings: ReadonlyMap<string, Standing> }) {
  const { employerId, jobId, team, meetings, standings } = askable
  const able = (userIds: readonly string[]) =>
    userIds.filter((userId) => {
      const standing = standings.get(userId)
      return standing !== undefined && may(standing, 'scorecard.write', jobId)
    })
  const ofTeam = able(team.interviewerIds)
  return (
    { _id, candidateId }: Pick<ApplicationRecord, '_id' | 'candidateId'>,
    stored: PanelRecord | null,
  ): PanelRecord => {
    const begun = stored ?? emptyPanel({ _id, employerId, jobId, candidateId })
    const isChosen = begun.assigned || begun.revealed !== null
    // Whoever was asked for an interview alone is asked for as long as it stands; what is in stays.
    const kept = begun.reviewers.filter(({ submittedAt, booked }) => submittedAt !== null || (isChosen && !booked))
    const isMissing = (userId: string) => !kept.some((reviewer) => reviewer.userId === userId)
    const usual = isChosen ? [] : ofTeam.filter(isMissing)
    const booked = able(meetings.get(_id)?.userIds ?? []).filter(
      (userId) => isMissing(userId) && !usual.includes(userId) && !begun.leftOut?.includes(userId),
    )
    return {
      ...begun,
      reviewers: [
        ...kept,
        ...usual.map((userId) => ({ userId, submittedAt: null })),
        ...booked.map((userId) => ({ userId, submittedAt: null, booked: true as const })),
      ],
    }
  }
}

/**
 * The kit by which a panel rates: fixed by the first who submits, so that all numbers mean the same.
 * @param current the posting's kit as it is now, where it was just read
 */
export async function kitOfPanel(scope: Scope, panel: PanelRecord, current?: KitContent): Promise<KitContent> {
  const { jobId, kitVersion } = panel
  if (kitVersion !== null && countsOf(panel).submitted > 0 && kitVersion !== current?.version) {
    return kitAt(scope, jobId, kitVersion)
  }
  return current ?? kitOf(scope, jobId)
}
