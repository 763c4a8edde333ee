import { CandidateId, UserId } from '#protocol/ids'
import { type EmployerRole, may } from '#protocol/permissions'
import type { StageKind } from '#protocol/postings'
import type { ApplicationRecord } from '../applications/repository.ts'
import { byUser } from '../journal/actors.ts'
import { hour } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import type { Opening } from './postings.ts'
import { randomOf } from './random.ts'
import type { Staff } from './staff.ts'

interface DemoReveal {
  readonly job: string
  /** Revealed to somebody soon after a candidate came into a stage of this kind. */
  readonly stage: StageKind
  readonly to: EmployerRole
  readonly reason: string
}

const wanted: readonly DemoReveal[] = [
  {
    job: 'backend-engineer',
    stage: 'offer',
    to: 'recruiter',
    reason: 'The contract for the offer needs the full legal name.',
  },
  {
    job: 'field-technician',
    stage: 'interview',
    to: 'hiring_manager',
    reason: 'The workshop needs a name for the site pass on the practical day.',
  },
]

/** Two candidates whose identity was needed, and who learned it why. */
export function tellReveals(company: Chronicle, staff: Staff, openings: readonly Opening[]): void {
  for (const reveal of wanted) {
    const { job, to, reason } = reveal
    const random = randomOf(`reveal ${job}`)
    const jobId = openings.find((opening) => opening.job.key === job)?.jobId ?? ''
    const { application, since } = firstIn(company, jobId, reveal.stage)
    const at = new Date(since.getTime() + random.between(0.1, 1) * hour)
    const by = staff(to)
    if (!may(by.standing(), 'identity.reveal', jobId)) throw new Error(`${to} may not reveal a candidate of ${job}`)
    const { candidateId } = application
    const candidate = company.candidates.get(candidateId)
    if (!candidate) throw new Error(`Nobody applied as ${candidateId}`)
    const version = candidate.version + 1
    company.candidates.set(candidateId, { ...candidate, version })
    const { employer } = company
    company.reveals.push({ _id: random.id(at), employerId: employer._id, candidateId, userId: by.userId, reason, at })
    company.audited({
      ...{ at, actor: byUser(by), ip: by.ip, action: 'candidate.revealed' },
      ...{ subject: { kind: 'candidate', id: candidateId }, reason },
    })
    const jobIds = [...company.applications.values()]
      .filter((other) => other.candidateId === candidateId && other.appliedAt <= at)
      .map((other) => other.jobId)
      .filter((id) => may(by.standing(), 'pipeline.read', id))
    const data = { candidateId: CandidateId.parse(candidateId), userId: UserId.parse(by.userId), jobIds, version }
    company.tell(at, 'candidate.revealed', data, byUser(by))
  }
}

/** Who came first into such a stage, long enough ago; the one who gets the job always did. */
function firstIn(company: Chronicle, jobId: string, kind: StageKind): { application: ApplicationRecord; since: Date } {
  const stages = company.postings.get(jobId)?.stages.filter((stage) => stage.kind === kind) ?? []
  const names = new Set(stages.map(({ id }) => id))
  for (const { at, type, data } of company.entries) {
    if (!type.startsWith('application.') || data['jobId'] !== jobId || !names.has(String(data['stage']))) continue
    const application = company.applications.get(String(data['applicationId']))
    if (application && at.getTime() < company.now.getTime() - 2 * hour) return { application, since: at }
  }
  throw new Error(`Nobody reached ${kind}`)
}
