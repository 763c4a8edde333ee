import { describe, expect, it } from 'vitest'
import { Decision } from '#protocol/decisions'
import { decisionWords } from './decision-words.ts'

const names = { person: (id: string | null) => (id === 'me' ? 'You' : 'Dana'), stage: (id: string) => id.toUpperCase() }
const words = (facts: object) =>
  decisionWords(
    Decision.parse({
      ...{ id: 'd', kind: 'moved', by: 'u', at: '2026-05-01T10:00:00Z', score: null, reason: null, reasonLabel: null },
      ...{ from: { stage: 'screen', status: 'active' }, to: { stage: 'talk', status: 'active' }, lookAgainAt: null },
      ...facts,
    }),
    names,
  )

describe('a line of the decision log', () => {
  it('says who did what, and the score where one may see it', () => {
    expect(words({})).toBe('Moved from SCREEN to TALK by Dana')
    expect(words({ kind: 'selected', by: 'me', score: 4 })).toBe('Selected by you, 4 of 5')
    expect(words({ kind: 'selected' })).toBe('Selected by Dana')
  })

  it('tells a rejection that was taken back from a hold that ended', () => {
    expect(words({ kind: 'resumed', from: { stage: 'a', status: 'rejected' } })).toBe('Rejection taken back by Dana')
    expect(words({ kind: 'resumed', from: { stage: 'a', status: 'on_hold' } })).toBe('Taken off hold by Dana')
    const withdrawn = { kind: 'resumed', from: { stage: 'a', status: 'withdrawn' } } as const
    expect(words(withdrawn)).toBe('Made active again by Dana')
    expect(words({ ...withdrawn, by: null })).toBe('The candidate applied again')
  })

  it('[DEC-11] says who noted a withdrawal, which is the candidate’s doing only where they did it', () => {
    expect(words({ kind: 'withdrawn', by: null })).toBe('Withdrawn by the candidate')
    expect(words({ kind: 'withdrawn', by: 'me' })).toBe('Noted as withdrawn by you')
    expect(words({ kind: 'resumed', from: { stage: 'a', status: 'withdrawn' } })).toBe('Made active again by Dana')
  })
})
