import { applications } from '../applications/repository.ts'
import { candidates } from '../candidates/repository.ts'
import { employers } from '../employers/repository.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type AnswerCause, askIdOf, asks, tokenKeyOf } from './repository.ts'

/** A link that was not used by then is of no use any more. */
const goodFor = 180 * 24 * 3600_000

/** Made before the transaction, so that one that runs again keeps the link. */
export interface AskLink {
  readonly seed: string
  readonly secret: string
}

/**
 * Asks a candidate how it was, once for each cause: by mail, and in the portal. Called when a decision is out (not
 * before the time to undo it is over), and when an interview's time is over. Whoever has an unused link gets no second.
 * Calling it again does nothing.
 */
export async function offerAnswer(
  tx: Tx,
  applicationId: string,
  cause: AnswerCause,
  { seed, secret }: AskLink,
): Promise<void> {
  const application = await applications.find(tx, applicationId)
  // Erased meanwhile.
  if (application === null) return
  const isDecided = application.status === 'rejected' || application.status === 'hired'
  // Taken back meanwhile.
  if (cause === 'decision' && !isDecided) return
  const made = await asks.of(tx, applicationId)
  const _id = askIdOf(applicationId, cause)
  if (made.some((ask) => ask._id === _id || ask.seed !== null)) return
  const { employerId, jobId, candidateId } = application
  await asks.insert(tx, {
    ...{ _id, employerId, applicationId, candidateId, seed, tokenKey: tokenKeyOf(secret) },
    ...{ draft: null, usedBy: null, expiresAt: new Date(tx.now.getTime() + goodFor) },
  })
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
