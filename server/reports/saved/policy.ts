import { may, reachOf, type Standing } from '#protocol/permissions'
import { AppError, invalidField } from '../../app-error.ts'
import type { Scope } from '../../store/scope.ts'
import { type MembershipRecord, memberships } from '../../team/repository.ts'
import type { SavedReportRecord } from './repository.ts'

type Person = Standing & { readonly userId: string }

/** Whoever made it, and those who run the company. */
export const canChange = (member: Person, { createdBy }: Pick<SavedReportRecord, 'createdBy'>): boolean =>
  createdBy === member.userId || may(member, 'organisation.manage')

const canSee = (member: Person, report: SavedReportRecord): boolean =>
  canChange(member, report) || report.recipients.some(({ userId }) => userId === member.userId)

/** @throws {AppError} `not-found` for what the member does not see, `forbidden` for what they may not change */
export function authorize(member: Person, report: SavedReportRecord, to: 'see' | 'change'): void {
  if (!canSee(member, report)) throw new AppError('not-found', 'There is no such report.')
  if (to === 'change' && !canChange(member, report)) {
    throw new AppError('forbidden', 'Only who made this report, or an admin, can change it.')
  }
}

/** Why somebody cannot be sent the report, in words; null: they may read it. Asked when it is set up, and at each sending. */
export function refusalOf(member: MembershipRecord | null, jobId: string | null): string | null {
  if (!member) return 'This person is no longer with the company.'
  const reach = reachOf(member.role, 'figures.read')
  if (reach === null) return 'The role of this person does not allow reports.'
  if (reach === 'team' && jobId !== null && !member.jobIds.includes(jobId)) {
    return 'This person is not on the hiring team of the posting.'
  }
  return null
}

/** @throws {AppError} `invalid-input` naming the first who may not read it */
export async function expectRecipients(
  scope: Scope,
  employerId: string,
  recipients: readonly { readonly userId: string }[],
  jobId: string | null,
): Promise<void> {
  const found = await memberships.among(
    scope,
    employerId,
    recipients.map(({ userId }) => userId),
  )
  const byUser = new Map(found.map((member) => [member.userId, member]))
  for (const [i, { userId }] of recipients.entries()) {
    const refusal = refusalOf(byUser.get(userId) ?? null, jobId)
    if (refusal) throw invalidField(`recipients.${i}.userId`, refusal)
  }
}
