import type { AuditEntry } from '#protocol/team'

const stateOf = (state: Record<string, unknown> | null): string | null => state && JSON.stringify(state)

function row(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => quoted(harmless(cell ?? ''))).join(',')}\r\n`
}

/** A cell that a spreadsheet would calculate begins with an apostrophe instead: it is shown as the text it is. */
const harmless = (text: string): string => (/^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const columns = ['at', 'who', 'action', 'kind', 'id', 'reason', 'before', 'after', 'from', 'token', 'tokenId'] as const

export const auditHead = row(columns)

export const auditRow = ({ at, actor, action, subject, reason, before, after, ip, token }: AuditEntry): string => {
  const what = [action, subject.kind, subject.id, reason, stateOf(before), stateOf(after)]
  return row([at, actor.name, ...what, ip, token?.name ?? null, token?.id ?? null])
}
