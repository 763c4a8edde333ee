import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '#protocol/team'
import { auditLines } from './export-audit.ts'

const entry: AuditEntry = {
  id: 'a',
  at: '2026-03-01T10:00:00.000Z',
  actor: { kind: 'user', id: 'u', name: 'Ada' },
  token: null,
  action: 'user.joined',
  subject: { kind: 'user', id: 'u', name: 'Ada' },
  ip: null,
  reason: null,
  before: null,
  after: null,
}

describe('the audit log as a file', () => {
  it('[AUD-2] is whole, however long it is', async () => {
    const pages = 1001
    const read = async (cursor: string | null) => {
      const page = Number(cursor ?? 0) + 1
      return { items: Array.from({ length: 200 }, () => entry), nextCursor: page < pages ? String(page) : null }
    }
    let rows = -1
    for await (const lines of auditLines(read)) rows += lines.split('\r\n').length - 1
    expect(rows).toBe(pages * 200)
  })
})
