import type { Application, endpoints } from '#protocol/applications'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { refuseBinned } from '../postings/policy.ts'
import { concernsReasons, expectReason } from './hiring-settings/expect-reason.ts'
import { hiringSettings } from './hiring-settings/repository.ts'
import { authorize } from './policy.ts'
import { presentKnown } from './present.ts'
import { readCase } from './read-case.ts'
import { save } from './save.ts'
import { decideMove, moveOf } from './stages.ts'

/** The team moves a card, puts it on hold, rejects it or takes a decision back. */
export async function moveToStage(
  tx: Tx,
  member: Member,
  {
    applicationId,
    body,
    ifVersion,
  }: Pick<Input<typeof endpoints.moveApplication>, 'applicationId' | 'body' | 'ifVersion'>,
): Promise<Application> {
  const known = await readCase(tx, member, applicationId)
  const { application: before, posting } = known
  authorize(member, 'application.move', before.jobId)
  refuseBinned(posting)
  expectVersion(before, ifVersion)
  const move = moveOf(body)
  const decided = decideMove(before, move, posting.stages, member.userId, tx.now)
  if (decided === null) return presentKnown(tx, member, before, known)
  if (concernsReasons(move)) expectReason(move, await hiringSettings.get(tx, member.employerId))
  save(tx, before, decided.application, posting, decided.type, byUser(member))
  return presentKnown(tx, member, decided.application, known)
}
