import type { Random } from './random.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

const opens = 8
const closes = 17

const isWeekend = (at: Date) => at.getUTCDay() === 0 || at.getUTCDay() === 6
const startOfDay = (at: Date) => new Date(at.getTime() - (at.getTime() % day))

/**
 * A moment in office hours, that many days (at least one) ago; before a weekend rather than in it, so never in the
 * future.
 * @param after what must have happened before, since a weekend can move two things to one day
 */
export function officeTimeAgo(random: Random, now: Date, daysAgo: number, after?: Date): Date {
  let morning = startOfDay(new Date(now.getTime() - daysAgo * day))
  while (isWeekend(morning)) morning = new Date(morning.getTime() - day)
  const at = morning.getTime() + random.between(opens, closes) * hour
  return new Date(after ? Math.max(at, after.getTime() + random.between(5, 40) * minute) : at)
}

/** The moment itself in office hours, else in the morning that follows: when somebody at work gets to it. */
export function officeTimeFrom(random: Random, from: Date): Date {
  let morning = startOfDay(from)
  const hours = (from.getTime() - morning.getTime()) / hour
  if (!isWeekend(from) && hours >= opens && hours < closes) return from
  if (hours >= opens) morning = new Date(morning.getTime() + day)
  while (isWeekend(morning)) morning = new Date(morning.getTime() + day)
  return new Date(morning.getTime() + (opens + random.between(0, 4)) * hour)
}

/** The moment itself when people are awake, else some hours later: when a candidate gets to it. */
export function wakingTimeFrom(random: Random, from: Date): Date {
  const hours = (from.getTime() % day) / hour
  return hours < 6 ? new Date(from.getTime() + random.between(6, 12) * hour) : from
}
