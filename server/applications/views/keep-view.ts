import type { BoardView, endpoints } from '#protocol/board-views'
import { may } from '#protocol/permissions'
import { AppError, invalidField } from '../../app-error.ts'
import { findTraits, type KnownIdentity } from '../../candidates/redact.ts'
import { candidates } from '../../candidates/repository.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import type { Tx } from '../../journal/tx.ts'
import { postings } from '../../postings/repository.ts'
import { newId } from '../../store/ids.ts'
import { applications } from '../repository.ts'
import { tell } from './entries.ts'
import { authorizeChange, authorizeSharing } from './policy.ts'
import { present } from './present.ts'
import { type ViewRecord, views } from './repository.ts'

/** Of one person. What they share counts among them. */
const mostViews = 50

export async function createView(
  tx: Tx,
  member: Member,
  { body }: Input<typeof endpoints.createBoardView>,
): Promise<BoardView> {
  if (body.jobId !== null) await expectBoard(tx, member, body.jobId)
  const mine = await views.of(tx, member.employerId, member.userId)
  if (mine.length >= mostViews) {
    throw new AppError('conflict', `You have ${mostViews} views already. Delete one that you do not need.`)
  }
  const view: ViewRecord = {
    _id: newId(tx.now.getTime()),
    employerId: member.employerId,
    ownerId: member.userId,
    ...body,
    version: 1,
    createdAt: tx.now,
    updatedAt: tx.now,
  }
  authorizeSharing(member, view)
  await expectNoNames(tx, view)
  await views.insert(tx, view)
  tell(tx, member, null, view)
  return present(view)
}

export async function editView(
  tx: Tx,
  member: Member,
  { viewId, body, ifVersion }: Input<typeof endpoints.editBoardView>,
): Promise<BoardView> {
  const before = await views.get(tx, member.employerId, viewId)
  authorizeChange(member, before)
  expectVersion(before, ifVersion)
  const { name = before.name, filters = before.filters, shared = before.shared } = body
  const after = { ...before, name, filters, shared, version: before.version + 1, updatedAt: tx.now }
  if (after.jobId === null && filters.stages.length > 0) {
    throw invalidField('filters.stages', 'This view is for every board, and stages are those of one posting.')
  }
  authorizeSharing(member, after)
  await expectNoNames(tx, after)
  await views.replace(tx, after)
  tell(tx, member, before, after)
  return present(after)
}

export async function deleteView(
  tx: Tx,
  member: Member,
  { viewId, ifVersion }: Input<typeof endpoints.deleteBoardView>,
): Promise<undefined> {
  const view = await views.get(tx, member.employerId, viewId)
  authorizeChange(member, view)
  expectVersion(view, ifVersion)
  await views.remove(tx, view)
  tell(tx, member, view, null)
}

/** Somebody who knows who a candidate is may have put it into a tag or a source; others of the team are blind. */
async function expectNoNames(tx: Tx, { employerId, shared, filters }: ViewRecord): Promise<void> {
  if (!shared) return
  if (filters.tags?.length) {
    throw invalidField(
      'filters.tags',
      'A tag may say who somebody is: share this view without tags, or keep it to yourself.',
    )
  }
  if (filters.source !== null && (await namesSomebody(tx, employerId, filters.source))) {
    throw invalidField(
      'filters.source',
      'This source says who somebody is: share the view without it, or keep it to yourself.',
    )
  }
}

/** What more people than this answered is none of their names. */
const mostNamed = 20

async function namesSomebody(tx: Tx, employerId: string, source: string): Promise<boolean> {
  const ids = await applications.candidatesFrom(tx, employerId, source, mostNamed)
  const people: readonly KnownIdentity[] = [
    { name: '', email: '', phone: null },
    ...(await candidates.many(tx, employerId, ids)).values(),
  ]
  return people.some((person) => findTraits(source, person).some(({ kind }) => kind === 'name' || kind === 'contact'))
}

/** @throws {AppError} `not-found` for a posting that is not there, or whose candidates the member does not see */
async function expectBoard(tx: Tx, member: Member, jobId: string): Promise<void> {
  await postings.get(tx, member.employerId, jobId)
  if (!may(member, 'pipeline.read', jobId)) throw new AppError('not-found', 'There is no such posting.')
}
