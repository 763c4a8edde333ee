import { describe, expect, it } from 'vitest'
import { auditQuery, filterOf, searchOf, whoActed, wholeAudit } from './audit-query.ts'

describe('what is asked of the audit log', () => {
  it('[AUD-4] empty fields ask for nothing', () => {
    expect(auditQuery(wholeAudit)).toEqual({})
    expect(auditQuery({ ...wholeAudit, from: '2026-3', to: 'tomorrow' })).toEqual({})
  })

  it('[AUD-4] the fields stand in the address', () => {
    const filter = { ...wholeAudit, userId: 'dana', from: '2026-02-28' }
    expect(searchOf(filter)).toEqual({ who: 'dana', from: '2026-02-28' })
    expect(filterOf(new URLSearchParams(searchOf(filter)))).toEqual(filter)
    expect(searchOf(wholeAudit)).toEqual({})
  })

  it('[AUD-6] of whose acts: the people of the company and whoever else acted, also who left', () => {
    const people = [{ id: 'dana', name: 'Dana' }]
    const actor = (kind: 'user' | 'candidate', id: string, name: string) => ({ actor: { kind, id, name } })
    const seen = [actor('user', 'ben', 'Ben'), actor('user', 'dana', 'Dana then'), actor('candidate', 'c', 'Heron')]
    const [ben, dana] = [
      { value: 'ben', label: 'Ben' },
      { value: 'dana', label: 'Dana' },
    ]
    expect(whoActed(people, seen, '')).toEqual([ben, dana])
    expect(whoActed(people, seen, 'ben')).toEqual([ben, dana])
    expect(whoActed(people, [], 'ben')).toEqual([dana, { value: 'ben', label: 'Somebody who left' }])
  })

  it('[AUD-4] days are whole days of the reader, the last one included', () => {
    const { from = '', to = '' } = auditQuery({ ...wholeAudit, from: '2026-02-28', to: '2026-02-28' })
    expect(new Date(from)).toEqual(new Date(2026, 1, 28))
    expect(new Date(to)).toEqual(new Date(2026, 2, 1))
  })
})
