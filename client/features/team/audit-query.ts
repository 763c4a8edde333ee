import type { AuditEntry } from '#protocol/team'

/** As it stands in the fields; empty: all. Days are days of the reader. */
export interface AuditFilter {
  readonly userId: string
  readonly action: string
  readonly from: string
  readonly to: string
}

export const wholeAudit: AuditFilter = { userId: '', action: '', from: '', to: '' }

/** As the address says it, to be found again and passed on. */
export const filterOf = (search: URLSearchParams): AuditFilter => ({
  userId: search.get('who') ?? '',
  action: search.get('what') ?? '',
  from: search.get('from') ?? '',
  to: search.get('to') ?? '',
})

export function searchOf({ userId, action, from, to }: AuditFilter): Record<string, string> {
  const written = { who: userId, what: action, from, to }
  return Object.fromEntries(Object.entries(written).filter(([, text]) => text !== ''))
}

/** What is asked of the server: of the day `to` everything, and nothing of an empty field. */
export function auditQuery({ userId, action, from, to }: AuditFilter): Record<string, string> {
  const begin = dayOf(from, 0)
  const end = dayOf(to, 1)
  return {
    ...(userId ? { userId } : {}),
    ...(action ? { action } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { to: end } : {}),
  }
}

/** Midnight of the reader's day, or of one of the days after it. */
function dayOf(text: string, later: number): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (!year || !month || !day) return null
  const midnight = new Date(Number(year), Number(month) - 1, Number(day) + later)
  return Number.isNaN(midnight.getTime()) ? null : midnight.toISOString()
}

/**
 * Whose acts can be asked for: the people of the company, and whoever else the log has acts of, as these are seen. Most
 * who are asked for by name have left.
 * @param asked who is asked for now; empty: everybody
 */
export function whoActed(
  people: readonly { readonly id: string; readonly name: string }[],
  seen: readonly Pick<AuditEntry, 'actor'>[],
  asked: string,
): { value: string; label: string }[] {
  const names = new Map<string, string>(asked === '' ? [] : [[asked, 'Somebody who left']])
  for (const { actor } of seen) if (actor.kind === 'user' && actor.id !== null) names.set(actor.id, actor.name)
  for (const { id, name } of people) names.set(id, name)
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
}
