import { StageKind } from '#protocol/postings'
import { type Fact, rankOf } from './fact.ts'

/**
 * What one application adds to the figures, by name. A figure is the sum of these over applications, so a change adds
 * the difference between after and before, and what is kept can never drift from what is counted anew.
 */
export type Counts = Readonly<Record<string, number>>

const hour = 3_600_000
const finestHours = 72
const mostHours = 365 * 24

/** A duration as whole hours; from three days on cut to the day, so that there are few different ones. */
export function bucketOf(milliseconds: number): number {
  const hours = Math.max(0, Math.floor(milliseconds / hour))
  return hours < finestHours ? hours : Math.min(mostHours, Math.floor(hours / 24) * 24)
}

/** In a stage of kind interview, or with an interview that took place. */
export const isInterviewed = ({ standing, met }: Pick<Fact, 'standing' | 'met'>): boolean =>
  standing.interviewedAt !== null || met.length > 0

/** The furthest kind of stage that counts: who was hired and is so no more got as far as the offer. */
export const reachedBy = ({ standing: { furthest, status } }: Pick<Fact, 'standing'>): StageKind =>
  furthest === 'hired' && status !== 'hired' ? 'offer' : furthest

/** Names that say whether an application is one of those counted: the rows behind a number are those that have it. */
export function tagsOf(fact: Fact): string[] {
  const { standing, channel } = fact
  const { status } = standing
  if (standing.takenBack) return []
  const tags = ['all', `is-${status}`, `from-${channel}`]
  if (fact.viewedAt) tags.push('viewed')
  if (standing.selected) tags.push('selected')
  if (isInterviewed(fact)) tags.push('interviewed', `interviewed-from-${channel}`)
  if (status === 'hired') tags.push(`hired-from-${channel}`)
  if (fact.agreement !== null) tags.push('panel')
  const isOver = status === 'rejected' || status === 'withdrawn'
  const reached = reachedBy(fact)
  for (const kind of StageKind.options) {
    if (rankOf(kind) <= rankOf(reached)) tags.push(`reached-${kind}`)
    if (rankOf(kind) < rankOf(reached)) tags.push(`passed-${kind}`)
    if (standing.stays[kind] !== undefined) tags.push(`left-${kind}`)
  }
  if (isOver) tags.push(`stopped-${reached}`)
  else if (status !== 'hired') tags.push(`waiting-${reached}`)
  if (status === 'active') tags.push(`now-${standing.kind}`)
  return [...tags, ...Object.keys(durationsOf(fact)).map((name) => `timed-${name}`)]
}

/** Milliseconds between two moments of the application, by name; what has not come to its end is left out. */
export function durationsOf(
  fact: Pick<Fact, 'appliedAt' | 'viewedAt' | 'bookedAt' | 'standing'>,
): Readonly<Record<string, number>> {
  const { appliedAt, viewedAt, bookedAt, standing } = fact
  const { answeredAt, decidedAt, selectedAt, status, stays } = standing
  const found: Record<string, number> = {}
  const put = (name: string, from: Date | null, to: Date | null) => {
    if (from && to) found[name] = Math.max(0, to.getTime() - from.getTime())
  }
  put('view', appliedAt, viewedAt)
  put('answer', appliedAt, answeredAt)
  put('decision', appliedAt, decidedAt)
  put('hire', appliedAt, status === 'hired' ? decidedAt : null)
  put('booking', selectedAt, bookedAt)
  for (const kind of StageKind.options) {
    const waited = stays[kind]
    if (waited !== undefined) found[`stay-${kind}`] = waited
  }
  return found
}

export function countsOf(fact: Fact): Counts {
  const counts: Record<string, number> = {}
  if (fact.standing.takenBack) return counts
  for (const tag of tagsOf(fact)) counts[tag] = 1
  for (const [name, duration] of Object.entries(durationsOf(fact))) counts[`${name}=${bucketOf(duration)}`] = 1
  if (fact.agreement !== null) counts['agreement'] = fact.agreement
  return counts
}

/** What was added and taken away; names whose sum is nothing are left out. */
export function difference(before: Counts, after: Counts): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = (after[name] ?? 0) - (before[name] ?? 0)
    if (change !== 0) found[name] = change
  }
  return found
}

/** How many there are of each duration, in hours, the shortest first. */
export function histogramOf(counts: ReadonlyMap<string, number>, name: string): { hours: number; n: number }[] {
  const found: { hours: number; n: number }[] = []
  for (const [key, n] of counts) {
    if (n > 0 && key.startsWith(`${name}=`)) found.push({ hours: Number(key.slice(name.length + 1)), n })
  }
  return found.sort((a, b) => a.hours - b.hours)
}

/** The duration that this share of all did not exceed, in hours; null: there are none. */
export function quantile(histogram: readonly { hours: number; n: number }[], share: number): number | null {
  const all = histogram.reduce((sum, { n }) => sum + n, 0)
  let seen = 0
  for (const { hours, n } of histogram) {
    seen += n
    if (seen >= share * all) return hours
  }
  return null
}
