import { describe, expect, it } from 'vitest'
import type { Stage } from '#protocol/postings'
import { dueOf, dueSentence, dueWords } from './due.ts'

const stages: readonly Stage[] = [
  { id: 'applied', name: 'Applied', kind: 'applied', replyDays: 3 },
  { id: 'talk', name: 'Talk', kind: 'interview', replyDays: null },
]
const now = Date.parse('2026-05-10T12:00:00Z')
const card = (facts: { stage?: string; status?: 'active' | 'on_hold' | 'rejected'; lookAgainAt?: string | null }) => ({
  ...{ stage: 'applied', status: 'active' as const, stageSince: '2026-05-05T12:00:00Z', lookAgainAt: null },
  ...facts,
})

describe('the time on a card', () => {
  it('[REM-8] says how late the reply is, by the days that the stage promises', () => {
    const due = dueOf(card({}), stages, now)
    expect(due).toMatchObject({ kind: 'reply', state: 'late', days: 2 })
    expect(due && [dueWords(due), dueSentence(due)]).toEqual(['2 d late', 'the reply is 2 days late'])
  })

  it('says that it is due within a day, and nothing while there is time', () => {
    const at = (time: string) => dueOf(card({}), stages, Date.parse(time))
    expect(at('2026-05-08T11:00:00Z')?.state).toBe('soon')
    expect(at('2026-05-06T12:00:00Z')).toBeNull()
    expect(at('2026-05-08T13:00:00Z')).toMatchObject({ state: 'late', days: 0 })
  })

  it('says nothing where nothing is promised, or all is decided', () => {
    expect(dueOf(card({ stage: 'talk' }), stages, now)).toBeNull()
    expect(dueOf(card({ stage: 'gone' }), stages, now)).toBeNull()
    expect(dueOf(card({ status: 'rejected' }), stages, now)).toBeNull()
  })

  it('on hold goes by the day to look again', () => {
    expect(dueOf(card({ status: 'on_hold' }), stages, now)).toBeNull()
    const due = dueOf(card({ status: 'on_hold', lookAgainAt: '2026-05-09T12:00:00Z' }), stages, now)
    expect(due && dueWords(due)).toBe('look again')
  })
})
