import { askWithNews, offerAnswer as offer } from '../server/answers/offer-answer.ts'
import type { SharedJournal } from '../server/journal/journal.ts'
import { newSecret } from '../server/store/ids.ts'
import type { LinkSecrets } from '../server/store/link-key.ts'
import type { Handler } from './run-row.ts'
import type { AskAlong } from './tell-candidate.ts'

const newLink = (links: LinkSecrets) => {
  const seed = newSecret()
  return { seed, secret: links.secretOf(`ask:${seed}`) }
}

/** Asks a candidate how it was, by a mail of its own. Asked again, it does nothing. */
export const offerAnswer =
  (journal: Pick<SharedJournal, 'for'>, links: LinkSecrets): Handler<'offer-answer'> =>
  async ({ applicationId, cause }, row) => {
    const link = newLink(links)
    await journal.for(row).commit([], (tx) => offer(tx, applicationId, cause, link))
  }

/** The link by which the mail about a decision asks how it was; null: it does not. */
export const askAlong =
  (journal: Pick<SharedJournal, 'for'>, links: LinkSecrets): AskAlong =>
  (about, row) => {
    const link = newLink(links)
    return journal.for(row).commit([], (tx) => askWithNews(tx, links, about, link))
  }
