import type { Filter as MongoFilter } from 'mongodb'
import type { endpoints } from '#protocol/analytics'
import type { Application } from '#protocol/applications'
import type { Page } from '#protocol/common'
import { presentAll } from '../applications/present.ts'
import { applications } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { decodeCursor, encodeCursor } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Figures, Filter, Places } from './figures.ts'
import { filterOf } from './filter.ts'
import { type FactRecord, factRows } from './repository.ts'

type Query = Input<typeof endpoints.listFigureRows>['query']

/** Postings and days to look into by themselves; more than these are not named in one query. */
const mostPlaces = 500

/** The applications behind a number, newest first, as the reader may see them. */
export const listRows =
  (figures: Figures) =>
  async (scope: Scope, member: Member, { query }: { readonly query: Query }): Promise<Page<Application>> => {
    const { limit, cursor, of } = query
    const { filter } = await filterOf(scope, member, query)
    const known = await figures.places(member.employerId, filter, of)
    const { book } = known
    const before = cursor === undefined ? {} : { applicationId: { $lt: decodeCursor(cursor) } }
    const asked = { tags: of, ...before }
    const found = isLessIn(known, query)
      ? await inPlaces(scope, known, asked)
      : await newest(scope, { book, ...asked, ...ofStatus(of), ...ofJobs(filter), ...dayRange(filter) }, filter, limit)
    const ids = found.slice(0, limit)
    const records = new Map((await applications.standing(scope, member.employerId, ids)).map((one) => [one._id, one]))
    const rows = ids.flatMap((id) => records.get(id) ?? [])
    const last = ids.at(-1)
    return {
      items: await presentAll(scope, member, rows),
      nextCursor: found.length > limit && last !== undefined ? encodeCursor(last) : null,
    }
  }

/**
 * Whether there is less to look at in the places that are known to hold what is asked for. Whoever goes through all, the
 * newest first, meets enough of what many have; of what few have, or on few days, nearly all would be looked at.
 */
function isLessIn({ places, ...whole }: Places, { of, limit }: Query): boolean {
  const sum = (name: 'all' | 'asked') => places.reduce((so, place) => so + place[name], 0)
  const among = of.startsWith('is-') ? whole.asked : whole.all
  const untilEnough = (among * (limit + 1)) / Math.max(1, sum('asked'))
  return places.length <= mostPlaces && sum('all') <= Math.min(among, untilEnough)
}

const only = { projection: { _id: 0, applicationId: 1 } } as const

async function inPlaces(scope: Scope, { book, places }: Places, asked: MongoFilter<FactRecord>): Promise<string[]> {
  if (places.length === 0) return []
  const days = new Map<string, string[]>()
  for (const { jobId, day } of places) days.set(jobId, [...(days.get(jobId) ?? []), day])
  const each = [...days].map(([jobId, of]) => ({ book, jobId, day: { $in: of } }))
  const found = await factRows(scope)
    .find({ ...asked, $or: each }, { ...within(scope), ...only, batchSize: 2000 })
    .toArray()
  return found.map(({ applicationId }) => applicationId).sort((a, b) => (a < b ? 1 : -1))
}

async function newest(
  scope: Scope,
  asked: MongoFilter<FactRecord>,
  { jobIds }: Filter,
  limit: number,
): Promise<string[]> {
  const found = await factRows(scope)
    .find(asked, { ...within(scope), ...only })
    .sort({ book: 1, ...(jobIds?.length === 1 ? { jobId: 1 } : {}), applicationId: -1 })
    .limit(limit + 1)
    .toArray()
  return found.map(({ applicationId }) => applicationId)
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
