import type { Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import type { AuditEntry, endpoints } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { firstIdAt } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { namesOf } from './people.ts'
import { presentAudit } from './present.ts'
import { type AuditRecord, auditRows } from './repository.ts'

type Query = Input<typeof endpoints.readAudit>['query']

/** Who did what, with the names as they are today. */
export async function readAudit(
  scope: Scope,
  { employerId }: Pick<Member, 'employerId'>,
  { query }: { readonly query: Query },
): Promise<Page<AuditEntry>> {
  const { items, nextCursor } = await pageByNewest(scope, auditRows(scope), filterOf(employerId, query), query)
  const people = items.flatMap(({ actor, subject }) => [
    ...(actor.kind === 'user' && actor.id ? [actor.id] : []),
    ...(subject.kind === 'user' ? [subject.id] : []),
  ])
  const names = await namesOf(scope, people)
  return { items: items.map((row) => presentAudit(row, names)), nextCursor }
}

/** Ids sort by time, so a period is a range of them and needs no index of its own. */
function filterOf(employerId: string, { action, userId, from, to }: Query): Filter<AuditRecord> {
  const period = {
    ...(from ? { $gte: firstIdAt(Date.parse(from)) } : {}),
    ...(to ? { $lt: firstIdAt(Date.parse(to)) } : {}),
  }
  return {
    employerId,
    ...(action ? { action } : {}),
    ...(userId ? { 'actor.id': userId } : {}),
    ...(from || to ? { _id: period } : {}),
  }
}
