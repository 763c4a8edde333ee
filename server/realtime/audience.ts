import { createHash } from 'node:crypto'
import type { FeedEntry } from '#protocol/feed'
import { EmployerId } from '#protocol/ids'
import { reachOf, type Standing } from '#protocol/permissions'
import type { Entry } from '../journal/entry.ts'

/** May somebody of this standing see the entry? Pure; one rule per kind of entry, supplied by the features. */
type Audience = (standing: Standing, data: Entry['data']) => boolean

/**
 * Rules by the part of the type before the dot: `application`, `posting` … A type without a rule is seen by nobody. Where
 * entries name several postings (`jobIds`), one that may be seen is enough.
 */
export type Audiences = Readonly<Record<string, Audience>>

/**
 * What an entry tells somebody of this standing; null: nothing. Of several postings it names those for which they may see
 * it: where else a candidate applied is not theirs to know.
 */
function dataFor(audiences: Audiences, { type, data }: Entry, standing: Standing): Entry['data'] | null {
  const maySee = audiences[type.slice(0, type.indexOf('.'))]
  if (!maySee?.(standing, data)) return null
  const { jobIds } = data
  if (!Array.isArray(jobIds)) return data
  return { ...data, jobIds: jobIds.filter((jobId) => maySee(standing, { ...data, jobIds: [jobId] })) }
}

/** The entry as sent to somebody: to those who may not see it its number alone, so that they know that nothing is missing. */
export function entryFor(audiences: Audiences, employerId: string, entry: Entry, standing: Standing): FeedEntry {
  const { seq, type, actor, at } = entry
  const data = dataFor(audiences, entry, standing)
  const numbered = { employerId: EmployerId.parse(employerId), seq }
  return data === null ? { ...numbered, type: 'hidden' } : { ...numbered, type, data, actor, at: at.toISOString() }
}

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
