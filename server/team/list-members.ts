import type { Page } from '#protocol/common'
import { may } from '#protocol/permissions'
import type { endpoints, Member as MemberView } from '#protocol/team'
import { factors } from '../auth/two-factor/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { presentMembers } from './present.ts'
import { membershipRows } from './repository.ts'

export async function listMembers(
  scope: Scope,
  actor: Member,
  { query }: Pick<Input<typeof endpoints.listMembers>, 'query'>,
): Promise<Page<MemberView>> {
  const { employerId } = actor
  const { items, nextCursor } = await pageByNewest(scope, membershipRows(scope), { employerId }, query)
  const members = await presentMembers(scope, items)
  if (!may(actor, 'organisation.manage')) return { items: members, nextCursor }
  const having = await factors.among(
    scope,
    members.map(({ id }) => id),
  )
  return { items: members.map((member) => ({ ...member, hasSecondFactor: having.has(member.id) })), nextCursor }
}
