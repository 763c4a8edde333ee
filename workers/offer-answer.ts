import { offerAnswer as offer } from '../server/answers/offer-answer.ts'
import type { Journal } from '../server/journal/journal.ts'
import { newSecret } from '../server/store/ids.ts'
import type { LinkSecrets } from '../server/store/link-key.ts'
import type { Handler } from './run-row.ts'

/** Asks a candidate how it was, once the time to undo the decision is over. Asked again, it does nothing. */
export const offerAnswer =
  (journal: Pick<Journal, 'commit'>, links: LinkSecrets): Handler<'offer-answer'> =>
  async ({ applicationId, cause }) => {
    const seed = newSecret()
    const link = { seed, secret: links.secretOf(`ask:${seed}`) }
    await journal.commit([], (tx) => offer(tx, applicationId, cause, link))
  }
