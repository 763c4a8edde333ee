import { ApplicationId, CandidateId, PostingId, ReminderId } from '#protocol/ids'
import type { Reminder } from '#protocol/reminders'
import { candidates, reveals } from '../../candidates/repository.ts'
import type { Member } from '../../http/actor.ts'
import { postings } from '../../postings/repository.ts'
import type { Scope } from '../../store/scope.ts'
import type { ReminderRecord } from './repository.ts'

/** Reminders for one reader: a candidate's name only where it was revealed to this person. */
export async function presentAll(
  scope: Scope,
  member: Member,
  records: readonly ReminderRecord[],
): Promise<Reminder[]> {
  const ids = records.map(({ candidateId }) => candidateId)
  const people = await candidates.many(scope, member.employerId, ids)
  const revealed = await reveals.to(scope, member, ids)
  const jobs = await postings.many(scope, member.employerId, [...new Set(records.map(({ jobId }) => jobId))])
  const titles = new Map(jobs.map(({ _id, title }) => [_id, title]))
  return records.flatMap((record) => {
    const candidate = people.get(record.candidateId)
    if (!candidate) return []
    return {
      id: ReminderId.parse(record._id),
      kind: record.kind,
      applicationId: ApplicationId.parse(record.applicationId),
      jobId: PostingId.parse(record.jobId),
      candidateId: CandidateId.parse(record.candidateId),
      candidate: {
        id: CandidateId.parse(candidate._id),
        code: candidate.code,
        name: revealed.has(candidate._id) ? candidate.name : null,
      },
      jobTitle: titles.get(record.jobId) ?? '',
      note: record.note,
      dueAt: record.dueAt.toISOString(),
      state: record.state,
      version: record.version,
    }
  })
}

export async function presentOne(scope: Scope, member: Member, record: ReminderRecord): Promise<Reminder> {
  const [reminder] = await presentAll(scope, member, [record])
  if (!reminder) throw new Error(`Reminder ${record._id} is about nobody`)
  return reminder
}
