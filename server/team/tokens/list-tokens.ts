import type { Page } from '#protocol/common'
import type { ApiToken, endpoints } from '#protocol/tokens'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { presentToken } from './present.ts'
import { tokenRows } from './repository.ts'

export async function listTokens(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listTokens>, 'query'>,
): Promise<Page<ApiToken>> {
  const { items, nextCursor } = await pageByNewest(scope, tokenRows(scope), { employerId }, query)
  return { items: items.map((token) => presentToken(token, scope.now)), nextCursor }
}
