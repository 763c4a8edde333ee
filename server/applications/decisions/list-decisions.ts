import type { Page } from '#protocol/common'
import type { Decision, endpoints } from '#protocol/decisions'
import { DecisionId, UserId } from '#protocol/ids'
import { may } from '#protocol/permissions'
import { candidates } from '../../candidates/repository.ts'
import { wordsFor } from '../../candidates/words-about.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { hiringSettings } from '../hiring-settings/repository.ts'
import { authorize } from '../policy.ts'
import { type ApplicationRecord, applications } from '../repository.ts'
import { type DecisionRecord, decisionRows } from './repository.ts'

/** Whether the numbers that others gave are still sealed for this member: scorecards say so. */
export type ScoresSealed = (scope: Scope, member: Member, application: ApplicationRecord) => Promise<boolean>

/** Who decided what about an application, newest first. */
export const listDecisions =
  (sealed: ScoresSealed) =>
  async (
    scope: Scope,
    member: Member,
    { applicationId, query }: Pick<Input<typeof endpoints.listDecisions>, 'applicationId' | 'query'>,
  ): Promise<Page<Decision>> => {
    const application = await applications.get(scope, member.employerId, applicationId)
    authorize(member, 'pipeline.read', application.jobId)
    const page = await pageByNewest(scope, decisionRows(scope), { applicationId }, query)
    const candidate = await candidates.get(scope, member.employerId, application.candidateId)
    const words = await wordsFor(scope, member, candidate)
    const settings = await hiringSettings.get(scope, member.employerId)
    const open = may(member, 'application.move', application.jobId) && !(await sealed(scope, member, application))
    const labels = new Map(settings.reasons.map(({ id, label }) => [id, label]))
    const items = page.items.map((row) => ({
      ...present(row),
      score: open || row.by === member.userId ? row.score : null,
      reason: row.reason === null ? null : words(row.reason, row.by),
      reasonLabel: row.reasonId === null ? null : (labels.get(row.reasonId) ?? null),
    }))
    return { ...page, items }
  }

const present = ({ _id, kind, by, at, from, to, lookAgainAt }: DecisionRecord) => ({
  id: DecisionId.parse(_id),
  kind,
  by: by === null ? null : UserId.parse(by),
  at: at.toISOString(),
  from,
  to,
  lookAgainAt: lookAgainAt?.toISOString() ?? null,
})
