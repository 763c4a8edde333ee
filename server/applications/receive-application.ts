import type { Apply } from '#protocol/careers'
import { AppError, invalidField } from '../app-error.ts'
import { likenessKeys } from '../candidates/likeness.ts'
import { candidates, emailKeyOf } from '../candidates/repository.ts'
import { resumes } from '../candidates/resumes/repository.ts'
import type { EmployerRecord } from '../employers/repository.ts'
import { byCandidate } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { newId, newSecret } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { entryDataOf } from './present.ts'
import { startTimers } from './reminders/follow-timer.ts'
import { type ApplicationRecord, applications, portalKeyOf } from './repository.ts'
import { tallyOf } from './stages.ts'

/** The secret of a portal link and the seed it is derived from; made before the first attempt, so that a rerun keeps it. */
export interface PortalLink {
  readonly seed: string
  readonly secret: string
}

export function newPortalLink(links: LinkSecrets): PortalLink {
  const seed = newSecret()
  return { seed, secret: links.secretOf(seed) }
}

/** Somebody applies: the candidate is found by address or added, and the link to their portal is mailed. */
export async function receiveApplication(
  tx: Tx,
  employer: EmployerRecord,
  jobId: string,
  body: Apply,
  portal: PortalLink,
): Promise<ApplicationRecord> {
  const posting = await postings.get(tx, employer._id, jobId)
  if (posting.deletedAt !== null || posting.state === 'draft' || !posting.published) {
    throw new AppError('not-found', 'There is no such job.')
  }
  if (posting.state !== 'published') {
    throw new AppError('posting-not-active', 'This job does not take applications at the moment.')
  }
  const { candidate, isNew } = await findOrAdd(tx, employer._id, body)
  if (!isNew && (await applications.byCandidateAndJob(tx, jobId, candidate._id))) {
    throw new AppError(
      'already-applied',
      'You applied for this job already. The link to your application is in your mail.',
    )
  }
  const application: ApplicationRecord = {
    _id: newId(tx.now.getTime()),
    employerId: employer._id,
    jobId,
    candidateId: candidate._id,
    stage: posting.stages[0]?.id ?? 'applied',
    status: 'active',
    source: body.source || null,
    resumeText: body.resumeText?.trim() || null,
    answers: toAnswers(body.answers),
    appliedAt: tx.now,
    stageSince: tx.now,
    viewedAt: null,
    interviewedAt: null,
    decision: null,
    portalSeed: portal.seed,
    portalKey: portalKeyOf(portal.secret),
    version: 1,
  }
  if (body.resumeId && !(await resumes.claim(tx, employer._id, body.resumeId, application._id))) {
    throw invalidField('resumeId', 'This file is not there any more. Choose it again.')
  }
  applications.insert(tx, application)
  tally(tx, employer._id, jobId, tallyOf(null, application))
  startTimers(tx, [application], posting.stages)
  tx.append(feedOf(employer._id), {
    type: 'application.received',
    data: entryDataOf('application.received', application, posting.stages),
    actor: byCandidate(candidate._id),
  })
  tx.outbox('send-mail', {
    // As it was written first: one address, by which all that goes there is found.
    to: candidate.email,
    template: 'application-received',
    data: {
      name: body.name,
      companyName: employer.companyName,
      jobTitle: posting.published.title,
      token: portal.secret,
    },
  })
  return application
}

const findOrAdd = (tx: Tx, employerId: string, { name, email, phone }: Apply) =>
  candidates.findOrAdd(tx, {
    _id: newId(tx.now.getTime()),
    employerId,
    name,
    email,
    emailKey: emailKeyOf(email),
    phone: phone || null,
    ...likenessKeys({ name, email, phone: phone || null }),
    version: 1,
    createdAt: tx.now,
  })

function toAnswers(answers: Apply['answers']): ApplicationRecord['answers'] {
  if (answers === undefined) return []
  if (Array.isArray(answers)) return answers
  return Object.entries(answers).map(([question, answer]) => ({ question, answer }))
}
