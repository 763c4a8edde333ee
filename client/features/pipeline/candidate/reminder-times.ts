const day = 86_400_000

/** Choices for later, in days. */
export const laterChoices = [
  { days: 1, label: 'Tomorrow' },
  { days: 3, label: 'In three days' },
  { days: 7, label: 'In a week' },
  { days: 30, label: 'In a month' },
] as const

/** Nine in the morning, so many days from now, where the reader is: ISO 8601. */
export function inDays(days: number, now: number): string {
  const at = new Date(now + days * day)
  at.setHours(9, 0, 0, 0)
  return at.toISOString()
}

/** What a date field says as a time: nine in the morning of that day, as ISO 8601; null: no day, or one that is over. */
export function ofDay(text: string, now: number): string | null {
  const at = new Date(`${text}T09:00:00`)
  return Number.isNaN(at.getTime()) || at.getTime() <= now ? null : at.toISOString()
}
