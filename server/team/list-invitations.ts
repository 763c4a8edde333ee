import type { Page } from '#protocol/common'
import type { endpoints, Invitation } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { presentInvitation } from './present.ts'
import { invitationRows } from './repository.ts'

export async function listInvitations(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listInvitations>, 'query'>,
): Promise<Page<Invitation>> {
  const { items, nextCursor } = await pageByNewest(scope, invitationRows(scope), { employerId }, query)
  return { items: items.map((invitation) => presentInvitation(invitation, scope.now)), nextCursor }
}
