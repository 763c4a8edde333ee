import type { Entry } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import { eachDue } from '../store/each-due.ts'
import { newSecret } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { offerAnswer } from './offer-answer.ts'

/** When an interview is over, as the feed tells it: the candidate is asked then how it was. */
interface InterviewEndRecord {
  /** The interview. */
  _id: string
  applicationId: string
  /** Null: it does not take place, or the candidate was asked. */
  askAt: Date | null
  /** Of the newest entry: an older one that comes late changes nothing. */
  version: number
}

export const interviewEndPlan: CollectionPlan = {
  collection: 'answer_interview_ends',
  indexes: [{ key: { askAt: 1 }, name: 'askAt' }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<InterviewEndRecord>('answer_interview_ends')

/** States in which an interview takes place, or took place. */
const standing: ReadonlySet<unknown> = new Set(['scheduled', 'confirmed', 'done'])

/** Follows the interviews of a feed: each entry holds the whole standing, so the newest wins. */
export async function noteInterviews(tx: Tx, entries: readonly Entry[]): Promise<void> {
  for (const { type, data } of entries) {
    if (!type.startsWith('interview.') || typeof data['interviewId'] !== 'string') continue
    const { interviewId, applicationId, state, endsAt } = data as Record<string, string>
    const version = Number(data['version'])
    const known = await rows(tx).findOne({ _id: String(interviewId) }, within(tx))
    if (known && known.version >= version) continue
    const askAt = standing.has(state) && endsAt ? new Date(endsAt) : null
    const ended = { applicationId: String(applicationId), askAt, version }
    await rows(tx).replaceOne({ _id: String(interviewId) }, ended, { session: tx.session, upsert: true })
  }
}

const batch = 100

/** Asks the candidates of interviews that are over. That it was asked is in the transaction of the asking. */
export async function askAfterInterviews(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  links: LinkSecrets,
): Promise<void> {
  await eachDue(
    (besides) =>
      rows(scope)
        .find({ askAt: { $lte: scope.now }, _id: { $nin: [...besides] } }, within(scope))
        .sort({ askAt: 1 })
        .limit(batch)
        .toArray(),
    async ({ _id }) => {
      const seed = newSecret()
      const link = { seed, secret: links.secretOf(`ask:${seed}`) }
      await journal.commit([], async (tx) => {
        const ended = await rows(tx).findOne({ _id }, within(tx))
        // Another worker was first, or it was moved or cancelled meanwhile.
        if (!ended?.askAt || ended.askAt > scope.now) return
        await rows(tx).updateOne({ _id }, { $set: { askAt: null } }, { session: tx.session })
        await offerAnswer(tx, ended.applicationId, 'interview', link)
      })
    },
  )
}
