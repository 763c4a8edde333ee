import type { Demographics } from '#protocol/demographics'
import { applications } from '../applications/repository.ts'
import { keepDemographics } from '../demographics/keep-demographics.ts'
import { feedOf } from '../journal/entry.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import type { Once } from './apply.ts'

/** The voluntary questions, answered or taken back in the portal. */
export async function giveDemographicsByPortal(
  { scope, links }: { scope: () => Scope; links: LinkSecrets },
  applicationId: string,
  answers: Demographics,
  once: Once,
): Promise<undefined> {
  const { employerId } = await applications.byId(scope(), applicationId)
  await once([feedOf(employerId)], async (tx) => {
    await keepDemographics(tx, links, { employerId, applicationId }, answers)
  })
  return undefined
}
