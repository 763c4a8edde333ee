import type { Log } from '../log.ts'
import { timeNow } from '../store/clock.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import type { Replica } from './replica.ts'
import { type Covered, commonLane, type HeadRecord, headRows, heads, removeCovered, snapshots } from './repository.ts'
import { encodeState, hasPending } from './updates.ts'

/** How long others leave a snapshot to who began it, in milliseconds. */
const leaseTime = 30_000
/** Whoever wrote nothing for so long, in milliseconds, is taken for gone; alive all the same, they go on in another lane. */
const silence = 24 * 3_600_000

/**
 * Puts a snapshot in the place of entries. It is immutable and says how far it covers each lane; it becomes the
 * document's head only if the head is still the one it was made from, and only what it covers is removed. So whoever is
 * stopped anywhere in here and wakes up late changes nothing, and removes nothing that is not in the newest snapshot.
 * @returns false when somebody else is at it, or something is pending
 */
export async function compact(
  { scope, log }: { scope: () => Scope; log: Log },
  replica: Replica<unknown>,
): Promise<boolean> {
  const { id: documentId } = replica
  const by = newId()
  const head = await takeLease(scope(), documentId, by)
  if (!head) return false
  await replica.catchUp()
  const made = await replica.durably(() => (hasPending(replica.doc) ? null : stateOf(replica, head)))
  if (!made || replica.generation !== head.generation) {
    await headRows(scope()).updateOne({ _id: documentId, 'lease.by': by }, { $set: { lease: null } })
    return false
  }
  const snapshotId = newId()
  await snapshots.insert(scope(), documentId, snapshotId, made.state, false)
  const generation = head.generation + 1
  const replaced = await headRows(scope()).updateOne(
    { _id: documentId, generation: head.generation, 'lease.by': by },
    { $set: { generation, snapshotId, lanes: made.lanes, contributors: made.contributors, lease: null } },
  )
  if (replaced.matchedCount === 0) {
    log.info({ documentId }, 'a snapshot came too late: somebody else was first')
    await snapshots.remove(scope(), snapshotId)
    return false
  }
  replica.generation = Math.max(replica.generation, generation)
  replica.entries = 0
  // Before anything goes: who follows has not read all of it yet, and looks at the snapshot then.
  await replica.announceSnapshot(generation)
  await removeCovered(scope(), documentId, { ...head.lanes, ...made.lanes })
  // That one alone: others may be at the next snapshot by now, or have put it in place.
  if (head.snapshotId) await snapshots.remove(scope(), head.snapshotId)
  for (const [lane, { seq, at }] of Object.entries(made.lanes)) {
    const isSilent = timeNow().getTime() - at.getTime() > silence
    if (isSilent && lane !== commonLane && lane !== replica.lane) await replica.announceClosed(lane, seq)
  }
  return true
}

/** The head as it is, if nobody is at it. */
async function takeLease(scope: Scope, documentId: string, by: string): Promise<HeadRecord | null> {
  const free = { _id: documentId, $or: [{ lease: null }, { 'lease.until': { $lt: scope.now } }] }
  const lease = { by, until: new Date(scope.now.getTime() + leaseTime) }
  const taken = await headRows(scope).findOneAndUpdate(free, { $set: { lease } }, { returnDocument: 'after' })
  if (taken || (await heads.get(scope, documentId))) return taken
  const first = { generation: 0, snapshotId: null, lanes: {}, contributors: {}, lease }
  const made = await headRows(scope).findOneAndUpdate(
    { _id: documentId },
    { $setOnInsert: first },
    { upsert: true, returnDocument: 'after' },
  )
  return made?.lease?.by === by ? made : null
}

const stateOf = (replica: Replica<unknown>, head: HeadRecord) => ({
  state: encodeState(replica.doc),
  lanes: lanesOf(replica, head),
  contributors: Object.fromEntries(replica.contributors),
})

/**
 * How far each lane is in the document. A lane that is closed and was covered before has no entries left: it is not
 * named any more, so that this list stays as short as the list of those who write.
 */
function lanesOf(replica: Replica<unknown>, head: HeadRecord): Record<string, Covered> {
  const lanes = [...replica.applied].flatMap(([lane, covered]) => {
    if (!replica.isClosed(lane)) return [[lane, covered] as const]
    const isDone = head.lanes[lane]?.seq === covered.seq
    return isDone ? [] : [[lane, { ...covered, closed: true as const }] as const]
  })
  return Object.fromEntries(lanes)
}
