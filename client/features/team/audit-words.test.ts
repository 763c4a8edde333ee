import { describe, expect, it } from 'vitest'
import { actionWords, changesBetween } from './audit-words.ts'

describe('the audit log in words', () => {
  it('reads an action it has never heard of', () => {
    expect(actionWords('user.role-changed')).toBe('User role changed')
    expect(actionWords('session.started')).toBe('Session started')
  })

  it('says plainly what has a name of the trade', () => {
    expect(actionWords('posting.transitioned')).toBe('Posting changed its state')
  })

  it('shows only what changed', () => {
    expect(changesBetween({ role: 'viewer', name: 'A' }, { role: 'hiring_manager', name: 'A' })).toEqual([
      { field: 'Role', before: 'viewer', after: 'hiring manager' },
    ])
    expect(changesBetween(null, { companyName: 'N' })).toEqual([{ field: 'Company name', before: '–', after: 'N' }])
  })
})
