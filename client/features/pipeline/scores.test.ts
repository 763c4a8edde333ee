import { describe, expect, it } from 'vitest'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import type { ScoreState, ScoreStates } from '#protocol/scorecards'
import { BoardStore } from './board-store.ts'
import { defaultFilters } from './filters.ts'
import { aCard, stagesOf } from './fixtures.ts'
import { Scores, type scoreEntries, scoreSentence } from './scores.ts'

const state = (facts: Partial<ScoreState> = {}): ScoreState => ({
  ...{ applicationId: ApplicationId.parse('a'), submitted: 1, expected: 3, revealed: false },
  ...{ mine: 'asked', due: false, version: 2 },
  ...facts,
})
const states = (...items: readonly ScoreState[]): ScoreStates => ({
  usual: { expected: 2, asked: false },
  items: [...items],
})
const event = (
  type: (typeof scoreEntries)[number],
  submitted: number,
  version: number,
): Parameters<Scores['apply']>[0] => ({
  ...{ seq: version, at: '2026-01-01T00:00:00Z', actor: { kind: 'system', id: null }, type },
  data: {
    ...{
      applicationId: ApplicationId.parse('a'),
      jobId: PostingId.parse('job'),
      candidateId: CandidateId.parse('c-a'),
    },
    ...{ submitted, expected: 3, version },
  },
})
const interviews = new Set(['interview'])
const card = { id: ApplicationId.parse('a'), stage: 'interview', status: 'active' } as const

describe('how far a panel is', () => {
  it('[BRD-30] follows the entries, in whatever order they come', () => {
    const start = Scores.of(states(state()))
    const later = start.apply(event('scorecard.revealed', 3, 4)).scores
    for (const scores of [later, later.apply(event('scorecard.submitted', 2, 3)).scores]) {
      expect(scores.view(card, interviews)).toMatchObject({ submitted: 3, expected: 3, revealed: true })
    }
  })

  it('[BRD-30] what an entry told of outlives a reading that is older', () => {
    const before = states(state({ applicationId: ApplicationId.parse('b') }))
    const told = Scores.of(before).apply(event('scorecard.submitted', 1, 1)).scores
    expect(told.read(before).view(card, interviews)).toMatchObject({ submitted: 1, expected: 3 })
  })

  it('[BRD-30] the last submission and the reveal are of one version, in either order', () => {
    const [last, reveal] = [event('scorecard.submitted', 3, 3), event('scorecard.revealed', 3, 3)]
    for (const [one, other] of [
      [last, reveal],
      [reveal, last],
    ] as const) {
      const { scores } = Scores.of(states(state())).apply(one).scores.apply(other)
      expect(scores.view(card, interviews)).toMatchObject({ submitted: 3, revealed: true })
    }
  })

  it('[BRD-30] asks again where mine may be the one that came in, or I may be asked now', () => {
    const isUnsure = (mine: ScoreState['mine'], type: (typeof scoreEntries)[number]) =>
      Scores.of(states(state({ mine }))).apply(event(type, 2, 3)).isUnsure
    expect(isUnsure('asked', 'scorecard.submitted')).toBe(true)
    expect(isUnsure('submitted', 'scorecard.submitted')).toBe(false)
    expect(isUnsure('not-asked', 'scorecard.submitted')).toBe(false)
    expect(isUnsure('not-asked', 'scorecard.assigned')).toBe(true)
  })

  it('[BRD-31] an older reading says whether mine are in, and takes no count back', () => {
    const { scores } = Scores.of(states(state())).apply(event('scorecard.submitted', 2, 3))
    const read = scores.read(states(state({ mine: 'submitted' })))
    expect(read.view(card, interviews)).toMatchObject({ submitted: 2, waitsForMe: false })
  })

  it('[BRD-29] mine are waited for from the first interview, or once I was named or began; never out of play', () => {
    const waits = (facts: Partial<ScoreState>, at: Partial<typeof card | { stage: string; status: 'rejected' }> = {}) =>
      Scores.of(states(state(facts))).view({ ...card, ...at }, interviews).waitsForMe
    expect(waits({})).toBe(true)
    expect(waits({}, { stage: 'screen' })).toBe(false)
    expect(waits({ due: true }, { stage: 'screen' })).toBe(true)
    expect(waits({ mine: 'submitted' })).toBe(false)
    expect(waits({}, { status: 'rejected' })).toBe(false)
    expect(Scores.of({ usual: { expected: 1, asked: true }, items: [] }).view(card, interviews).waitsForMe).toBe(true)
  })

  it('[BRD-30] is said in words', () => {
    expect(scoreSentence(Scores.of(states(state())).view(card, interviews))).toBe(
      '1 of 3 scorecards in, sealed, yours is missing',
    )
    expect(scoreSentence(Scores.of(states()).view(card, interviews))).toBeNull()
  })
})

describe('the board with scores', () => {
  it('[BRD-30] draws again the one card that an entry is about, and lets it through the filter', () => {
    const store = new BoardStore('job', 'me')
    store.arrange(stagesOf('applied', 'interview'), { ...defaultFilters, score: 'revealed' })
    store.load([aCard({ id: 'a', stage: 'interview' }), aCard({ id: 'b', stage: 'interview' })])
    expect(store.column('interview').ids).toEqual([])
    // The first reading is under way, and may be older: it is to be read again.
    expect(store.applyScore(event('scorecard.submitted', 1, 1))).toBe(true)
    store.readScores(states(state()))
    const before = [store.card('a'), store.card('b')]
    let drawn = 0
    store.onCard('b')(() => drawn++)
    expect(store.applyScore(event('scorecard.revealed', 3, 5))).toBe(true)
    expect(store.column('interview').ids).toEqual(['a'])
    expect(store.card('a')).not.toBe(before[0])
    expect(store.card('a')?.score).toMatchObject({ revealed: true })
    expect(store.card('b')).toBe(before[1])
    expect(drawn).toBe(0)
  })
})
