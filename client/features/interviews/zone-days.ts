import { DateTime } from 'luxon'

/** A day of the calendar without a zone: `2026-03-29`. */
export type Day = string

export const minutesOfDay = 24 * 60

/** The Monday of a day's week and the six days after it. */
export function weekOf(day: Day): readonly Day[] {
  const monday = DateTime.fromISO(day, { zone: 'utc' }).startOf('week')
  return Array.from({ length: 7 }, (_, index) => dayOf(monday.plus({ days: index })))
}

export const addDays = (day: Day, days: number): Day => dayOf(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }))

const dayOf = (time: DateTime): Day => time.toFormat('yyyy-MM-dd')

/** Which day it is somewhere at an instant, in milliseconds. */
export const dayAt = (at: number, zone: string): Day => dayOf(DateTime.fromMillis(at, { zone }))

/** A clock on the wall somewhere: minutes since midnight. In the hour that an autumn night has twice, both read alike. */
export function clockAt(at: number, zone: string): number {
  const { hour, minute } = DateTime.fromMillis(at, { zone })
  return hour * 60 + minute
}

/**
 * The instant at which a clock on the wall reads so, in milliseconds; the first of two. A time that a spring night
 * leaves out is taken as the clock would have gone on without the change. 1440: the midnight that ends the day.
 */
export function instantAt(day: Day, minutes: number, zone: string): number {
  if (minutes >= minutesOfDay) return instantAt(addDays(day, 1), minutes - minutesOfDay, zone)
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const at = DateTime.fromObject(
    { year, month, day: date, hour: Math.floor(minutes / 60), minute: minutes % 60 },
    { zone },
  )
  // Of the two instants an autumn clock shows, the library answers either: the earlier one is meant.
  const earlier = at.minus({ hours: 1 })
  return earlier.hour === at.hour && earlier.minute === at.minute ? earlier.toMillis() : at.toMillis()
}

/** Midnight to midnight: 23, 24 or 25 hours apart, in milliseconds. */
export const boundsOf = (day: Day, zone: string): Span => ({
  from: instantAt(day, 0, zone),
  to: instantAt(addDays(day, 1), 0, zone),
})

/** From, up to but not with, in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

/** A part of a day on the wall clock. */
export interface Place {
  /** Minutes since midnight. */
  readonly top: number
  readonly bottom: number
}

/** Where a span stands in a day's column; null: not on that day. What it lasts is at least a quarter of an hour high. */
export function placeIn(span: Span, day: Day, zone: string, least = 15): Place | null {
  const bounds = boundsOf(day, zone)
  if (!overlaps(span, bounds)) return null
  const top = span.from <= bounds.from ? 0 : clockAt(span.from, zone)
  const bottom = span.to >= bounds.to ? minutesOfDay : clockAt(span.to, zone)
  // Across the hour that comes twice, the clock can read less at the end than at the beginning.
  return { top, bottom: Math.min(minutesOfDay, Math.max(bottom, top + least)) }
}

/** How a day's clock jumps, when it does: `+1 h` in spring, `−1 h` in autumn; null: an ordinary day. */
export function clockChange(day: Day, zone: string): number | null {
  const { from, to } = boundsOf(day, zone)
  const minutes = minutesOfDay - Math.round((to - from) / 60_000)
  return minutes === 0 ? null : minutes
}
