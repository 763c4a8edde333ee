import type { Page } from '#protocol/common'
import type { Engagement, endpoints, MyEngagement } from '#protocol/consultants'
import type { Member, Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { consultantOf } from './consultant.ts'
import { engagementRows } from './engagements.ts'
import { presentEngagements, presentMine } from './present.ts'

export async function listEngagements(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listEngagements>, 'query'>,
): Promise<Page<Engagement>> {
  const filter = { employerId, ...(query.state ? { state: query.state } : {}) }
  const { items, nextCursor } = await pageByNewest(scope, engagementRows(scope), filter, query)
  return { items: await presentEngagements(scope, items), nextCursor }
}

/** By address, so that what was sent before the registration is there too. */
export async function listMyEngagements(
  scope: Scope,
  person: Person,
  { query }: Pick<Input<typeof endpoints.listMyEngagements>, 'query'>,
): Promise<Page<MyEngagement>> {
  const { emailKey } = (await consultantOf(scope, person)).account
  const { items, nextCursor } = await pageByNewest(scope, engagementRows(scope), { emailKey }, query)
  return { items: await presentMine(scope, items), nextCursor }
}
