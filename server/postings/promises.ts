import type { Stage } from '#protocol/postings'
import { replyDaysOf } from '#protocol/reminders'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from './repository.ts'

/** Where other stages promise candidates an answer within other days, the times of those who wait are set anew. */
export function followPromises(tx: Tx, before: PostingRecord, stages: readonly Stage[]): void {
  if (promises(before.stages) === promises(stages)) return
  tx.outbox('retime-reminders', { employerId: before.employerId, jobId: before._id })
}

/** Within how many days candidates hear, whatever the order and the names. */
const promises = (stages: readonly Stage[]): string =>
  JSON.stringify(stages.map((stage) => [stage.id, replyDaysOf(stage)]).sort())
