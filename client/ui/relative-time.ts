const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `4 min ago`, `yesterday`, `3 Mar`: how long ago, in as few letters as can be understood. */
export function relativeTime(at: string, now: number): string {
  const then = new Date(at)
  const seconds = Math.round((now - then.getTime()) / 1000)
  const ahead = seconds < 0
  const distance = Math.abs(seconds)
  const say = (words: string) => (ahead ? `in ${words}` : `${words} ago`)
  if (distance < 45) return ahead ? 'in a moment' : 'just now'
  if (distance < hour) return say(`${Math.max(1, Math.round(distance / minute))} min`)
  if (distance < day) return say(`${Math.round(distance / hour)} h`)
  // From a day on people count by the calendar: forty hours from Monday morning is Wednesday, and that is not tomorrow.
  const days = Math.round(Math.abs(noonOf(then) - noonOf(new Date(now))) / day)
  if (days <= 1) return ahead ? 'tomorrow' : 'yesterday'
  if (days < 14) return say(`${days} days`)
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayOf : dayOfYear).format(then)
}

/** In seconds; at noon no change of the clock moves it to another day. */
const noonOf = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate(), 12).getTime() / 1000

/** `Tuesday, 3 March 2026 at 14:05 CET`: for the tooltip. */
export const exactTime = (at: string): string => exact.format(new Date(at))

// Made once: that takes as long as a hundred times of writing a time by it, and a board has one on every card.
const dayOf = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
