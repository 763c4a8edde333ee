import type { Page } from '#protocol/common'
import type { AuditEntry, endpoints } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { namesOf } from './people.ts'
import { presentAudit } from './present.ts'
import { auditRows } from './repository.ts'

/** Who did what, with the names as they are today. */
export async function readAudit(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.readAudit>, 'query'>,
): Promise<Page<AuditEntry>> {
  const filter = { employerId, ...(query.action ? { action: query.action } : {}) }
  const { items, nextCursor } = await pageByNewest(scope, auditRows(scope), filter, query)
  const people = items.flatMap(({ actor }) => (actor.kind === 'user' && actor.id ? [actor.id] : []))
  const names = await namesOf(scope, people)
  return { items: items.map((row) => presentAudit(row, names)), nextCursor }
}
