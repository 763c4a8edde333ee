import type { endpoints } from '#protocol/analytics'
import type { Application } from '#protocol/applications'
import type { Page } from '#protocol/common'
import { presentAll } from '../applications/present.ts'
import { applications } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { decodeCursor, encodeCursor } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Filter } from './figures.ts'
import { filterOf } from './filter.ts'
import type { Books } from './keep-books.ts'
import { factRows } from './repository.ts'

/** The applications behind a number, newest first, as the reader may see them. */
export const listRows =
  (books: Books) =>
  async (
    scope: Scope,
    member: Member,
    { query }: Pick<Input<typeof endpoints.listFigureRows>, 'query'>,
  ): Promise<Page<Application>> => {
    const { limit, cursor, of } = query
    const { filter } = await filterOf(scope, member, query)
    const { book } = await books.follow(member.employerId)
    const before = cursor === undefined ? null : decodeCursor(cursor)
    const found = await factRows(scope)
      .find(
        {
          book,
          tags: of,
          ...ofStatus(of),
          ...ofJobs(filter),
          ...(before === null ? {} : { applicationId: { $lt: before } }),
          ...dayRange(filter),
        },
        { ...within(scope), projection: { applicationId: 1 } },
      )
      .sort({ book: 1, ...(filter.jobIds?.length === 1 ? { jobId: 1 } : {}), applicationId: -1 })
      .limit(limit + 1)
      .toArray()
    const ids = found.slice(0, limit).map(({ applicationId }) => applicationId)
    const records = new Map((await applications.standing(scope, member.employerId, ids)).map((one) => [one._id, one]))
    const rows = ids.flatMap((id) => records.get(id) ?? [])
    const last = ids.at(-1)
    return {
      items: await presentAll(scope, member, rows),
      nextCursor: found.length > limit && last !== undefined ? encodeCursor(last) : null,
    }
  }

/** Where they stand now has an index, which a list of tags in order cannot have in every store: few of many are hired. */
const ofStatus = (of: string) => (of.startsWith('is-') ? { 'standing.status': of.slice('is-'.length) } : {})

/** Of several postings in the order of all: an index would give them posting by posting, and they would have to be sorted. */
function ofJobs({ jobIds, besides = [] }: Filter) {
  if (jobIds === null) return besides.length === 0 ? {} : { jobId: { $nin: [...besides] } }
  const [only = ''] = jobIds
  return jobIds.length === 1 ? { jobId: only } : { jobId: { $not: { $nin: [...jobIds] } } }
}

const dayRange = ({ from, to }: { from: string | null; to: string | null }) =>
  from === null && to === null
    ? {}
    : { day: { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lte: to }) } }
