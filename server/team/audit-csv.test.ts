import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '#protocol/team'
import { auditHead, auditRow } from './audit-csv.ts'

const entry: AuditEntry = {
  id: 'a',
  at: '2026-03-01T10:00:00.000Z',
  actor: { kind: 'user', id: 'u', name: 'Ada' },
  token: null,
  action: 'user.role-changed',
  subject: { kind: 'user', id: 'v', name: 'Bea' },
  ip: '192.0.2.1',
  reason: null,
  before: { role: 'viewer' },
  after: { role: 'admin' },
}

describe('the audit log as CSV', () => {
  it('[AUD-3] has a head, and one row per entry with before and after', () => {
    expect(auditHead).toBe('at,who,action,kind,id,reason,before,after,from,token,tokenId,whom\r\n')
    expect(auditRow(entry)).toBe(
      '2026-03-01T10:00:00.000Z,Ada,user.role-changed,user,v,,"{""role"":""viewer""}","{""role"":""admin""}",192.0.2.1,,,Bea\r\n',
    )
  })

  it('[TOK-11] names the API token that was used', () => {
    const token = { id: 't', name: 'Nightly, of Ada' }
    expect(auditRow({ ...entry, token })).toMatch(/,192\.0\.2\.1,"Nightly, of Ada",t,Bea\r\n$/)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1'])(
    '[AUD-3] a cell that a spreadsheet would calculate is text: %j',
    (reason) => {
      expect(auditRow({ ...entry, reason })).toContain(`'${reason}`)
    },
  )

  it.each([
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['a;=1;b', "a;'=1;b"],
    ['a\n=1', "a\n'=1"],
  ])('[AUD-3] so is one that is calculated where others begin and end cells: %j', (reason, written) => {
    expect(auditRow({ ...entry, reason })).toContain(`"${written}"`)
  })

  it('[AUD-3] quotes, commas and line breaks stay within their cell', () => {
    expect(auditRow({ ...entry, reason: 'a "b",\nc' })).toContain(',"a ""b"",\nc",')
  })
})
