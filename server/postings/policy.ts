import { type Action, may, type Standing } from '#protocol/permissions'
import { type PostingState, transitions } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { PostingRecord } from './repository.ts'

/** The right that a transition needs. */
export function actionFor(from: PostingState, to: PostingState): Action {
  if (to === 'approved') return 'posting.approve'
  if (from === 'draft' && to === 'published') return 'posting.publish-directly'
  if (to === 'in_review' || to === 'draft') return 'posting.write'
  return 'posting.publish'
}

/** @throws {AppError} `forbidden` when the member may not do this to the posting */
export function authorize(member: Standing, action: Action, posting: PostingRecord): void {
  if (!may(member, action, posting._id)) {
    throw new AppError('forbidden', 'Your role does not allow this on this posting. Ask an admin of your company.')
  }
}

/** @throws {AppError} `invalid-transition` naming where the posting can go from here */
export function expectTransition(from: PostingState, to: PostingState): void {
  const possible = transitions[from]
  if (possible.includes(to)) return
  const where = possible.length > 0 ? `From here it can become: ${possible.join(', ')}.` : 'It stays as it is.'
  throw new AppError('invalid-transition', `The posting is ${from} and cannot become ${to}. ${where}`)
}

/** For this long a deleted posting can be restored. Its applications stay: candidates ask about them later. */
const binDays = 30

/** What was deleted before this time is gone for everybody. */
export const binHorizon = (now: Date): Date => new Date(now.getTime() - binDays * 24 * 3600 * 1000)

/** Whether somebody can apply for it now. */
export const takesApplications = ({ state, deletedAt }: Pick<PostingRecord, 'state' | 'deletedAt'>): boolean =>
  state === 'published' && deletedAt === null

/** @throws {AppError} `posting-in-bin`: one in the bin can only be restored, and nothing happens to who applied for it */
export function refuseBinned({ deletedAt }: Pick<PostingRecord, 'deletedAt'>): void {
  if (deletedAt !== null) throw new AppError('posting-in-bin', 'This posting is in the bin. Restore it first.')
}

/** @throws {AppError} for one in the bin: `posting-in-bin` to who could take it out, `not-found` to everybody else */
export function refuseHidden(member: Standing, posting: PostingRecord, now: Date): void {
  if (posting.deletedAt === null) return
  if (canSee(member, posting, now)) refuseBinned(posting)
  throw new AppError('not-found', 'There is no such posting.')
}

/** A posting in the bin exists only for those who could take it out. */
export const canSee = (member: Standing, posting: PostingRecord, now: Date): boolean =>
  posting.deletedAt === null || (posting.deletedAt > binHorizon(now) && may(member, 'posting.write', posting._id))
