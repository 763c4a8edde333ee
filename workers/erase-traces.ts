import type { Db } from 'mongodb'
import { eraseDocuments } from '../server/coedit/erase.ts'
import { openMailFolder } from '../server/notifications/kept-mail.ts'
import type { Handler } from './run-row.ts'

/** What of an erased person is outside of a transaction's reach: texts that people wrote together, and mail that is kept. */
export const eraseTraces =
  (db: Db, mailFolder: string): Handler<'erase-traces'> =>
  async ({ to, applicationIds }) => {
    for (const id of applicationIds) {
      await eraseDocuments({ db }, `scorecard:${id}`)
      await eraseDocuments({ db }, `notes:${id}:`)
    }
    await openMailFolder(mailFolder).forget(to)
  }
