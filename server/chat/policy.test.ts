import { describe, expect, it } from 'vitest'
import { Role } from '#protocol/permissions'
import { accessOf, type Terms } from './policy.ts'

const terms = (facts: Partial<Terms> = {}): Terms => ({
  consultantId: 'consultant',
  state: 'active',
  historyOpen: false,
  addedUserIds: [],
  ...facts,
})
const byRole = (facts: Partial<Terms> = {}) =>
  Object.fromEntries(Role.options.map((role) => [role, accessOf(terms(facts), 'somebody', role)]))

describe('taking part in a conversation', () => {
  it('[CHAT-24] is for those whose role has the right, and for an interviewer who was added', () => {
    const writing = { owner: 'write', admin: 'write', recruiter: 'write', hiring_manager: 'write' }
    expect(byRole()).toEqual({ ...writing, interviewer: null, viewer: null, consultant: null })
    expect(byRole({ addedUserIds: ['somebody'] })).toEqual({
      ...writing,
      interviewer: 'write',
      viewer: null,
      consultant: null,
    })
    expect(accessOf(terms(), 'somebody', null)).toBeNull()
  })

  it('[CHAT-26] after the end is reading, for the consultant only where that was left open', () => {
    expect(byRole({ state: 'ended' })).toMatchObject({ owner: 'read', recruiter: 'read', interviewer: null })
    expect(accessOf(terms({ state: 'ended' }), 'consultant', null)).toBeNull()
    expect(accessOf(terms({ state: 'ended', historyOpen: true }), 'consultant', null)).toBe('read')
    expect(accessOf(terms(), 'consultant', null)).toBe('write')
  })

  it('[CHAT-25] does not exist before the invitation is accepted', () => {
    for (const state of ['invited', 'declined', 'withdrawn'] as const) {
      expect(Object.values(byRole({ state }))).toEqual(Role.options.map(() => null))
      expect(accessOf(terms({ state, historyOpen: true }), 'consultant', 'consultant')).toBeNull()
    }
  })
})
