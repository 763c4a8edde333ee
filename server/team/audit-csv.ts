import type { AuditEntry } from '#protocol/team'
import { csvLine } from '../csv/write.ts'

const stateOf = (state: Record<string, unknown> | null): string | null => state && JSON.stringify(state)

const about = ['at', 'who', 'action', 'kind', 'id', 'reason', 'before', 'after'] as const
const columns = [...about, 'from', 'token', 'tokenId', 'whom'] as const

export const auditHead = csvLine(columns)

export const auditRow = ({ at, actor, action, subject, reason, before, after, ip, token }: AuditEntry): string => {
  const what = [action, subject.kind, subject.id, reason, stateOf(before), stateOf(after)]
  return csvLine([at, actor.name, ...what, ip, token?.name ?? null, token?.id ?? null, subject.name ?? null])
}
