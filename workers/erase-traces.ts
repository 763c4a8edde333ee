import type { Db } from 'mongodb'
import { eraseDocuments } from '../server/coedit/erase.ts'
import { openMailFolder } from '../server/notifications/kept-mail.ts'
import { eraseEvidence } from '../server/privacy/erase-words.ts'
import type { Handler } from './run-row.ts'

/**
 * What of an erased person is outside of a transaction's reach: texts that people wrote together, drafts that were kept
 * at that very moment, and mail that is kept.
 */
export const eraseTraces =
  (db: Db, mailFolder: string): Handler<'erase-traces'> =>
  async ({ to, applicationIds }) => {
    for (const id of applicationIds) {
      await eraseDocuments({ db }, `scorecard:${id}`)
      await eraseDocuments({ db }, `notes:${id}:`)
    }
    await eraseEvidence({ db }, applicationIds)
    await openMailFolder(mailFolder).forget(to)
  }
