import type { Result } from '#protocol/contract'
import type { endpoints } from '#protocol/webhooks'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { deadLetters, runAgain } from './dead-letters.ts'

/** What was given up of the company's work. The payload stays out of sight. */
export async function listFailedWork(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listFailedWork>, 'query'>,
): Promise<Result<typeof endpoints.listFailedWork>> {
  const dead = await deadLetters(scope, { employerId, limit: query.limit })
  const items = dead.map(({ createdAt, givenUpAt, ...work }) => ({
    ...work,
    createdAt: createdAt.toISOString(),
    givenUpAt: givenUpAt.toISOString(),
  }))
  return { items }
}

export async function runFailedWork(
  tx: Tx,
  member: Member,
  { workId }: { readonly workId: string },
): Promise<{ id: string }> {
  const row = await runAgain(tx, workId, member.employerId)
  if (row === null) throw new AppError('not-found', 'This was tried again already, or is gone.')
  await recordAudit(tx, { ...actOf(member), action: 'work.run-again', subject: { kind: 'work', id: workId } })
  return { id: workId }
}
