import type { ClientSession, Db } from 'mongodb'
import { decisionRows } from '../applications/decisions/repository.ts'
import { reminderRows } from '../applications/reminders/repository.ts'
import type { CandidateRecord } from '../candidates/repository.ts'
import { feedbackRows } from '../feedback/repository.ts'
import { interviewRows } from '../interviews/repository.ts'
import type { Tx } from '../journal/tx.ts'
import { auditRows } from '../team/repository.ts'

/**
 * Takes out every word that somebody wrote about a person: notes, evidence, conclusions, comments, reasons. What was
 * rated, decided and when stays, for it counts. One pass over all places where free text can stand: a place that is
 * added belongs in here.
 */
export async function eraseWords(
  tx: Tx,
  { _id: candidateId, employerId }: CandidateRecord,
  { applicationIds, addresses }: { readonly applicationIds: readonly string[]; readonly addresses: readonly string[] },
): Promise<void> {
  const { db, session } = tx
  const options = { session }
  const ofThem = { applicationId: { $in: [...applicationIds] } }
  await db.collection('candidateNotes').deleteMany({ candidateId }, options)
  await feedbackRows(tx).updateMany({ candidateId }, { $set: { comments: '' } }, options)
  await decisionRows(tx).updateMany(ofThem, { $set: { reason: null } }, options)
  await interviewRows(tx).updateMany({ candidateId }, { $set: { reason: null, location: '' } }, options)
  await reminderRows(tx).updateMany(ofThem, { $set: { note: null } }, options)
  await eraseEvidence(tx, applicationIds)
  for (const _id of applicationIds) {
    const revealed = { _id, revealed: { $ne: null } }
    await db
      .collection<{ _id: string; revealed: object | null }>('panels')
      .updateOne(revealed, { $set: { 'revealed.reason': null } }, options)
  }
  await db.collection('reveals').updateMany({ candidateId }, { $set: { reason: '' } }, options)
  const said = {
    employerId,
    action: { $in: ['candidate.revealed', 'scorecard.revealed'] },
    'subject.id': { $in: [candidateId, ...applicationIds] },
  }
  await auditRows(tx).updateMany(said, { $set: { reason: null } }, options)
  // Mail that has not left yet, and mail that never could, would say the name once more.
  const waiting = { state: { $in: ['pending', 'queued', 'dead'] }, 'payload.to': { $in: [...addresses] } }
  await db
    .collection('outbox')
    .updateMany(waiting, { $set: { state: 'done', payload: {}, finishedAt: tx.now, lastError: null } }, options)
}

/**
 * What reviewers wrote about these applications. Also without a transaction: a draft writes nothing that the erasure
 * writes, too, so one that another node keeps at that very moment is stored beside it.
 */
export async function eraseEvidence(
  { db, session }: { readonly db: Db; readonly session?: ClientSession },
  applicationIds: readonly string[],
): Promise<void> {
  const rows = db.collection<RatingWords>('ratings')
  const options = session ? { session } : {}
  const found = await rows.find({ applicationId: { $in: [...applicationIds] } }, options).toArray()
  for (const { _id, ratings } of found) {
    const wordless = ratings.map((rating) => ({ ...rating, evidence: '' }))
    const change = { ratings: wordless, conclusion: '', amendments: [] }
    await rows.updateOne({ _id }, { $set: change }, options)
  }
}

interface RatingWords {
  _id: string
  applicationId: string
  ratings: { criterionId: string; score: number | null; evidence: string }[]
  conclusion: string
  amendments: object[]
}
