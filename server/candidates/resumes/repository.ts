import type { Tx } from '../../journal/tx.ts'
import { fileBytes } from '../../store/file-bytes.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** A résumé as a file: the original in GridFS, its text beside it. */
export interface ResumeRecord {
  _id: string
  employerId: string
  /** The application it belongs to; null: sent up, and waiting for the form around it. */
  applicationId: string | null
  /** As the candidate named it, which mostly tells who they are. */
  name: string
  contentType: string
  size: number
  text: string
  /** Of the bytes in GridFS. */
  fileId: string
  /** The member who added it; null: the candidate. */
  uploadedBy: string | null
  at: Date
}

const collection = 'resumes'

export const resumeBytes = fileBytes('resumeFiles')

export const resumePlans: readonly CollectionPlan[] = [
  { collection, indexes: [{ key: { applicationId: 1, _id: -1 }, name: 'application_newest' }] },
  ...resumeBytes.plans,
]

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ResumeRecord>(collection)

export const resumes = {
  find: (scope: Scope, employerId: string, id: string): Promise<ResumeRecord | null> =>
    rows(scope).findOne({ _id: id, employerId }, within(scope)),
  /** Of these applications, the newest first. */
  ofApplications: (scope: Scope, ids: readonly string[]): Promise<ResumeRecord[]> =>
    rows(scope)
      .find({ applicationId: { $in: [...ids] } }, within(scope))
      .sort({ _id: -1 })
      .toArray(),
  insert: async (tx: Tx, resume: ResumeRecord): Promise<void> => {
    await rows(tx).insertOne(resume, { session: tx.session })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await rows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
  /** Gives one that waits to its application. @returns false when it is not there, or another's already */
  claim: async (tx: Tx, employerId: string, id: string, applicationId: string): Promise<boolean> => {
    const { matchedCount } = await rows(tx).updateOne(
      { _id: id, employerId, applicationId: null },
      { $set: { applicationId } },
      { session: tx.session },
    )
    return matchedCount === 1
  },
}

/** Removes a file that no application took. May run again, and after a crash at any point of the upload. */
export async function discardResume(scope: Scope, resumeId: string, fileId: string): Promise<void> {
  await rows(scope).deleteOne({ _id: resumeId, applicationId: null })
  const isKept = (await rows(scope).findOne({ _id: resumeId }, { projection: { _id: 1 } })) !== null
  if (!isKept) await resumeBytes.remove(scope, fileId)
}
