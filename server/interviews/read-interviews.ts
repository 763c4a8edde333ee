import type { Filter } from 'mongodb'
import type { endpoints, Interview } from '#protocol/interviews'
import { reachOf } from '#protocol/permissions'
import { invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { findTimes as search } from './book.ts'
import { expectColleagues, partiesOf } from './parties.ts'
import { canRead } from './policy.ts'
import { presentAll, presentOne } from './present.ts'
import { type InterviewRecord, interviews, noSuchInterview } from './repository.ts'
import { minute } from './time/clock.ts'

type List = Input<typeof endpoints.listInterviews>['query']

export async function listInterviews(
  scope: Scope,
  member: Member,
  { query }: Pick<Input<typeof endpoints.listInterviews>, 'query'>,
) {
  const found = await interviews.earliest(scope, filterOf(member, query), query.limit + 1)
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: await presentAll(scope, member, items),
    nextCursor: found.length > query.limit && last ? encode(last) : null,
  }
}

function filterOf(member: Member, query: List): Filter<InterviewRecord> {
  const { employerId, userId, jobIds } = member
  const after = query.cursor === undefined ? null : decode(query.cursor)
  const from = Math.max(after?.at ?? 0, query.from ? Date.parse(query.from) : 0)
  const narrow: Filter<InterviewRecord>[] = []
  if (after) narrow.push({ $or: [{ at: { $gt: new Date(after.at) } }, { _id: { $gt: after.id } }] })
  // Interviews of other jobs are none of their business, unless they are in them.
  if (reachOf(member.role, 'interview.read') === 'team') {
    narrow.push({ $or: [{ jobId: { $in: [...jobIds] } }, { interviewerIds: userId }] })
  }
  return {
    employerId,
    at: { $gte: new Date(from), ...(query.to ? { $lt: new Date(query.to) } : {}) },
    ...(query.interviewerId ? { interviewerIds: query.interviewerId } : {}),
    ...(query.candidateId ? { candidateId: query.candidateId } : {}),
    ...(query.jobId ? { jobId: query.jobId } : {}),
    ...(query.state ? { state: query.state } : {}),
    ...(narrow.length > 0 ? { $and: narrow } : {}),
  }
}

const encode = ({ at, _id }: InterviewRecord): string => Buffer.from(`${at.getTime()} ${_id}`).toString('base64url')

function decode(cursor: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15}) ([0-9a-z]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!at || !id) throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  return { at: Number(at), id }
}

export async function readInterview(
  scope: Scope,
  member: Member,
  { interviewId }: { readonly interviewId: string },
): Promise<Interview> {
  const interview = await interviews.get(scope, member.employerId, interviewId)
  if (!canRead(member, interview)) throw noSuchInterview()
  return presentOne(scope, member, interview)
}

export async function findTimes(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.findTimes>, 'query'>,
): Promise<{ times: string[] }> {
  const { near, durationMinutes, userIds, roomIds = [], candidateId = null, timeZone = 'UTC', limit } = query
  if (userIds.length === 0) throw invalidField('userIds', 'Name at least one interviewer.')
  await expectColleagues(scope, employerId, userIds)
  const cast = { employerId, interviewerIds: [...new Set<string>(userIds)], roomIds, candidateId, timeZone }
  const parties = await partiesOf(scope, cast)
  return {
    times: await search(scope, parties, { near: Date.parse(near), length: durationMinutes * minute, most: limit }),
  }
}
