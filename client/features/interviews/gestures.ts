import { addDays, type Day, instantAt, minutesOfDay, type Place, type Span } from './zone-days.ts'

/** Drawing and carrying go in quarters of an hour. */
export const step = 15
/** An interview that is only clicked, not drawn, lasts so many minutes. */
export const usualLength = 60

const within = (minutes: number, least: number, most: number) => Math.min(most, Math.max(least, minutes))
const snapped = (minutes: number) => Math.round(minutes / step) * step

/** What is drawn on empty time, from where the pointer went down to where it is. Down and up in one place: an hour. */
export function drawn(anchor: number, to: number, hasMoved: boolean): Place {
  const begin = within(Math.floor(anchor / step) * step, 0, minutesOfDay - step)
  if (!hasMoved) return { top: begin, bottom: within(begin + usualLength, step, minutesOfDay) }
  const end = within(to < anchor ? Math.floor(to / step) * step : Math.ceil(to / step) * step, 0, minutesOfDay)
  return end <= begin ? { top: end, bottom: begin + step } : { top: begin, bottom: end }
}

/** Moved as a whole, by so many minutes; the beginning stays within the day. */
export function carried(from: Place, by: number): Place {
  const length = from.bottom - from.top
  const top = within(snapped(from.top + by), 0, minutesOfDay - step)
  return { top, bottom: top + length }
}

/** Longer or shorter: the end follows the pointer. */
export const stretched = (from: Place, by: number): Place => ({
  top: from.top,
  bottom: within(snapped(from.bottom + by), from.top + step, minutesOfDay),
})

/** Where a block is, in a zone, once it is let go; it lasts as long as before, also over a change of the clock. */
export function spanAt(day: Day, top: number, lasts: number, zone: string): Span {
  const from = instantAt(day, top, zone)
  return { from, to: from + lasts }
}

/** A block in the hand of somebody at the keyboard. */
export interface Carried {
  readonly day: Day
  readonly top: number
}

/** What an arrow does to a lifted block: a quarter of an hour, an hour with Shift, a day to the side. */
export function nudge(from: Carried, key: string, isFar: boolean): Carried | null {
  const by = isFar ? 60 : step
  const top = (minutes: number) => ({ ...from, top: within(minutes, 0, minutesOfDay - step) })
  switch (key) {
    case 'ArrowUp':
      return top(from.top - by)
    case 'ArrowDown':
      return top(from.top + by)
    case 'ArrowLeft':
      return { ...from, day: addDays(from.day, -1) }
    case 'ArrowRight':
      return { ...from, day: addDays(from.day, 1) }
    default:
      return null
  }
}
