import type { Apply, endpoints } from '#protocol/careers'
import type { Result } from '#protocol/contract'
import { ApplicationId, CandidateId } from '#protocol/ids'
import { newPortalLink, receiveApplication } from '../applications/receive-application.ts'
import { keepDemographics } from '../demographics/keep-demographics.ts'
import { employers } from '../employers/repository.ts'
import { feedOf, type Stream } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'

/** One transaction; where the caller named a key, its first answer again instead. */
export type Once = <T>(streams: readonly Stream[], command: (tx: Tx) => Promise<T>) => Promise<T>

export interface ApplyParts {
  readonly scope: () => Scope
  readonly links: LinkSecrets
  readonly publicUrl: () => string
}

/** Somebody applies, by the API or by the form. The answer holds the secret link to their portal. */
export async function apply(
  { scope, links, publicUrl }: ApplyParts,
  { slug, jobId, body }: { slug: string; jobId: string; body: Apply },
  once: Once,
): Promise<Result<typeof endpoints.apply>> {
  const employer = await employers.bySlug(scope(), slug)
  // Before the first attempt: a transaction that runs again must not change the link.
  const portal = newPortalLink(links)
  // What is kept for a replay is the seed, from which the same link is derived again: never the secret itself.
  const received = await once([feedOf(employer._id)], async (tx) => {
    const { _id, candidateId, portalSeed } = await receiveApplication(tx, employer, jobId, body, portal)
    const whose = { employerId: employer._id, applicationId: _id }
    if (body.demographics) await keepDemographics(tx, links, whose, body.demographics)
    return { applicationId: _id, candidateId, portalSeed }
  })
  return {
    applicationId: ApplicationId.parse(received.applicationId),
    candidateId: CandidateId.parse(received.candidateId),
    portalUrl: `${publicUrl()}/portal?token=${links.secretOf(received.portalSeed)}`,
  }
}
