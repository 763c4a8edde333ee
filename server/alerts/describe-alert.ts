import type { JobPayload } from '#protocol/jobs'
import { employers } from '../employers/repository.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { leaveSecretOf, subscribers } from './repository.ts'

/** What a subscriber is told of a posting. */
export interface AlertNews {
  readonly to: string
  readonly companyName: string
  readonly jobTitle: string
  readonly location: string
  readonly path: string
  /** Secret of the link to leave. */
  readonly leave: string
}

/** Null when they left since; `not-public`: it is not any more, and they hear of it when it is again. */
export async function describeAlert(
  scope: Scope,
  links: LinkSecrets,
  { jobId, subscriberId }: JobPayload<'tell-alert'>,
): Promise<AlertNews | 'not-public' | null> {
  const subscriber = await subscribers.find(scope, subscriberId)
  if (!subscriber) return null
  const { employerId, email } = subscriber
  const [posting] = await postings.many(scope, employerId, [jobId])
  const job = posting?.published
  if (!posting || !job || posting.state !== 'published' || posting.deletedAt !== null) return 'not-public'
  const { companyName, slug } = await employers.get(scope, employerId)
  return {
    ...{ to: email, companyName, jobTitle: job.title, location: job.location ?? '' },
    ...{ path: `/careers/${slug}/jobs/${jobId}`, leave: leaveSecretOf(links, subscriber) },
  }
}
