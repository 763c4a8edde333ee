import { noticeOf } from '../applications/notice.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { candidates } from '../candidates/repository.ts'
import { employers } from '../employers/repository.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type AnswerCause, type AskRecord, askIdOf, asks, tokenKeyOf } from './repository.ts'

/** A link that was not used by then is of no use any more. */
const goodFor = 180 * 24 * 3600_000

/** Made before the transaction, so that one that runs again keeps the link. */
export interface AskLink {
  readonly seed: string
  readonly secret: string
}

/**
 * Asks a candidate how it was, once for each cause: by a mail of its own, and in the portal. Called when an interview's
 * time is over, and after a decision that no mail tells of. Calling it again does nothing.
 */
export async function offerAnswer(
  tx: Tx,
  applicationId: string,
  cause: AnswerCause,
  { seed, secret }: AskLink,
): Promise<void> {
  const application = await askedNow(tx, applicationId, cause)
  if (application === null) return
  const { employerId, jobId, candidateId } = application
  await asks.insert(tx, newAsk(tx.now, application, cause, { seed, secret }))
  const [candidate, posting, employer] = [
    await candidates.get(tx, employerId, candidateId),
    await postings.get(tx, employerId, jobId),
    await employers.get(tx, employerId),
  ]
  tx.outbox('send-mail', {
    to: candidate.email,
    template: 'answer-asked',
    data: {
      name: candidate.name,
      companyName: employer.companyName,
      jobTitle: posting.published?.title ?? posting.title,
      token: secret,
    },
  })
}

/**
 * Asks within the mail that tells of the decision of a version: nobody is written to twice about one thing.
 * @returns the secret of the link, the same whenever it is asked for this version; null: this mail does not ask
 */
export async function askWithNews(
  tx: Tx,
  links: LinkSecrets,
  about: { readonly applicationId: string; readonly version: number },
  link: AskLink,
): Promise<string | null> {
  const { applicationId, version } = about
  const decided = askIdOf(applicationId, 'decision')
  const known = (await asks.of(tx, applicationId)).find(({ _id }) => _id === decided)
  if (known) return known.withNews === version && known.seed ? links.secretOf(`ask:${known.seed}`) : null
  const application = await askedNow(tx, applicationId, 'decision')
  if (application === null || !noticeOf(application, version, tx.now)) return null
  await asks.insert(tx, { ...newAsk(tx.now, application, 'decision', link), withNews: version })
  return link.secret
}

/** The application, if its candidate is to be asked. Whoever has an unused link gets no second. */
async function askedNow(tx: Tx, applicationId: string, cause: AnswerCause): Promise<ApplicationRecord | null> {
  const application = await applications.find(tx, applicationId)
  // Erased meanwhile.
  if (application === null) return null
  const isDecided = application.status === 'rejected' || application.status === 'hired'
  // Taken back meanwhile.
  if (cause === 'decision' && !isDecided) return null
  const made = await asks.of(tx, applicationId)
  const _id = askIdOf(applicationId, cause)
  return made.some((ask) => ask._id === _id || ask.seed !== null) ? null : application
}

const newAsk = (
  now: Date,
  { _id: applicationId, employerId, candidateId }: ApplicationRecord,
  cause: AnswerCause,
  { seed, secret }: AskLink,
): AskRecord => ({
  ...{ _id: askIdOf(applicationId, cause), employerId, applicationId, candidateId, seed, tokenKey: tokenKeyOf(secret) },
  ...{ draft: null, usedBy: null, expiresAt: new Date(now.getTime() + goodFor) },
})

/** The link that a candidate can use now; null: there is none. */
export async function openAsk(
  tx: Pick<Tx, 'db' | 'now'>,
  links: LinkSecrets,
  applicationId: string,
): Promise<{ state: 'open'; token: string } | { state: 'given'; token: null } | null> {
  const made = await asks.of(tx, applicationId)
  const open = made.find((ask) => ask.seed !== null && ask.expiresAt > tx.now)
  if (open?.seed) return { state: 'open', token: links.secretOf(`ask:${open.seed}`) }
  return made.some((ask) => ask.seed === null) ? { state: 'given', token: null } : null
}
