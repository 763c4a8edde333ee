import type { Filter } from 'mongodb'
import type { InterviewState, Reply } from '#protocol/interviews'
import type { SoftReason } from '#protocol/scheduling'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { inParts } from '../store/in-parts.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

export interface InterviewRecord {
  _id: string
  employerId: string
  jobId: string
  applicationId: string
  candidateId: string
  state: InterviewState
  /** By which lists are in order: the start, or the first offered time. */
  at: Date
  /** Null while times are only offered. */
  startsAt: Date | null
  endsAt: Date | null
  durationMinutes: number
  timeZone: string
  location: string
  /** Who wrote it; left out: somebody before this was kept. */
  locationBy?: string
  roomId: string | null
  interviewerIds: string[]
  /** What those said who answered to the time that it has now. */
  replies: Record<string, Exclude<Reply, 'none'>>
  offeredTimes: Date[]
  /** What whoever planned it knew of and wanted all the same. */
  despite: SoftReason[]
  /** Until so long before the start the candidate may move it. */
  rescheduleHours: number
  reason: string | null
  /** Who of the company gave the reason; null or left out: the candidate, or somebody before this was kept. */
  reasonBy?: string | null
  /** Of its invitations: rises with each that is sent (RFC 5545). */
  sequence: number
  /** When everybody is to be reminded; null: they were, or it is not to be. */
  remindAt: Date | null
  createdBy: string
  createdAt: Date
  version: number
}

export const interviewPlan: CollectionPlan = {
  collection: 'interviews',
  indexes: [
    { key: { employerId: 1, at: 1, _id: 1 }, name: 'employer_at' },
    { key: { interviewerIds: 1, at: 1, _id: 1 }, name: 'interviewer_at' },
    { key: { interviewerIds: 1, employerId: 1, at: 1 }, name: 'interviewer_employer_at' },
    { key: { candidateId: 1, at: 1, _id: 1 }, name: 'candidate_at' },
    { key: { jobId: 1, at: 1, _id: 1 }, name: 'job_at' },
    { key: { applicationId: 1, at: 1, _id: 1 }, name: 'application_at' },
    { key: { remindAt: 1 }, name: 'remindAt' },
  ],
}

export const interviewRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<InterviewRecord>('interviews')

/** Who is to meet whom, and whether they do. */
export type InterviewCast = Pick<
  InterviewRecord,
  'applicationId' | 'jobId' | 'candidateId' | 'state' | 'interviewerIds' | 'replies'
>
const castFields = { _id: 0, applicationId: 1, jobId: 1, candidateId: 1, state: 1, interviewerIds: 1, replies: 1 }

const inOrder = { at: 1, _id: 1 } as const

export const interviews = {
  find: (scope: Scope, id: string): Promise<InterviewRecord | null> =>
    interviewRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for an interview of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<InterviewRecord> => {
    const interview = await interviewRows(scope).findOne({ _id: id, employerId }, within(scope))
    if (!interview) throw noSuchInterview()
    return interview
  },
  many: (scope: Scope, ids: readonly string[]): Promise<InterviewRecord[]> =>
    interviewRows(scope)
      .find({ _id: { $in: [...ids] } }, within(scope))
      .toArray(),
  ofApplication: (scope: Scope, applicationId: string): Promise<InterviewRecord[]> =>
    interviewRows(scope).find({ applicationId }, within(scope)).sort(inOrder).toArray(),
  /** Of one person at every company, from a time on. */
  ofPerson: async (scope: Scope, userId: string, from: Date, limit: number): Promise<InterviewRecord[]> => {
    const found = await interviewRows(scope)
      .find({ interviewerIds: userId, at: { $gte: from } }, within(scope))
      .limit(limit)
      .toArray()
    // An index over a list gives no order; one person has few of them.
    return found.sort((a, b) => a.at.getTime() - b.at.getTime())
  },
  /** Of one person at one company: what is to take place, and what is offered, of which the first time may be over. */
  aheadOf: (scope: Scope, employerId: string, userId: string): Promise<InterviewRecord[]> => {
    const either = [{ state: 'proposed' as const }, { state: { $in: [...ahead] }, at: { $gte: scope.now } }]
    return interviewRows(scope).find({ interviewerIds: userId, employerId, $or: either }, within(scope)).toArray()
  },
  /** Of an application, of many, or of a whole posting: who is to interview whom, in no order. */
  casts: (
    scope: Scope,
    of: { applicationId: string } | { applicationIds: readonly string[] } | { jobId: string },
  ): Promise<InterviewCast[]> => {
    const read = (filter: Filter<InterviewRecord>) =>
      interviewRows(scope)
        .find(filter, { ...within(scope), projection: castFields })
        .toArray()
    if (!('applicationIds' in of)) return read(of)
    return inParts(of.applicationIds, (some) => read({ applicationId: { $in: some } }))
  },
  /** The applications of a company for which somebody interviews, or did. */
  applicationsOfPerson: (scope: Scope, employerId: string, userId: string): Promise<string[]> =>
    interviewRows(scope).distinct('applicationId', { interviewerIds: userId, employerId }, within(scope)),
  /** With a candidate, whatever their state. */
  withCandidate: (scope: Scope, candidateId: string): Promise<InterviewRecord[]> =>
    interviewRows(scope).find({ candidateId }, within(scope)).sort(inOrder).toArray(),
  /** The earliest first. */
  earliest: (scope: Scope, filter: Filter<InterviewRecord>, limit: number): Promise<InterviewRecord[]> =>
    interviewRows(scope).find(filter, within(scope)).sort(inOrder).limit(limit).toArray(),
  toRemind: (scope: Scope, limit: number, besides: readonly string[]): Promise<InterviewRecord[]> =>
    interviewRows(scope)
      .find({ remindAt: { $lte: scope.now }, _id: { $nin: [...besides] } }, within(scope))
      .sort({ remindAt: 1 })
      .limit(limit)
      .toArray(),
  insert: (tx: Tx, interview: InterviewRecord): void =>
    tx.write(interviewRows(tx), { insertOne: { document: interview } }),
  replace: (tx: Tx, interview: InterviewRecord): void =>
    tx.write(interviewRows(tx), { replaceOne: { filter: { _id: interview._id }, replacement: interview } }),
}

export const noSuchInterview = () => new AppError('not-found', 'There is no such interview.')

/** Whether everybody's time is held for it. */
export const holdsTime = ({ state }: Pick<InterviewRecord, 'state'>): boolean =>
  state === 'scheduled' || state === 'confirmed' || state === 'done' || state === 'no-show'

/** Whether it is still to take place. */
export const isAhead = ({ state }: Pick<InterviewRecord, 'state'>): boolean => ahead.has(state)
const ahead: ReadonlySet<InterviewState> = new Set(['scheduled', 'confirmed'])
