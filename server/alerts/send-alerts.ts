import type { JobPayload } from '#protocol/jobs'
import type { Journal } from '../journal/journal.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { matches } from './matches.ts'
import { sent, subscribers } from './repository.ts'

const batch = 200

/**
 * Tells everybody whose wishes a published posting meets, each of them once of this posting, however often it is
 * published and however many workers look. That somebody was told and the mail are one transaction.
 */
export async function sendAlerts(
  scope: Scope,
  { journal }: { journal: Pick<Journal, 'commit'> },
  { employerId, jobId, at }: JobPayload<'send-alerts'>,
): Promise<void> {
  const publishedAt = new Date(at)
  const [posting] = await postings.many(scope, employerId, [jobId])
  const job = posting?.published
  if (!posting || !job || posting.state !== 'published' || posting.deletedAt !== null) return
  for (let last = ''; ; ) {
    const page = await subscribers.after(scope, employerId, last, batch)
    const wanted = page.filter(
      ({ filters, since }) => filters !== null && since !== null && since <= publishedAt && matches(filters, job),
    )
    if (wanted.length > 0) {
      await journal.commit([], async (tx) => {
        const told = await sent.among(
          tx,
          jobId,
          wanted.map(({ _id }) => _id),
        )
        const fresh = wanted.filter(({ _id }) => !told.has(_id))
        await sent.insert(
          tx,
          jobId,
          fresh.map(({ _id }) => _id),
        )
        for (const { _id } of fresh) tx.outbox('tell-alert', { jobId, subscriberId: _id }, { employerId })
      })
    }
    const end = page.at(-1)
    if (!end || page.length < batch) return
    last = end._id
  }
}
