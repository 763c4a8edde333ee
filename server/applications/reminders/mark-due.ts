import { bySystem } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import { postings } from '../../postings/repository.ts'
import { eachDue } from '../../store/each-due.ts'
import type { Scope } from '../../store/scope.ts'
import { tell } from './entries.ts'
import { type ReminderRecord, reminders } from './repository.ts'

const batch = 100

/**
 * Tells of every reminder whose time has come, each once: that it is due and the entry that says so are one transaction,
 * which looks at the reminder again. A worker that dies leaves the rest to the next round, of any worker.
 */
export async function markDue(scope: Scope, journal: Pick<Journal, 'commit'>): Promise<void> {
  await eachDue(
    (besides) => reminders.overdue(scope, batch, besides),
    (reminder) => mark(scope, journal, reminder),
  )
}

async function mark(scope: Scope, journal: Pick<Journal, 'commit'>, seen: ReminderRecord): Promise<void> {
  await journal.commit(
    [feedOf(seen.employerId)],
    async (tx) => {
      const reminder = await reminders.find(tx, seen._id)
      // Another worker was first, or somebody snoozed it meanwhile.
      if (reminder?.state !== 'waiting' || reminder.dueAt > tx.now) return
      const due = { ...reminder, state: 'due' as const, version: reminder.version + 1 }
      await reminders.put(tx, due)
      const { deletedAt } = await postings.get(tx, reminder.employerId, reminder.jobId)
      // There is nothing to be done about it in the bin. Of a posting that is restored it is among what is due.
      if (deletedAt === null) tell(tx, 'reminder.due', due, bySystem)
    },
    { now: scope.now },
  )
}
