import type { EngagementState } from '#protocol/consultants'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** An employer's work with one consultant, from the invitation to the end. Its conversation has the same id. */
export interface EngagementRecord {
  _id: string
  employerId: string
  /** The invited address as it was typed; only its owner may answer. */
  email: string
  emailKey: string
  /** Who answered; null: nobody yet. */
  consultantId: string | null
  state: EngagementState
  /** Invited or active: there is one such engagement per employer and address. */
  isOpen: boolean
  purpose: string
  invitedBy: string
  /** After the end: whether the consultant may still read the conversation. */
  historyOpen: boolean
  /** Interviewers who were added to the conversation. */
  addedUserIds: string[]
  /** Rises with every change of who may take part in the conversation, members' roles included. */
  rightsEpoch: number
  version: number
  invitedAt: Date
  answeredAt: Date | null
  endedAt: Date | null
}

/**
 * How long a right to write in a conversation may be believed after it was read, in milliseconds, so that a burst of
 * messages does not read it for each. Whatever takes one away holds its answer for longer: what is sent after that
 * answer is refused on every node, and what was sent before it is stored by then.
 */
export const rightsLease = 250
const rightsHold = rightsLease + 100

/** To be called by whatever takes a right to write away. */
export const outlastLeases = (tx: Tx): void => tx.holdAnswer(rightsHold)

export const engagementPlan: CollectionPlan = {
  collection: 'engagements',
  indexes: [
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, state: 1, _id: -1 }, name: 'employer_state_newest' },
    { key: { emailKey: 1, _id: -1 }, name: 'address_newest' },
    { key: { consultantId: 1, _id: -1 }, name: 'consultant_newest' },
    {
      key: { employerId: 1, emailKey: 1 },
      name: 'employer_open_address',
      unique: true,
      partialFilterExpression: { isOpen: true },
    },
    {
      key: { employerId: 1, consultantId: 1 },
      name: 'employer_active_consultant',
      unique: true,
      partialFilterExpression: { state: 'active' },
    },
  ],
}

export const engagementRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<EngagementRecord>('engagements')

export const engagements = {
  byId: (scope: Scope, id: string): Promise<EngagementRecord | null> =>
    engagementRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for an engagement of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<EngagementRecord> => {
    const engagement = await engagementRows(scope).findOne({ _id: id, employerId }, within(scope))
    if (!engagement) throw new AppError('not-found', 'There is no such engagement.')
    return engagement
  },
  /** The invitation or active engagement at this address, of which there is at most one. */
  openAt: (scope: Scope, employerId: string, emailKey: string): Promise<EngagementRecord | null> =>
    engagementRows(scope).findOne({ employerId, emailKey, isOpen: true }, within(scope)),
  /** The engagement that lets this consultant in at this employer. */
  activeOf: (scope: Scope, employerId: string, consultantId: string): Promise<EngagementRecord | null> =>
    engagementRows(scope).findOne({ employerId, consultantId, state: 'active' }, within(scope)),
  insert: async (tx: Tx, engagement: EngagementRecord): Promise<void> => {
    await engagementRows(tx).insertOne(engagement, { session: tx.session })
  },
  replace: async (tx: Tx, engagement: EngagementRecord): Promise<void> => {
    await engagementRows(tx).replaceOne({ _id: engagement._id }, engagement, { session: tx.session })
  },
}

/** An invitation that was taken back. */
export const withdrawn = (invited: EngagementRecord, now: Date): EngagementRecord => ({
  ...invited,
  state: 'withdrawn',
  isOpen: false,
  endedAt: now,
})

/** These by id; those that there are not are left out. */
export async function engagementsById(scope: Scope, ids: readonly string[]): Promise<Map<string, EngagementRecord>> {
  const found = await engagementRows(scope)
    .find({ _id: { $in: [...ids] } }, within(scope))
    .toArray()
  return new Map(found.map((engagement) => [engagement._id, engagement]))
}

/** Everything of an employer, or all that this consultant ever answered, newest first. */
export const engagementsOf = (
  scope: Scope,
  whose: { readonly employerId: string } | { readonly userId: string },
): Promise<EngagementRecord[]> =>
  engagementRows(scope)
    .find('userId' in whose ? { consultantId: whose.userId } : { employerId: whose.employerId }, within(scope))
    .sort({ _id: -1 })
    .toArray()

/**
 * Somebody at the employer joined, left or has another role: whoever holds rights to one of its conversations must
 * look again. In the same transaction as the change, so that no message is written between the two.
 */
export async function raiseRightsEpochs(tx: Tx, employerId: string): Promise<void> {
  const { modifiedCount } = await engagementRows(tx).updateMany(
    { employerId, state: { $in: ['active', 'ended'] } },
    { $inc: { rightsEpoch: 1 } },
    { session: tx.session },
  )
  if (modifiedCount > 0) outlastLeases(tx)
}
