import { describe, expect, it } from 'vitest'
import { defaultStages, type Stage } from '#protocol/postings'
import type { StandingRecord } from './repository.ts'
import { decideSelection, decideUnselection } from './selection.ts'
import { decideMove } from './stages.ts'
import { anApplication } from './test-application.ts'

const now = new Date('2026-05-01T10:00:00Z')
const later = new Date('2026-05-01T11:00:00Z')
const withoutInterview: readonly Stage[] = [
  { id: 'applied', name: 'Applied', kind: 'applied' },
  { id: 'hired', name: 'Hired', kind: 'hired' },
]

const select = (before: StandingRecord, score = 4, { by = 'u1', stages = defaultStages, at = now } = {}) =>
  decideSelection(before, { score, by }, stages, at)
const selected = (facts: Partial<StandingRecord> = {}) => {
  const after = select(anApplication(facts))
  if (!after) throw new Error('Nothing was decided')
  return after
}

describe('selecting a candidate', () => {
  it('[DEC-2] brings an application before the interview into it, and keeps who, when and the score', () => {
    expect(selected({ stage: 'screen' })).toMatchObject({
      stage: 'interview',
      stageSince: now,
      interviewedAt: now,
      selected: { by: 'u1', at: now, score: 4, from: 'screen' },
      version: 2,
    })
  })

  it('[DEC-2] leaves one in the interview or later where it is', () => {
    for (const stage of ['interview', 'offer']) {
      expect(selected({ stage })).toMatchObject({ stage, selected: { from: null }, interviewedAt: null })
    }
  })

  it('[DEC-2] leaves one where it is when the posting has no interview', () => {
    expect(select(anApplication(), 4, { stages: withoutInterview })).toMatchObject({ stage: 'applied' })
  })

  it('[DEC-2] takes one off hold', () => {
    expect(selected({ status: 'on_hold', lookAgainAt: later })).toMatchObject({ status: 'active', lookAgainAt: null })
  })

  it('[DEC-3] the same score by the same person changes nothing; another one takes its place', () => {
    const first = selected()
    expect(select(first)).toBeNull()
    const again = select(first, 5, { at: later })
    expect(again).toMatchObject({ selected: { score: 5, at: now, from: 'applied' }, version: 3, stageSince: now })
    expect(select(first, 4, { by: 'u2' })).toMatchObject({ selected: { by: 'u2' }, version: 3 })
  })

  it('[DEC-4] is refused once the application is rejected, withdrawn or hired', () => {
    for (const status of ['rejected', 'withdrawn', 'hired'] as const) {
      expect(() => select(anApplication({ status }))).toThrow(expect.objectContaining({ code: 'application-closed' }))
    }
  })
})

describe('taking a selection back', () => {
  const takeBack = (before: StandingRecord) => decideUnselection(before, 'u1', defaultStages, later)

  it('[DEC-5] returns the application to where it was selected', () => {
    expect(takeBack(selected({ stage: 'screen' }))).toMatchObject({ stage: 'screen', selected: null, version: 3 })
  })

  it('[DEC-5] takes the mark alone from one that went on, or that it did not move', () => {
    const moved = decideMove(selected(), { stage: 'offer' }, defaultStages, 'u1', later)?.application
    expect(moved && takeBack(moved)).toMatchObject({ stage: 'offer', selected: null })
    expect(takeBack(selected({ stage: 'interview' }))).toMatchObject({ stage: 'interview', selected: null })
  })

  it('[DEC-5] changes nothing when nobody selected the candidate', () => {
    expect(takeBack(anApplication())).toBeNull()
  })

  it('[DEC-6] so does a move to a stage before the interview; a move onward keeps it', () => {
    const move = (stage: string) => decideMove(selected(), { stage }, defaultStages, 'u1', later)?.application
    expect(move('screen')?.selected).toBeNull()
    expect(move('offer')?.selected).toMatchObject({ score: 4 })
  })
})
