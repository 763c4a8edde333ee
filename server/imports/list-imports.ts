import type { Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import type { endpoints, Import } from '#protocol/imports'
import { may } from '#protocol/permissions'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { mayImport } from './policy.ts'
import { presentImport } from './present.ts'
import { type ImportRecord, importRows } from './repository.ts'

export async function listImports(
  scope: Scope,
  member: Member,
  { query }: Input<typeof endpoints.listImports>,
): Promise<Page<Import>> {
  const { employerId, userId } = member
  const filter: Filter<ImportRecord> = {
    employerId,
    keptUntil: { $gt: scope.now },
    ...(may(member, 'organisation.manage') ? {} : { userId }),
    ...(query.kind ? { kind: query.kind } : mayImport(member, 'candidates') ? {} : { kind: 'postings' }),
  }
  const page = await pageByNewest(scope, importRows(scope), filter, query)
  return { ...page, items: page.items.map(presentImport) }
}
