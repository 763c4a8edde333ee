import { createHash } from 'node:crypto'
import type { FeedEntry } from '#protocol/feed'
import { EmployerId } from '#protocol/ids'
import { reachOf, type Standing } from '#protocol/permissions'
import type { Entry } from '../journal/entry.ts'

/** May somebody of this standing see the entry? Pure; one rule per kind of entry, supplied by the features. */
export type Audience = (standing: Standing, data: Entry['data']) => boolean

/** Rules by the part of the type before the dot: `application`, `posting` … A type without a rule is seen by nobody. */
export type Audiences = Readonly<Record<string, Audience>>

export function isVisible(audiences: Audiences, entry: Entry, standing: Standing): boolean {
  const noun = entry.type.slice(0, entry.type.indexOf('.'))
  return audiences[noun]?.(standing, entry.data) ?? false
}

/** The entry as sent to those who may see it. */
export const shown = (employerId: string, { seq, type, data, actor, at }: Entry): FeedEntry => ({
  employerId: EmployerId.parse(employerId),
  seq,
  type,
  data,
  actor,
  at: at.toISOString(),
})

/** The entry as sent to those who may not: its number alone, so that they know that nothing is missing. */
export const hidden = (employerId: string, { seq }: Entry): FeedEntry => ({
  employerId: EmployerId.parse(employerId),
  seq,
  type: 'hidden',
})

/** Equal for members who see the same entries: the role, and the jobs where the role's reach depends on them. */
export function rightsKey({ role: own, jobIds, scopes }: Standing): string {
  const role = scopes ? `${own}(${scopes.join()})` : own
  if (reachOf(own, 'pipeline.read') !== 'team') return role
  const jobs = createHash('sha256')
    .update([...jobIds].sort().join(' '))
    .digest('base64url')
    .slice(0, 16)
  return `${role}:${jobs}`
}
