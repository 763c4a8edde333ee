import type { endpoints, Posting } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { toContent, withContent, withDescription } from './content.ts'
import { refuseDuplicate } from './create-posting.ts'
import { currencyFor } from './currency.ts'
import type { Description, DraftedDescription } from './description.ts'
import { authorize } from './policy.ts'
import { followPromises } from './promises.ts'
import type { PostingRecord } from './repository.ts'
import { openPosting, save } from './save.ts'
import { compareStages, refuseOtherKind, stagesToLookAt, type UsedStages } from './stages.ts'

/** Changes fields. A posting that was published keeps showing its published text until the changes are published. */
export const editPosting =
  (usedStages: UsedStages) =>
  async (
    tx: Tx,
    member: Member,
    input: Input<typeof endpoints.editPosting>,
    description: Description | DraftedDescription | null,
  ): Promise<Posting> => {
    const posting = await openPosting(tx, member, input)
    authorize(member, 'posting.write', posting)
    const currency = await currencyFor(tx, member.employerId, input.body)
    const { description: _wanted, ...content } = toContent(input.body, currency)
    const edited = {
      ...withDescription(withContent(posting, content), description?.html ?? null),
      stages: input.body.stages ?? posting.stages,
      openPanel: input.body.openPanel ?? posting.openPanel ?? false,
    }
    await refuseLostStages(tx, posting, edited, usedStages)
    if (edited.contentKey !== posting.contentKey && !input.body.allowDuplicate) await refuseDuplicate(tx, edited)
    if (description && 'write' in description) description.write(tx, member)
    followPromises(tx, posting, edited.stages)
    return save(tx, member, 'posting.edited', edited)
  }

/** A stage that people stand in is not taken away under them: `changeStages` asks where they go. */
async function refuseLostStages(
  tx: Tx,
  before: PostingRecord,
  after: PostingRecord,
  usedStages: UsedStages,
): Promise<void> {
  const change = compareStages(before.stages, after.stages)
  const used = await usedStages(tx, before._id, stagesToLookAt(change))
  refuseOtherKind(change, used)
  const lost = change.removed.find(({ id }) => used.has(id))
  if (!lost) return
  throw new AppError('conflict', `Candidates stand in "${lost.name}". Move them first, then remove the stage.`)
}
