import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface RoomRecord {
  _id: string
  employerId: string
  name: string
  directions: string
  seats: number | null
  /** Booked interviews still name it. */
  removedAt: Date | null
  version: number
}

export const roomPlan: CollectionPlan = {
  collection: 'rooms',
  indexes: [{ key: { employerId: 1, _id: 1 }, name: 'employer' }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<RoomRecord>('rooms')

export const rooms = {
  /** Not those that were removed. @throws {AppError} `not-found` */
  get: async (scope: Scope, employerId: string, id: string): Promise<RoomRecord> => {
    const room = await rows(scope).findOne({ _id: id, employerId, removedAt: null }, within(scope))
    if (!room) throw new AppError('not-found', 'There is no such room.')
    return room
  },
  ofEmployer: async (scope: Scope, employerId: string): Promise<RoomRecord[]> => {
    const found = await rows(scope).find({ employerId }, within(scope)).sort({ employerId: 1, _id: 1 }).toArray()
    return found.filter(({ removedAt }) => removedAt === null)
  },
  /** Removed ones too. */
  many: (scope: Scope, employerId: string, ids: readonly string[]): Promise<RoomRecord[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : rows(scope)
          .find({ _id: { $in: [...ids] }, employerId }, within(scope))
          .toArray(),
  put: async (tx: Tx, room: RoomRecord): Promise<void> => {
    await rows(tx).replaceOne({ _id: room._id }, room, { session: tx.session, upsert: true })
  },
}
