import { describe, expect, it } from 'vitest'
import { CallError } from '../../rest/call-error.ts'
import { conflictOf, waivable } from './refusal.ts'

const refused = (code: string, more: object = {}) =>
  new CallError({ type: `x#${code}`, title: 'No', status: 409, detail: 'No.', code, ...more } as never)
const conflict = (reason: string) => ({ party: 'interviewer', id: 'u1', reason, from: null, to: null, message: 'No.' })

describe('a refused booking', () => {
  it('[INTUI-10] carries what is in the way and what is free instead', () => {
    const error = refused('interview-conflict', {
      conflicts: [conflict('busy')],
      alternatives: ['2026-05-05T08:00:00Z'],
    })
    expect(conflictOf(error)).toEqual({ conflicts: [conflict('busy')], alternatives: ['2026-05-05T08:00:00Z'] })
    expect(conflictOf(refused('version-mismatch'))).toBeNull()
  })

  it('[INTUI-10] can be set aside only where nobody is booked twice', () => {
    const of = (...reasons: string[]) => waivable({ conflicts: reasons.map(conflict), alternatives: [] } as never)
    expect(of('outside-hours', 'external', 'external')).toEqual(['outside-hours', 'external'])
    expect(of('outside-hours', 'busy')).toBeNull()
    expect(of()).toBeNull()
  })
})
