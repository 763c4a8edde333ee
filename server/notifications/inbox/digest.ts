import { accounts } from '../../auth/accounts.ts'
import type { Journal } from '../../journal/journal.ts'
import { eachDue } from '../../store/each-due.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../../team/repository.ts'
import { type NotificationRecord, notifications } from './repository.ts'
import { isStillFor } from './rules.ts'
import { wordsFor } from './words.ts'

const batch = 500
/** More lines than this nobody reads; the rest is counted. */
const mostLines = 30

/**
 * Decides on the daily mails that are due: one for each person, with everything that waits for it, however much waits for
 * how many. That it is settled and the mail are one transaction, so whichever worker is first, it goes once.
 */
export async function sendDigests(scope: Scope, journal: Pick<Journal, 'commit'>): Promise<void> {
  await eachDue(
    async (besides) => (await notifications.dueForDigest(scope, batch, besides)).map((_id) => ({ _id })),
    ({ _id: userId }) => sendDigest(scope, journal, userId),
  )
}

async function sendDigest(scope: Scope, journal: Pick<Journal, 'commit'>, userId: string): Promise<void> {
  await journal.commit(
    [],
    async (tx) => {
      const settled = await notifications.settleDigest(tx, userId)
      const places = new Map((await memberships.ofUser(tx, userId)).map((place) => [place.employerId, place]))
      // What was read in the app meanwhile is known, and of what one may not see any more nothing is told.
      const news = settled.filter((one) => one.readAt === null && isStillFor(places.get(one.employerId), one))
      const person = await accounts.byId(tx, userId)
      if (!person || news.length === 0) return
      const shown = byCompany(news).slice(0, mostLines)
      const data = {
        name: person.name,
        count: String(news.length),
        lines: (await linesOf(tx, shown)).join('\n'),
        more: String(news.length - shown.length),
      }
      tx.outbox('send-mail', { to: person.email, template: 'notification-digest', data })
    },
    { now: scope.now },
  )
}

function byCompany(records: readonly NotificationRecord[]): NotificationRecord[] {
  const places = [...new Set(records.map(({ employerId }) => employerId))]
  return records.toSorted((a, b) => places.indexOf(a.employerId) - places.indexOf(b.employerId))
}

/** Read for the lines alone: an import leaves thousands of notifications for a person, about as many candidates. */
async function linesOf(scope: Scope, records: readonly NotificationRecord[]): Promise<string[]> {
  const lines: string[] = []
  for (const employerId of new Set(records.map((record) => record.employerId))) {
    const of = records.filter((record) => record.employerId === employerId)
    const words = await wordsFor(scope, employerId, of)
    lines.push(...of.map((record) => words(record).title))
  }
  return lines
}
