import type { PortalView } from '#protocol/careers'
import type { PortalInterview } from '#protocol/portal-interviews'
import type { Stage } from '#protocol/postings'
import { openAsk } from '../answers/offer-answer.ts'
import { applyAgain } from '../applications/apply-again.ts'
import { candidateWords, type Told } from '../applications/candidate-words.ts'
import { believedOf, isUndoable } from '../applications/notice.ts'
import { timerOf } from '../applications/reminders/timers.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { withdraw } from '../applications/withdraw.ts'
import { employers } from '../employers/repository.ts'
import { readReport } from '../feedback/report.ts'
import { cancelForWithdrawal } from '../interviews/cancel-planned.ts'
import { listMine } from '../interviews/portal/answer.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { takesApplications } from '../postings/policy.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import type { Once } from './apply.ts'
import { nextStep } from './next-step.ts'

/** What the portal shows, and where the company's other jobs are. */
export interface Portal {
  readonly view: PortalView
  readonly slug: string
  readonly interviews: readonly PortalInterview[]
}

export async function readPortal(scope: Scope, links: LinkSecrets, applicationId: string): Promise<Portal> {
  const application = await applications.byId(scope, applicationId)
  const { employerId, jobId } = application
  const [employer, [posting]] = await Promise.all([
    employers.get(scope, employerId),
    postings.many(scope, employerId, [jobId]),
  ])
  const told = whatIsTold(application, scope.now)
  const stages = posting?.stages ?? []
  const isOpen = posting?.deletedAt === null && (posting.state === 'published' || posting.state === 'paused')
  const replyBy = replyByOf(told, stages, isOpen)
  const view: PortalView = {
    companyName: employer.companyName,
    jobTitle: posting?.published?.title ?? posting?.title ?? 'A job that is no longer offered',
    appliedAt: application.appliedAt.toISOString(),
    ...candidateWords(told, stages, employer.companyName, isOpen),
    canApplyAgain: told.status === 'withdrawn' && posting !== undefined && takesApplications(posting),
    replyBy: replyBy?.toISOString() ?? null,
    isLate: replyBy !== null && replyBy < scope.now,
    feedback: await feedbackAfter(scope, application, told),
    answer: await openAsk(scope, links, applicationId),
  }
  const interviews = await listMine(scope, applicationId)
  const next = nextStep(view, interviews, scope.now)
  return { view: { ...view, next }, slug: employer.slug, interviews }
}

/** What candidates do themselves; the second time does nothing and answers the same. */
const byPortal =
  (act: (tx: Tx, applicationId: string) => Promise<unknown>) =>
  async (scope: Scope, links: LinkSecrets, applicationId: string, once: Once): Promise<PortalView> => {
    const { employerId } = await applications.byId(scope, applicationId)
    return once([feedOf(employerId)], async (tx) => {
      await act(tx, applicationId)
      return (await readPortal(tx, links, applicationId)).view
    })
  }

export const withdrawByPortal = byPortal(async (tx, applicationId) => {
  await withdraw(tx, applicationId)
  await cancelForWithdrawal(tx, applicationId)
})

/** Sends what was withdrawn once more. */
export const applyAgainByPortal = byPortal(applyAgain)

interface Standing extends Told {
  readonly stageSince: Date
  readonly lookAgainAt: Date | null
}

/**
 * The team can take back a decision for a few seconds. Until then the portal says nothing of it, and stands where the
 * candidate believes: a slip of the mouse must not tell somebody that they were rejected, or hired.
 */
function whatIsTold(application: ApplicationRecord, now: Date): Standing {
  const { lookAgainAt = null } = application
  return { ...believedOf(application, now), lookAgainAt: isUndoable(application, now) ? null : lookAgainAt }
}

/** By when the candidate hears; null: nothing is promised, or nothing more is to come. */
function replyByOf(told: Standing, stages: readonly Stage[], isOpen: boolean): Date | null {
  return isOpen ? (timerOf(told, stages)?.dueAt ?? null) : null
}

async function feedbackAfter(scope: Scope, application: ApplicationRecord, { status }: Standing) {
  const { decision } = application
  const isDecided = status === 'rejected' || status === 'hired'
  return isDecided && decision ? readReport(scope, application, decision.at) : null
}
