import type { Db } from 'mongodb'
import { importFiles } from '../server/imports/repository.ts'
import type { Handler } from './run-row.ts'

/** Removes the file of an import after the time for which it is kept. */
export const discardImport =
  (db: Db): Handler<'discard-import'> =>
  ({ fileId }) =>
    importFiles.remove({ db }, fileId)
