import type { Role, Standing } from '#protocol/permissions'
import { type Scope, within } from '../store/scope.ts'
import { type MembershipRecord, membershipRows, memberships } from './repository.ts'

/** Members who have one of the roles, at most so many, and those named who are members. */
export async function colleaguesWith(
  scope: Scope,
  employerId: string,
  { roles, orIds, most }: { roles: readonly Role[]; orIds: readonly string[]; most: number },
): Promise<{ userId: string; role: Role }[]> {
  const rows = membershipRows(scope)
  const fields = { ...within(scope), projection: { _id: 0, userId: 1, role: 1 } }
  const [byRole, named] = await Promise.all([
    rows
      .find({ employerId, role: { $in: [...roles] } } as object, fields)
      .limit(most)
      .toArray(),
    orIds.length === 0 ? [] : rows.find({ employerId, userId: { $in: [...orIds] } }, fields).toArray(),
  ])
  return [...new Map([...byRole, ...named].map((member) => [member.userId, member])).values()]
}

/** Those of the people who are members, with their roles. */
export async function membersAmong(
  scope: Scope,
  employerId: string,
  userIds: readonly string[],
): Promise<{ userId: string; role: Role }[]> {
  if (userIds.length === 0) return []
  const fields = { ...within(scope), projection: { _id: 0, userId: 1, role: 1 } }
  return membershipRows(scope)
    .find({ employerId, userId: { $in: [...userIds] } }, fields)
    .toArray()
}

/** The standings of those of the people who are members. */
export async function standingsAmong(
  scope: Scope,
  employerId: string,
  userIds: readonly string[],
): Promise<Map<string, Standing>> {
  const found = await membershipRows(scope)
    .find({ employerId, userId: { $in: [...userIds] } }, within(scope))
    .toArray()
  return new Map(found.map(({ userId, role, jobIds }) => [userId, { role, jobIds }]))
}

/** The employers at which any of the people stands. */
export const employersOfAny = (scope: Scope, userIds: readonly string[]): Promise<string[]> =>
  membershipRows(scope).distinct('employerId', { userId: { $in: [...userIds] } }, within(scope))

/** Where somebody stands, with their role there. */
export async function rolesOf(scope: Scope, userId: string): Promise<Map<string, Role>> {
  const found = await memberships.ofUser(scope, userId)
  return new Map(found.map(({ employerId, role }) => [employerId, role]))
}

/** Roles by employer and person, `<employer> <person>`; who is no member is left out. */
export async function rolesAmong(scope: Scope, keys: readonly string[]): Promise<Map<string, Role>> {
  const found = await byKey(keys, (employerId, userIds) => membersAmong(scope, employerId, userIds))
  return new Map([...found].map(([key, { role }]) => [key, role]))
}

/** The same with everything that is stored of the membership. */
export const membershipsAmong = (scope: Scope, keys: readonly string[]): Promise<Map<string, MembershipRecord>> =>
  byKey(keys, (employerId, userIds) => memberships.among(scope, employerId, userIds))

/** One read for all people of an employer. */
async function byKey<Row extends { readonly userId: string }>(
  keys: readonly string[],
  read: (employerId: string, userIds: readonly string[]) => Promise<readonly Row[]>,
): Promise<Map<string, Row>> {
  const people = new Map<string, string[]>()
  for (const [employerId = '', userId = ''] of keys.map((key) => key.split(' '))) {
    people.set(employerId, [...(people.get(employerId) ?? []), userId])
  }
  const found = await Promise.all(
    [...people].map(async ([employerId, userIds]) =>
      (await read(employerId, userIds)).map((row) => [`${employerId} ${row.userId}`, row] as const),
    ),
  )
  return new Map(found.flat())
}
