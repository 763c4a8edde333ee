/** The middle value; null: there is none. */
export const median = (values: readonly number[]): number | null => quantile(values, 0.5)

/** Linear between the two nearest values (type 7 of Hyndman and Fan, as spreadsheets do). */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at))
}

/** Whole per cent; null: of nothing. */
export const percent = (part: number, all: number): number | null => (all === 0 ? null : Math.round((100 * part) / all))

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / (24 * 3600_000)

/** With one digit after the point: hours matter, minutes do not. */
export const tenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

export const dayOf = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null
