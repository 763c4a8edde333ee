import type { Db } from 'mongodb'
import { discardUpload as discard } from '../server/chat/files.ts'
import { timeNow } from '../server/store/clock.ts'
import type { Handler } from './run-row.ts'

/** Removes an uploaded file that no message names, or whose message was deleted. */
export const discardUpload =
  (db: Db): Handler<'discard-upload'> =>
  ({ attachmentId, fileId }) =>
    discard({ db, now: timeNow() }, attachmentId, fileId)
