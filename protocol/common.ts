import { z } from 'zod'

/** ISO 8601 in UTC. */
export const Time = z.iso.datetime()

/** A time as somebody asks for it: with its zone, or a day, which begins at midnight UTC. */
export const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'Use a day like 2026-03-31 or a time like 2026-03-31T12:00:00Z.',
})

/** An IANA time zone that this machine knows, such as `Europe/Lisbon`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An e-mail address as a person types it; compared without regard to case. */
export const Email = z.string().trim().max(254).pipe(z.email('Enter an e-mail address like name@example.com.'))

/** A line that a person reads: trimmed, not empty. */
export const line = (max: number) =>
  z.string().trim().min(1, 'This cannot be empty.').max(max, `At most ${max} characters.`)

/** Query of every list. `cursor` is the `nextCursor` of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
}

/** One page of a list, stable while others insert; `nextCursor` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/**
 * For so long the first answer to an `Idempotency-Key` is kept, in milliseconds: a laptop that is closed over a weekend, or
 * some days of holidays, may send again what it got no answer to. After that nobody can tell whether it was done.
 */
export const idempotencyKeptFor = 14 * 24 * 3600_000
