import type { AnyBulkWriteOperation, Filter } from 'mongodb'
import type { ReminderKind, ReminderState } from '#protocol/reminders'
import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface ReminderRecord {
  /** An application has one timer, whose id is known; a person's own have ids of their own. */
  _id: string
  employerId: string
  jobId: string
  candidateId: string
  applicationId: string
  kind: ReminderKind
  /** Whose it is; null: everybody's who decides on the application. */
  userId: string | null
  note: string | null
  dueAt: Date
  /** What `dueAt` was before anybody snoozed it: a timer that is set for the same time again stays snoozed, or done. */
  setFor: Date
  state: ReminderState
  version: number
}

export const reminderPlan: CollectionPlan = {
  collection: 'reminders',
  indexes: [
    { key: { state: 1, dueAt: 1 }, name: 'state_dueAt' },
    { key: { employerId: 1, state: 1, dueAt: 1, _id: 1 }, name: 'employer_state_dueAt' },
    { key: { userId: 1, state: 1, dueAt: 1, _id: 1 }, name: 'user_state_dueAt' },
    { key: { applicationId: 1, state: 1, dueAt: 1, _id: 1 }, name: 'application_state_dueAt' },
  ],
}

export const reminderRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ReminderRecord>('reminders')

export const timerIdOf = (applicationId: string): string => `t${applicationId}`

export const reminders = {
  find: (scope: Scope, id: string): Promise<ReminderRecord | null> =>
    reminderRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for a reminder of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<ReminderRecord> => {
    const reminder = await reminderRows(scope).findOne({ _id: id, employerId }, within(scope))
    if (!reminder) throw noSuchReminder()
    return reminder
  },
  /** Those whose time has come and of which nobody was told, the oldest first. */
  overdue: (scope: Scope, limit: number, besides: readonly string[]): Promise<ReminderRecord[]> =>
    reminderRows(scope)
      .find({ state: 'waiting', dueAt: { $lte: scope.now }, _id: { $nin: [...besides] } }, within(scope))
      .sort({ state: 1, dueAt: 1 })
      .limit(limit)
      .toArray(),
  soonest: (scope: Scope, filter: Filter<ReminderRecord>, limit: number): Promise<ReminderRecord[]> =>
    reminderRows(scope).find(filter, within(scope)).sort({ dueAt: 1, _id: 1 }).limit(limit).toArray(),
  insertAll: (tx: Tx, made: readonly ReminderRecord[]): void =>
    tx.write(reminderRows(tx), ...made.map((document) => ({ insertOne: { document } }))),
  /** Sets timers anew, or ends them. What is so already stays as it is; none is read for it. */
  setTimers: (tx: Tx, timers: readonly (ReminderRecord | EndedTimer)[]): void =>
    tx.write(reminderRows(tx), ...timers.flatMap((timer) => ('dueAt' in timer ? settingOf(timer) : [endOf(timer)]))),
  put: async (tx: Tx, reminder: ReminderRecord): Promise<void> => {
    await reminderRows(tx).replaceOne({ _id: reminder._id }, reminder, { session: tx.session, upsert: true })
  },
}

/** Its application is in play no more, or waits for nobody. */
type EndedTimer = Pick<ReminderRecord, '_id'> & { readonly state: 'done' }

/** For no time: whoever takes a decision back sets the timer anew. */
const never = new Date(0)

const endOf = ({ _id, state }: EndedTimer): AnyBulkWriteOperation<ReminderRecord> => ({
  updateOne: {
    filter: { _id, state: { $ne: state } },
    update: { $set: { state, setFor: never }, $inc: { version: 1 } },
  },
})

/** Made for no time where there is none, then set: one that is set for this very time is not found by the second. */
function settingOf({ _id, version: _first, ...timer }: ReminderRecord): AnyBulkWriteOperation<ReminderRecord>[] {
  const { kind, setFor } = timer
  const other = { _id, $or: [{ kind: { $ne: kind } }, { setFor: { $ne: setFor } }] }
  return [
    { updateOne: { filter: { _id }, update: { $setOnInsert: { ...timer, setFor: never, version: 0 } }, upsert: true } },
    { updateOne: { filter: other, update: { $set: timer, $inc: { version: 1 } } } },
  ]
}

export const noSuchReminder = () => new AppError('not-found', 'There is no such reminder.')
