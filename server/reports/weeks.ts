const day = 24 * 3600_000
/** The first Monday of Unix time. */
const firstMonday = 4 * day

/** How many fall into each week, the empty ones between included; a week is named by its Monday. */
export function perWeek(days: readonly string[]): { readonly week: string; readonly count: number }[] {
  const counts = new Map<number, number>()
  for (const of of days) {
    const week = Math.floor((Date.parse(of) - firstMonday) / (7 * day))
    counts.set(week, (counts.get(week) ?? 0) + 1)
  }
  const weeks = [...counts.keys()]
  const [first, last] = [Math.min(...weeks), Math.max(...weeks)]
  return Array.from({ length: counts.size === 0 ? 0 : last - first + 1 }, (_, i) => ({
    week: new Date(firstMonday + (first + i) * 7 * day).toISOString().slice(0, 10),
    count: counts.get(first + i) ?? 0,
  }))
}
