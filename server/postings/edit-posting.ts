import type { endpoints, Posting } from '#protocol/postings'
import { replyDaysOf } from '#protocol/reminders'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { toContent, withContent, withDescription } from './content.ts'
import { refuseDuplicate } from './create-posting.ts'
import type { Description, DraftedDescription } from './description.ts'
import { authorize } from './policy.ts'
import type { PostingRecord } from './repository.ts'
import { openPosting, save } from './save.ts'
import { tallies } from './tally.ts'

/** Changes fields. A posting that was published keeps showing its published text until the changes are published. */
export async function editPosting(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.editPosting>,
  description: Description | DraftedDescription | null,
): Promise<Posting> {
  const posting = await openPosting(tx, member, input)
  authorize(member, 'posting.write', posting)
  const { currency } = await employers.get(tx, member.employerId)
  const { description: _wanted, ...content } = toContent(input.body, currency)
  const edited = {
    ...withDescription(withContent(posting, content), description?.html ?? null),
    stages: input.body.stages ?? posting.stages,
  }
  await refuseLostStages(tx, posting, edited)
  if (edited.contentKey !== posting.contentKey && !input.body.allowDuplicate) await refuseDuplicate(tx, edited)
  if (description && 'write' in description) description.write(tx, member)
  if (promises(edited) !== promises(posting)) {
    tx.outbox('retime-reminders', { employerId: posting.employerId, jobId: posting._id })
  }
  return save(tx, member, 'posting.edited', edited)
}

/** A stage that cards stand in cannot be taken away under them. */
async function refuseLostStages(tx: Tx, before: PostingRecord, after: PostingRecord): Promise<void> {
  const kept = new Set(after.stages.map((stage) => stage.id))
  const lost = before.stages.filter((stage) => !kept.has(stage.id))
  if (lost.length === 0) return
  const tally = (await tallies.of(tx, [before._id])).get(before._id)
  const used = lost.find((stage) => (tally?.byStage[stage.id] ?? 0) > 0)
  if (!used) return
  throw new AppError('conflict', `Candidates stand in "${used.name}". Move them first, then remove the stage.`)
}

/** Within how many days candidates hear, stage by stage. */
const promises = ({ stages }: PostingRecord): string =>
  JSON.stringify(stages.map((stage) => [stage.id, replyDaysOf(stage)]))
