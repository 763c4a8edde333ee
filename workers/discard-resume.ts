import type { Db } from 'mongodb'
import { discardResume as discard } from '../server/candidates/resumes/repository.ts'
import { timeNow } from '../server/store/clock.ts'
import type { Handler } from './run-row.ts'

/** Removes a résumé that was sent up and that no application took. */
export const discardResume =
  (db: Db): Handler<'discard-resume'> =>
  ({ resumeId, fileId }) =>
    discard({ db, now: timeNow() }, resumeId, fileId)
