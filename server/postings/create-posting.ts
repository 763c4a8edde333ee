import { type CreatePosting, defaultStages, type Posting, type Stage } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { addJob } from '../team/job-scope.ts'
import { contentKey, emptyContent, toContent } from './content.ts'
import { currencyFor } from './currency.ts'
import { tell } from './entries.ts'
import { present } from './present.ts'
import { type PostingContent, type PostingRecord, postings } from './repository.ts'
import { tallies } from './tally.ts'

/** A new draft. A hiring manager who creates one is on its team from the start, else it would be lost to them. */
export async function createPosting(tx: Tx, member: Member, { body }: { body: CreatePosting }): Promise<Posting> {
  const content = { ...emptyContent, ...toContent(body, await currencyFor(tx, member.employerId, body)) }
  const { stages = defaultStages, allowDuplicate = false } = body
  return addPosting(tx, member, { content, stages, allowDuplicate })
}

interface NewPosting {
  readonly content: PostingContent
  readonly stages: readonly Stage[]
  readonly allowDuplicate: boolean
}

/** Makes the draft with all that belongs to it. */
export async function addPosting(
  tx: Tx,
  member: Member,
  { content, stages, allowDuplicate }: NewPosting,
): Promise<Posting> {
  const posting = draft(member, content, stages, tx.now)
  if (!allowDuplicate) await refuseDuplicate(tx, posting)
  await postings.insert(tx, posting)
  const tally = await tallies.start(tx, member.employerId, posting._id)
  if (member.role === 'hiring_manager') await addJob(tx, member, member.employerId, posting._id, member.userId)
  tell(tx, 'posting.created', posting, byUser(member))
  return present(posting, tally)
}

/** @throws {AppError} `duplicate-posting` when an open posting reads the same */
export async function refuseDuplicate(tx: Tx, posting: PostingRecord): Promise<void> {
  const other = await postings.duplicateOf(tx, posting)
  if (!other) return
  throw new AppError(
    'duplicate-posting',
    `"${other.title}" has the same title, location and description and is ${other.state}. ` +
      'Change one of them, close the other posting, or send allowDuplicate: true.',
  )
}

/** The record of a new draft. */
export function draft(
  member: Pick<Member, 'employerId' | 'userId' | 'role'>,
  content: PostingContent,
  stages: readonly Stage[],
  now: Date,
): PostingRecord {
  return {
    _id: newId(now.getTime()),
    employerId: member.employerId,
    ...content,
    state: 'draft',
    stages: [...stages],
    team: { hiringManagerIds: member.role === 'hiring_manager' ? [member.userId] : [], interviewerIds: [] },
    published: null,
    hasUnpublishedChanges: false,
    contentKey: contentKey(content),
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }
}
