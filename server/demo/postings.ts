import { PostingId } from '#protocol/ids'
import { CreatePosting, defaultStages, EditPosting, type PostingState } from '#protocol/postings'
import { byUser } from '../journal/actors.ts'
import { contentKey, contentOf, emptyContent, toContent } from '../postings/content.ts'
import { actionFor, authorize, expectTransition } from '../postings/policy.ts'
import type { PostingContent, PostingRecord } from '../postings/repository.ts'
import { officeTimeAgo } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import type { DemoJob, Step } from './job.ts'
import { comingJobs } from './jobs-ahead.ts'
import { openJobs } from './jobs-open.ts'
import { pastJobs } from './jobs-past.ts'
import { randomOf } from './random.ts'
import { addToJob, type Colleague, type Staff } from './staff.ts'

/** A posting of the demo and since when it is in each state. */
export interface Opening {
  readonly job: DemoJob
  readonly jobId: string
  readonly since: Partial<Record<PostingState, Date>>
}

const jobs = [...pastJobs, ...openJobs, ...comingJobs]

/** Writes every posting and what was done to it: all of them side by side, in the order of time. */
export function writePostings(company: Chronicle, staff: Staff): Opening[] {
  const plans = jobs.map((job) => plan(company.now, job))
  const acts = plans.flatMap(({ opening, createdAt, steps }) => [
    { at: createdAt, run: () => create(company, staff, opening, createdAt) },
    ...steps.map(({ at, step }) => ({ at, run: () => take(company, staff, opening, step, at) })),
  ])
  for (const { run } of acts.sort((a, b) => a.at.getTime() - b.at.getTime())) run()
  return plans.map(({ opening }) => opening)
}

interface Plan {
  readonly opening: Opening
  readonly createdAt: Date
  readonly steps: readonly { readonly at: Date; readonly step: Step }[]
}

function plan(now: Date, job: DemoJob): Plan {
  const random = randomOf(`posting ${job.key}`)
  const createdAt = officeTimeAgo(random, now, job.created.daysAgo)
  const opening: Opening = { job, jobId: random.id(createdAt), since: {} }
  let last = createdAt
  const steps = job.steps.map((step) => {
    last = officeTimeAgo(random, now, step.daysAgo, last)
    return { at: last, step }
  })
  return { opening, createdAt, steps }
}

function create(company: Chronicle, staff: Staff, { job, jobId }: Opening, at: Date): void {
  const { _id: employerId, currency } = company.employer
  const input = CreatePosting.parse(job.content)
  const content: PostingContent = { ...emptyContent, ...toContent(input, currency) }
  const posting: PostingRecord = {
    _id: jobId,
    employerId,
    ...content,
    state: 'draft',
    stages: [...(input.stages ?? defaultStages)],
    team: { hiringManagerIds: [], interviewerIds: [] },
    published: null,
    hasUnpublishedChanges: false,
    contentKey: contentKey(content),
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  }
  const by = staff(job.created.by)
  authorize(by.standing(), 'posting.write', posting)
  company.tallies.set(jobId, { _id: jobId, employerId, applications: 0, viewed: 0, interviewed: 0, byStage: {} })
  tell(company, at, 'posting.created', posting, by)
}

function take(company: Chronicle, staff: Staff, opening: Opening, step: Step, at: Date): void {
  const posting = company.postings.get(opening.jobId)
  if (!posting) throw new Error(`${opening.job.key} is not written yet`)
  const by = staff(step.by)
  authorize(by.standing(), 'posting.write', posting)
  const save = (type: PostingEntry, changed: Partial<PostingRecord>) =>
    tell(company, at, type, { ...posting, ...changed, version: posting.version + 1, updatedAt: at }, by)
  if ('to' in step) {
    expectTransition(posting.state, step.to)
    authorize(by.standing(), actionFor(posting.state, step.to), posting)
    opening.since[step.to] = at
    company.audited({
      at,
      actor: byUser(by),
      ip: by.ip,
      action: 'posting.transitioned',
      subject: { kind: 'posting', id: posting._id },
      before: { state: posting.state },
      after: { state: step.to },
      reason: step.reason ?? null,
    })
    const isFirst = step.to === 'published' && !posting.published
    save('posting.transitioned', { state: step.to, ...(isFirst ? published(posting, at) : {}) })
  } else if ('edit' in step) {
    const input = EditPosting.parse(step.edit)
    const content = { ...contentOf(posting), ...toContent(input, company.employer.currency) }
    save('posting.edited', { ...content, contentKey: contentKey(content), hasUnpublishedChanges: !!posting.published })
  } else if ('team' in step) {
    const hiringManagerIds = step.team.hiringManager ? [staff('hiring_manager').userId] : []
    const interviewerIds = step.team.interviewer ? [staff('interviewer').userId] : []
    if (step.team.hiringManager) addToJob(company, at, by, staff('hiring_manager'), posting._id)
    if (step.team.interviewer) addToJob(company, at, by, staff('interviewer'), posting._id)
    save('posting.team-changed', { team: { hiringManagerIds, interviewerIds } })
  } else if (step.does === 'delete') {
    save('posting.deleted', { deletedAt: at })
  } else {
    authorize(by.standing(), 'posting.publish', posting)
    save('posting.changes-published', published(posting, at))
  }
}

const published = (posting: PostingRecord, at: Date): Pick<PostingRecord, 'published' | 'hasUnpublishedChanges'> => ({
  published: { ...contentOf(posting), at: posting.published?.at ?? at },
  hasUnpublishedChanges: false,
})

type PostingEntry =
  `posting.${'created' | 'edited' | 'transitioned' | 'team-changed' | 'changes-published' | 'deleted'}`

/** Keeps the posting as it stands now, and says so. */
function tell(company: Chronicle, at: Date, type: PostingEntry, posting: PostingRecord, by: Colleague): void {
  company.postings.set(posting._id, posting)
  const data = { jobId: PostingId.parse(posting._id), state: posting.state, version: posting.version }
  company.tell(at, type, data, byUser(by))
}
