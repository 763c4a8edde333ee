import type { Page } from '#protocol/common'
import type { endpoints, Member as MemberView } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { presentMembers } from './present.ts'
import { membershipRows } from './repository.ts'

export async function listMembers(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listMembers>, 'query'>,
): Promise<Page<MemberView>> {
  const { items, nextCursor } = await pageByNewest(scope, membershipRows(scope), { employerId }, query)
  return { items: await presentMembers(scope, items), nextCursor }
}
