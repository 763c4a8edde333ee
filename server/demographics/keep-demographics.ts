import type { Demographics } from '#protocol/demographics'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { groupsIn } from './groups.ts'
import { demographics } from './repository.ts'

interface Whose {
  readonly employerId: string
  readonly applicationId: string
}

/** Keeps what somebody says of themselves, in place of what they said before. No entry tells of it. */
export const keepDemographics = (tx: Tx, links: LinkSecrets, whose: Whose, answers: Demographics): Promise<void> =>
  demographics.put(tx, links, whose, groupsIn(answers))

/** With the erasure of an application. */
export const eraseDemographics = (tx: Tx, links: LinkSecrets, whose: Whose): Promise<void> =>
  demographics.put(tx, links, whose, null)
