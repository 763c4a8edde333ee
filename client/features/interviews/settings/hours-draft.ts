import type { WorkingHours } from '#protocol/scheduling'
import { clockOf, minutesOf } from '../hours.ts'

type Days = WorkingHours['days']

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** Spans in a day, at most. */
export const mostSpans = 4

const replaceDay = (days: Days, index: number, day: Days[number]): Days =>
  days.map((one, at) => (at === index ? day : one))

/** Works that day, or does not: nine to five, or what the day before has. */
export function toggleDay(days: Days, index: number, works: boolean): Days {
  const like = [...days.slice(0, index)].reverse().find((day) => day.length > 0)
  return replaceDay(days, index, works ? (like ?? [{ from: '09:00', to: '17:00' }]) : [])
}

/** A second span after the last one, an hour later; a day that is full stays as it is. */
export function addSpan(days: Days, index: number): Days {
  const day = days[index] ?? []
  const end = minutesOf(day.at(-1)?.to ?? '08:00')
  if (day.length >= mostSpans || end + 90 > 24 * 60) return days
  return replaceDay(days, index, [...day, { from: clockOf(end + 60), to: clockOf(Math.min(24 * 60, end + 180)) }])
}

export const removeSpan = (days: Days, index: number, at: number): Days =>
  replaceDay(
    days,
    index,
    (days[index] ?? []).filter((_, one) => one !== at),
  )

export function changeSpan(days: Days, index: number, at: number, part: Partial<Days[number][number]>): Days {
  const spans = (days[index] ?? []).map((span, one) => (one === at ? { ...span, ...part } : span))
  return replaceDay(days, index, spans)
}

/** The same for all days that are worked. */
export function likeFirst(days: Days): Days {
  const first = days.find((day) => day.length > 0)
  return first === undefined ? days : days.map((day) => (day.length > 0 ? first : day))
}

/** What is wrong, in words; null: it can be saved. A field that is being written may be empty. */
export function hoursProblem(days: Days): string | null {
  for (const [index, day] of days.entries()) {
    const name = weekdays[index] ?? 'A day'
    const sorted = [...day].sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const [at, { from, to }] of sorted.entries()) {
      if (from === '' || to === '') return `${name}: give both times.`
      if (from >= to) return `${name}: the end comes after the beginning.`
      const before = sorted[at - 1]
      if (before && before.to > from) return `${name}: two spans overlap.`
    }
  }
  return null
}
