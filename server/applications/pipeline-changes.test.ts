import { describe, expect, it } from 'vitest'
import { defaultStages, type Stage } from '#protocol/postings'
import { compareStages } from '../postings/stages.ts'
import { decidePlaces, relocate } from './pipeline-changes.ts'
import type { StandingRecord } from './repository.ts'

const without = (id: string) => defaultStages.filter((stage) => stage.id !== id)

const places = (after: readonly Stage[], moves: Record<string, string>, ...used: string[]) =>
  decidePlaces(compareStages(defaultStages, after), after, moves, new Set(used))

describe('taking a stage away', () => {
  it('[PIPE-3] needs a place for whoever stands there, and none when nobody does', () => {
    expect(() => places(without('assessment'), {}, 'assessment')).toThrow(/"Assessment".*which stage/)
    expect(places(without('assessment'), {}).size).toBe(0)
    expect(places(without('assessment'), { assessment: 'interview' }, 'assessment').get('assessment')?.id).toBe(
      'interview',
    )
  })

  it('[PIPE-3] refuses a place that is not there, and a move out of a stage that stays, naming it', () => {
    const wrong = (moves: Record<string, string>) => {
      try {
        places(without('assessment'), moves, 'assessment')
      } catch (error) {
        return error
      }
      return null
    }
    expect(wrong({ assessment: 'nowhere' })).toMatchObject({ errors: [{ path: 'moves.assessment' }] })
    expect(wrong({ assessment: 'assessment' })).toMatchObject({ errors: [{ path: 'moves.assessment' }] })
    expect(wrong({ assessment: 'screen', offer: 'screen' })).toMatchObject({ errors: [{ path: 'moves.offer' }] })
  })

  it('[PIPE-4] hires nobody and makes nobody unhired', () => {
    expect(() => places(without('offer'), { offer: 'hired' }, 'offer')).toThrow(/is hired, one by one/)
    expect(() => places(without('hired'), { hired: 'offer' }, 'hired')).toThrow(/another stage of kind hired/)
    const renewed: Stage[] = [...without('hired'), { id: 'signed', name: 'Signed', kind: 'hired' }]
    expect(places(renewed, { hired: 'signed' }, 'hired').get('hired')?.id).toBe('signed')
  })

  it('[PIPE-4] keeps the kind of a stage that somebody stands in', () => {
    const rekinded = defaultStages.map((stage): Stage => (stage.id === 'offer' ? { ...stage, kind: 'hired' } : stage))
    expect(() => places(rekinded, {}, 'offer')).toThrow(/stays of kind offer/)
    expect(places(rekinded, {}).size).toBe(0)
  })
})

describe('who stood in it', () => {
  const earlier = new Date('2026-04-01T10:00:00Z')
  const now = new Date('2026-05-01T10:00:00Z')
  const standing = (facts: Partial<StandingRecord>): StandingRecord => ({
    _id: 'a1',
    employerId: 'e1',
    jobId: 'j1',
    candidateId: 'c1',
    stage: 'assessment',
    status: 'active',
    source: null,
    appliedAt: earlier,
    stageSince: earlier,
    viewedAt: null,
    interviewedAt: null,
    decision: null,
    portalSeed: '',
    portalKey: '',
    version: 3,
    ...facts,
  })
  const interview: Stage = { id: 'talks', name: 'Talks', kind: 'interview' }

  it('[PIPE-5] stands elsewhere as a new version, in the same status, waiting as long as before', () => {
    expect(relocate(standing({ status: 'on_hold' }), interview, now)).toMatchObject({
      stage: 'talks',
      status: 'on_hold',
      stageSince: earlier,
      interviewedAt: now,
      version: 4,
    })
  })

  it('[PIPE-5] has not been interviewed by it when out of play', () => {
    expect(relocate(standing({ status: 'rejected' }), interview, now).interviewedAt).toBeNull()
  })
})
