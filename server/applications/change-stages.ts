import type { endpoints, Posting } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { authorize } from '../postings/policy.ts'
import { present } from '../postings/present.ts'
import { followPromises } from '../postings/promises.ts'
import { openPosting, save as savePosting } from '../postings/save.ts'
import { compareStages, isSameStages, stagesToLookAt } from '../postings/stages.ts'
import { tallies } from '../postings/tally.ts'
import { decidePlaces, relocate } from './pipeline-changes.ts'
import { applications } from './repository.ts'
import { saveAll } from './save.ts'

/** Makes a posting's pipeline another one, and moves whoever stood in a stage that goes, in one transaction. */
export async function changeStages(
  tx: Tx,
  member: Member,
  input: Pick<Input<typeof endpoints.changeStages>, 'jobId' | 'body' | 'ifVersion'>,
): Promise<Posting> {
  const posting = await openPosting(tx, member, input)
  authorize(member, 'posting.write', posting)
  const { stages, moves = {} } = input.body
  const change = compareStages(posting.stages, stages)
  const used = await applications.usedStages(tx, posting._id, stagesToLookAt(change))
  const places = decidePlaces(change, stages, moves, used)
  if (isSameStages(posting.stages, stages)) {
    return present(posting, (await tallies.of(tx, [posting._id])).get(posting._id))
  }
  const leaving = used.size === 0 ? [] : await applications.inStages(tx, posting._id, [...places.keys()])
  const moved = leaving.flatMap((before) => {
    const to = places.get(before.stage)
    return to ? [{ before, after: relocate(before, to, tx.now), type: 'application.moved' as const }] : []
  })
  // What a candidate was told was of the stage that they were in, also when it goes now.
  saveAll(tx, moved, { stages: [...stages, ...change.removed] }, byUser(member))
  followPromises(tx, posting, stages)
  const removed = change.removed.map(({ id }) => id)
  tallies.forget(tx, posting._id, removed)
  return savePosting(tx, member, 'posting.stages-changed', { ...posting, stages })
}
