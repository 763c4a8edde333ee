import { describe, expect, it } from 'vitest'
import { may, permissions } from './permissions.ts'
import { areaOf, scopesAllow, TokenScope } from './scopes.ts'

describe('scopes of API tokens', () => {
  it('[TOK-10] every action of the role table belongs to a part that can be named', () => {
    expect(Object.keys(permissions).filter((action) => areaOf(action) === null)).toEqual([])
  })

  it.each([
    ['postings:read', 'postings:read'],
    ['job-postings.write', 'postings:write'],
    ['read:candidates', 'applications:read'],
    [' READ ', 'read'],
    ['*', 'write'],
    ['*:read', 'read'],
    ['analytics:read', 'reports:read'],
  ])('[TOK-10] other words for the same are understood: %s', (given, scope) => {
    expect(TokenScope.parse(given)).toBe(scope)
  })

  it.each(['', 'postings', 'postings:own', 'moon:read', 'read:write', 'a:b:c', 7, null])(
    '[TOK-10] what names nothing is none: %j',
    (given) => {
      expect(TokenScope.safeParse(given).success).toBe(false)
    },
  )

  it('[TOK-10] who may write may read; one part says nothing of another; what has no name needs all', () => {
    expect(scopesAllow(['postings:write'], 'postings', 'read')).toBe(true)
    expect(scopesAllow(['postings:read'], 'postings', 'write')).toBe(false)
    expect(scopesAllow(['postings:write'], 'applications', 'read')).toBe(false)
    expect(scopesAllow(['read'], 'applications', 'read')).toBe(true)
    expect(scopesAllow(['read'], 'applications', 'write')).toBe(false)
    expect(scopesAllow(['postings:write'], null, 'read')).toBe(false)
    expect(scopesAllow(['write'], null, 'write')).toBe(true)
  })

  it('[TOK-10] they narrow what a role may, and widen nothing', () => {
    expect(may({ role: 'owner', jobIds: [], scopes: ['postings:read'] }, 'posting.read')).toBe(true)
    expect(may({ role: 'owner', jobIds: [], scopes: ['postings:read'] }, 'pipeline.read')).toBe(false)
    expect(may({ role: 'viewer', jobIds: [], scopes: ['write'] }, 'posting.write')).toBe(false)
  })
})
