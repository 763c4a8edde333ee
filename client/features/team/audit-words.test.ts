import { describe, expect, it } from 'vitest'
import { actionWords, changesBetween, changeWords } from './audit-words.ts'

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

  it('names people and postings, and says of what is new only what it is', () => {
    const names = new Map([
      ['01a', 'Amara Osei'],
      ['01b', 'Jonas Feld'],
    ])
    const [change] = changesBetween(
      { userIds: ['01a'] },
      { userIds: ['01a', '01b', '01c'] },
      (id) => names.get(id) ?? null,
    )
    expect(change && [change.field, changeWords(change)]).toEqual([
      'People',
      'Amara Osei → Amara Osei, Jonas Feld, 01c',
    ])
    expect(changeWords({ field: 'Name', before: '–', after: 'Nightly export' })).toBe('Nightly export')
  })
})
