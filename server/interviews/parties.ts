import type { Standing } from '#protocol/permissions'
import type { WorkingHours } from '#protocol/scheduling'
import { AppError, invalidField } from '../app-error.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Scope } from '../store/scope.ts'
import { standingsAmong } from '../team/colleagues.ts'
import { namesOf } from '../team/people.ts'
import { busyOf } from './external/repository.ts'
import { partyKey, readDecisive, readHolds } from './holds.ts'
import { workingHours } from './hours/repository.ts'
import { type RoomRecord, rooms } from './rooms/repository.ts'
import type { Occupied, Party } from './time/party.ts'
import type { Span } from './time/spans.ts'
import { usualHours } from './time/working-hours.ts'

export interface Cast {
  readonly employerId: string
  readonly interviewerIds: readonly string[]
  readonly roomIds: readonly string[]
  /** Null: nobody in particular. */
  readonly candidateId: string | null
  /** In which those are supposed to work who said nothing. */
  readonly timeZone: string
}

/** What is stored of a cast, for whoever needs more of it than their time and has read it already. */
export interface KnownCast {
  readonly hours: ReadonlyMap<string, WorkingHours>
  readonly names: ReadonlyMap<string, string>
  readonly rooms: readonly RoomRecord[]
  readonly candidate: CandidateRecord | null
}

async function readCast(scope: Scope, cast: Cast): Promise<KnownCast> {
  const { employerId, interviewerIds, roomIds } = cast
  // One after the other: inside a transaction a replica set does not take several calls at once.
  return {
    hours: await workingHours.many(scope, interviewerIds),
    names: await namesOf(scope, interviewerIds),
    rooms: await rooms.many(scope, employerId, roomIds),
    candidate: await candidateOf(scope, cast),
  }
}

/** Everybody and everything whose time it takes. */
export async function partiesOf(scope: Scope, cast: Cast, known?: KnownCast): Promise<Party[]> {
  const { hours, names, rooms: found, candidate } = known ?? (await readCast(scope, cast))
  const people = cast.interviewerIds.map((id): Party => {
    const own = hours.get(id)
    const name = names.get(id) ?? 'an interviewer'
    return { kind: 'interviewer', id, name, hours: own ?? usualHours(cast.timeZone), hoursSet: own !== undefined }
  })
  const places = found.map(({ _id, name }): Party => open('room', _id, `the room ${name}`))
  return [...people, ...places, ...(await recordsOf(scope, candidate))]
}

/** In whose calendars an interview stands: to take it out, nobody's hours and names are asked for. */
export async function holdersOf(scope: Scope, cast: Cast): Promise<Pick<Party, 'kind' | 'id'>[]> {
  return [
    ...cast.interviewerIds.map((id) => ({ kind: 'interviewer' as const, id })),
    ...cast.roomIds.map((id) => ({ kind: 'room' as const, id })),
    ...(await recordsOf(scope, await candidateOf(scope, cast))),
  ]
}

const candidateOf = async (scope: Scope, { employerId, candidateId }: Cast): Promise<CandidateRecord | null> =>
  candidateId === null ? null : candidates.get(scope, employerId, candidateId)

/** A person who applied twice has two records and one time. */
async function recordsOf(scope: Scope, candidate: CandidateRecord | null): Promise<Party[]> {
  if (candidate === null) return []
  const kin = await candidates.kinOf(scope, candidate)
  const record = ({ _id }: CandidateRecord) => open('candidate', _id, 'the candidate')
  return [record(candidate), ...kin.map((one): Party => ({ ...record(one), isKin: true }))]
}

const open = (kind: Party['kind'], id: string, name: string): Party => ({
  kind,
  id,
  name,
  hours: null,
  hoursSet: false,
})

type Known = { readonly party: Party; readonly occupied: Occupied }

/** What decides on one slot. */
export async function occupiedAround(
  scope: Scope,
  parties: readonly Party[],
  slot: Span,
  except?: string,
): Promise<Known[]> {
  return withExternal(scope, parties, await readDecisive(scope, parties, slot, except), slot)
}

/** What is known of everybody's time over a longer while. */
export async function occupiedWithin(
  scope: Scope,
  parties: readonly Party[],
  span: Span,
  except?: string,
): Promise<Known[]> {
  return withExternal(scope, parties, await readHolds(scope, parties, span, except), span)
}

async function withExternal(
  scope: Scope,
  parties: readonly Party[],
  holds: Awaited<ReturnType<typeof readHolds>>,
  span: Span,
): Promise<Known[]> {
  const people = parties.filter(({ kind }) => kind === 'interviewer').map(({ id }) => id)
  const external = await busyOf(scope, people, span)
  return parties.map((party) => ({
    party,
    occupied: { holds: holds.get(partyKey(party)) ?? [], external: external.get(party.id) ?? [] },
  }))
}

/**
 * Interviewers are members who take part: viewers only look. Consultants may sit in.
 * @returns where each of them stands
 * @throws {AppError} `invalid-input` naming everybody who cannot
 */
export async function expectInterviewers(
  scope: Scope,
  employerId: string,
  interviewerIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const able = await interviewersAmong(scope, employerId, interviewerIds)
  const at = interviewerIds.findIndex((id) => !able.has(id))
  if (at < 0) return able
  throw invalidField(
    `interviewerIds.${at}`,
    `${interviewerIds[at]} is no member of this company who can interview. Invite them first, or give them another role.`,
  )
}

async function interviewersAmong(
  scope: Scope,
  employerId: string,
  userIds: readonly string[],
): Promise<Map<string, Standing>> {
  const members = await standingsAmong(scope, employerId, userIds)
  const inOrder = userIds.flatMap((id) => {
    const standing = members.get(id)
    return standing && standing.role !== 'viewer' ? [[id, standing] as const] : []
  })
  return new Map(inOrder)
}

/** Whose time a member looks at. @throws {AppError} `not-found` for somebody who is none of this company's */
export async function expectColleagues(scope: Scope, employerId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  const able = await interviewersAmong(scope, employerId, userIds)
  if (userIds.some((id) => !able.has(id))) throw new AppError('not-found', 'There is no such interviewer.')
}
