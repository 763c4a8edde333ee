import type { Db } from 'mongodb'
import { importFiles } from '../server/imports/repository.ts'
import { type RunParts, runImport } from '../server/imports/run-import.ts'
import type { Handlers } from './run-row.ts'

/** The work of imports. */
export const importJobs = ({
  db,
  ...parts
}: Omit<RunParts, 'scope' | 'onProgress'> & { readonly db: Db }): Pick<Handlers, 'run-import' | 'discard-import'> => ({
  'run-import': (about) =>
    runImport({ ...parts, scope: () => ({ db, now: new Date() }), onProgress: () => undefined }, about),
  'discard-import': ({ fileId }) => importFiles.remove({ db }, fileId),
})
