import type { Employer, endpoints } from '#protocol/employers'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { present } from './present.ts'
import { employers, versionOf } from './repository.ts'

type Renaming = Pick<Input<typeof endpoints.renameEmployer>, 'body' | 'ifVersion'>

/** The slug stays: links to the careers page stand in job boards and mails. */
export async function renameEmployer(
  tx: Tx,
  member: Member,
  { body: { companyName }, ifVersion }: Renaming,
): Promise<Employer> {
  const before = await employers.get(tx, member.employerId)
  const version = versionOf(before)
  expectVersion({ version }, ifVersion)
  if (before.companyName === companyName) return present(before)
  const employer = { ...before, companyName, version: version + 1 }
  await employers.replace(tx, employer)
  tx.append(feedOf(employer._id), {
    type: 'employer.renamed',
    data: { version: employer.version },
    actor: byUser(member),
  })
  await recordAudit(tx, {
    ...actOf(member),
    action: 'employer.renamed',
    subject: { kind: 'employer', id: employer._id },
    before: { companyName: before.companyName },
    after: { companyName },
  })
  return present(employer)
}
