import { subscribers } from '../alerts/repository.ts'
import { noteInterviews } from '../answers/interview-ends.ts'
import { type Entry, journalRows, type Stream } from '../journal/entry.ts'
import type { Follows, Journal } from '../journal/journal.ts'
import { reviewWithin } from '../scorecards/remind-reviewers.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Scope } from '../store/scope.ts'
import { noticesOf } from './inbox/live-stream.ts'
import { mayBeTold, toldTypes } from './inbox/rules.ts'
import { tellEntries } from './inbox/tell.ts'
import { callWebhooks, wantedTypes, webhookTypes } from './webhooks/call-webhooks.ts'

/**
 * What follows from entries of a feed is known best where it happens: people may have to be told of some, and of all others
 * only webhooks are called and subscribers mailed, which the transaction sees. A webhook that is made or woken later is
 * called from then on; a subscriber confirms by mail before there is anything to tell.
 */
export const follows: Follows = {
  types: new Set([...toldTypes, ...webhookTypes, 'interview.changed']),
  wanted: async (scope, stream, entries) => {
    if (entries.some(concernsPeople)) return entries
    const employerId = stream.slice('feed:'.length)
    const isPublished = entries.some(({ type, data }) => isPublication(type, data))
    if (isPublished && (await subscribers.any(scope, employerId))) return entries
    const types = await wantedTypes(scope, employerId)
    return entries.filter(({ type }) => types.has(type))
  },
}

const concernsPeople = ({ type, data }: Entry): boolean =>
  mayBeTold(type, data) || type.startsWith('interview.') || asking.has(type)

/** Entries after which reviewers are expected to rate. */
const asking: ReadonlySet<string> = new Set(['scorecard.assigned', 'interview.done'])

/** Entries that were older than this when they were written are history, as of an archive: nobody is told of them. */
const newsFor = 24 * 3600_000

/**
 * What follows from entries of a feed, in one transaction: who is told, which webhooks are called. Run again, by
 * whomever, it finds what it did and does nothing more. However long no worker was there, nothing is left out.
 * @param createdAt when the entries were written: their own times may be of long before
 */
export async function followEntries(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { stream, seqs }: { readonly stream: string; readonly seqs: readonly number[] },
  { createdAt }: Pick<OutboxRow, 'createdAt'>,
): Promise<void> {
  const employerId = stream.slice('feed:'.length)
  const found: Entry[] = await journalRows(scope)
    .find({ stream: stream as Stream, seq: { $in: [...seqs] } }, { projection: { _id: 0 } })
    .sort({ stream: 1, seq: 1 })
    .toArray()
  const entries = found.filter(({ at }) => createdAt.getTime() - at.getTime() < newsFor)
  if (entries.length === 0) return
  await journal.commit([noticesOf(employerId)], async (tx) => {
    await tellEntries(tx, employerId, entries)
    await callWebhooks(tx, employerId, entries)
    await noteInterviews(tx, entries)
    for (const { data, stream, seq, at } of entries.filter(({ type }) => asking.has(type))) {
      const about = { applicationId: String(data['applicationId']), cause: `${stream}:${seq}` }
      tx.outbox('remind-reviewers', about, { employerId, dueAt: new Date(at.getTime() + reviewWithin) })
    }
    for (const about of publishedIn(entries)) tx.outbox('send-alerts', { employerId, ...about }, { employerId })
  })
}

const isPublication = (type: string, data: Entry['data']): boolean =>
  type === 'posting.transitioned' && data['state'] === 'published'

/** Postings that became public: whoever heard of one hears nothing again. */
const publishedIn = (entries: readonly Entry[]): { jobId: string; at: string }[] =>
  entries
    .filter(({ type, data }) => isPublication(type, data))
    .map(({ data, at }) => ({ jobId: String(data['jobId']), at: at.toISOString() }))
