import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../app-error.ts'
import type { ApplicationRecord } from '../applications/repository.ts'
import type { PortalVisitor } from '../http/actor.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { findPerson } from './find-person.ts'

/** Whose link it is, and what shows that it came by mail. */
export type LinkHolder = Pick<PortalVisitor, 'applicationId' | 'proof'>

const proofOf = (links: LinkSecrets, { portalSeed }: Pick<ApplicationRecord, 'portalSeed'>): string =>
  links.secretOf(`mailed:${portalSeed}`)

/** The secret of a link that leads to all that is known of somebody. It goes by mail alone, and is in no answer. */
export const mailedSecretOf = (links: LinkSecrets, application: Pick<ApplicationRecord, 'portalSeed'>): string =>
  `${links.secretOf(application.portalSeed)}.${proofOf(links, application)}`

/**
 * Whoever applies has the link at once, whatever address they typed in. Where that address applied before, or after,
 * the rest may be somebody else's: it takes a link that came by mail.
 */
export async function isProven(
  scope: Scope,
  links: LinkSecrets,
  { applicationId, proof }: LinkHolder,
): Promise<boolean> {
  const { applications } = await findPerson(scope, applicationId)
  if (applications.length === 1) return true
  const own = applications.find(({ _id }) => _id === applicationId)
  if (!own) return false
  const [given, expected] = [Buffer.from(proof), Buffer.from(proofOf(links, own))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** @throws {AppError} `forbidden` */
export async function refuseUnproven(scope: Scope, links: LinkSecrets, holder: LinkHolder): Promise<void> {
  if (await isProven(scope, links, holder)) return
  throw new AppError(
    'forbidden',
    'There are several applications with this address. Ask on the page of your data for a link by mail, and use that one.',
  )
}
