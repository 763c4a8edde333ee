import type { endpoints, Posting } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { recordAudit } from '../team/audit.ts'
import { setJobTeam } from '../team/job-scope.ts'
import { contentKey, contentOf, toContent } from './content.ts'
import { refuseDuplicate } from './create-posting.ts'
import { tell } from './entries.ts'
import { actionFor, authorize, expectTransition } from './policy.ts'
import { present } from './present.ts'
import { type PostingRecord, postings } from './repository.ts'
import { tallies } from './tally.ts'

type Change<Name extends keyof typeof endpoints> = Pick<
  Input<(typeof endpoints)[Name]>,
  Extract<'jobId' | 'body' | 'ifVersion', keyof Input<(typeof endpoints)[Name]>>
>

/** Changes fields. A posting that was published keeps showing its published text until the changes are published. */
export async function editPosting(tx: Tx, member: Member, input: Change<'editPosting'>): Promise<Posting> {
  const posting = await live(tx, member, input)
  authorize(member, 'posting.write', posting)
  const { currency } = await employers.get(tx, member.employerId)
  const content = { ...contentOf(posting), ...toContent(input.body, currency) }
  const edited = {
    ...posting,
    ...content,
    contentKey: contentKey(content),
    stages: input.body.stages ?? posting.stages,
  }
  await refuseLostStages(tx, posting, edited)
  if (edited.contentKey !== posting.contentKey && !input.body.allowDuplicate) await refuseDuplicate(tx, edited)
  return save(tx, member, 'posting.edited', { ...edited, hasUnpublishedChanges: differsFromPublished(edited) })
}

export async function transitionPosting(tx: Tx, member: Member, input: Change<'transitionPosting'>): Promise<Posting> {
  const posting = await live(tx, member, input)
  const { to, reason } = input.body
  authorize(member, 'posting.write', posting)
  expectTransition(posting.state, to)
  authorize(member, actionFor(posting.state, to), posting)
  await recordAudit(tx, {
    employerId: member.employerId,
    actor: byUser(member),
    ip: member.ip,
    action: 'posting.transitioned',
    subject: { kind: 'posting', id: posting._id },
    before: { state: posting.state },
    after: { state: to },
    ...(reason ? { reason } : {}),
  })
  const moved = { ...posting, state: to }
  return save(tx, member, 'posting.transitioned', to === 'published' && !posting.published ? publish(tx, moved) : moved)
}

export async function publishChanges(tx: Tx, member: Member, input: Change<'publishChanges'>): Promise<Posting> {
  const posting = await live(tx, member, input)
  authorize(member, 'posting.publish', posting)
  if (!posting.published) {
    throw new AppError('invalid-transition', 'This posting was never published. Publish it first.')
  }
  return save(tx, member, 'posting.changes-published', publish(tx, posting))
}

export async function deletePosting(tx: Tx, member: Member, input: Change<'deletePosting'>): Promise<undefined> {
  const posting = await live(tx, member, input)
  authorize(member, 'posting.write', posting)
  await save(tx, member, 'posting.deleted', { ...posting, deletedAt: tx.now })
}

export async function restorePosting(tx: Tx, member: Member, input: Change<'restorePosting'>): Promise<Posting> {
  const posting = await postings.get(tx, member.employerId, input.jobId)
  authorize(member, 'posting.write', posting)
  expectVersion(posting, input.ifVersion)
  if (posting.deletedAt === null) return present(posting, (await tallies.of(tx, [posting._id])).get(posting._id))
  return save(tx, member, 'posting.restored', { ...posting, deletedAt: null })
}

export async function setPostingTeam(tx: Tx, member: Member, input: Change<'setPostingTeam'>): Promise<Posting> {
  const posting = await live(tx, member, input)
  authorize(member, 'posting.write', posting)
  const hiringManagerIds = [...new Set<string>(input.body.hiringManagerIds)]
  const interviewerIds = [...new Set<string>(input.body.interviewerIds)]
  await setJobTeam(tx, member, member.employerId, posting._id, [...hiringManagerIds, ...interviewerIds])
  return save(tx, member, 'posting.team-changed', { ...posting, team: { hiringManagerIds, interviewerIds } })
}

/** The posting as it stands, held to `If-Match`; one in the bin can only be restored. */
async function live(
  tx: Tx,
  member: Member,
  input: { jobId: string; ifVersion?: number | undefined },
): Promise<PostingRecord> {
  const posting = await postings.get(tx, member.employerId, input.jobId)
  if (posting.deletedAt !== null) throw new AppError('not-found', 'This posting is in the bin. Restore it first.')
  expectVersion(posting, input.ifVersion)
  return posting
}

async function save(
  tx: Tx,
  member: Member,
  type: Parameters<typeof tell>[1],
  changed: PostingRecord,
): Promise<Posting> {
  const posting = { ...changed, version: changed.version + 1, updatedAt: tx.now }
  await postings.replace(tx, posting)
  tell(tx, type, posting, byUser(member))
  return present(posting, (await tallies.of(tx, [posting._id])).get(posting._id))
}

const publish = (tx: Tx, posting: PostingRecord): PostingRecord => ({
  ...posting,
  published: { ...contentOf(posting), at: posting.published?.at ?? tx.now },
  hasUnpublishedChanges: false,
})

function differsFromPublished(posting: PostingRecord): boolean {
  if (!posting.published) return false
  return JSON.stringify(contentOf(posting)) !== JSON.stringify(contentOf(posting.published))
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
