import { describe, expect, it } from 'vitest'
import { CriterionId } from '#protocol/ids'
import type { KitCriterion } from '#protocol/kits'
import type { ChangeRatings } from '#protocol/scorecards'
import { changed, emptyRatings, expectComplete } from './ratings.ts'
import type { PanelRecord } from './repository.ts'

const criterion = (id: string): KitCriterion => ({
  ...{ id: CriterionId.parse(id), name: `The ${id}`, weight: 3 },
  anchors: { 1: '', 3: '', 5: '' },
  questions: [],
})
const kit = [criterion('care'), criterion('craft')]
const nothing = emptyRatings({ _id: 'a', employerId: 'e', jobId: 'j' } as PanelRecord, 'u')
const change = (record: typeof nothing, changes: object) => changed(record, changes as ChangeRatings, kit)
const careful = { criterionId: 'care', score: 4, evidence: 'Asked twice' }

describe('a draft', () => {
  it('[SCORE-4] changes in the fields given alone', () => {
    const first = change(nothing, { ratings: [careful], conclusion: 'Good' })
    const second = change(first, { ratings: [{ criterionId: 'care', score: 2 }], recommendation: 'no' })
    expect(second).toMatchObject({
      ratings: [{ criterionId: 'care', score: 2, evidence: 'Asked twice' }],
      recommendation: 'no',
      conclusion: 'Good',
    })
    expect(change(second, { ratings: [{ criterionId: 'care', score: null }] }).ratings[0]?.score).toBeNull()
  })

  it('[SCORE-4] names a criterion that the kit does not have, and keeps what was said of one taken out', () => {
    expect(() => change(nothing, { ratings: [careful, { criterionId: 'age', score: 1 }] })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ path: 'ratings.1.criterionId' })] }),
    )
    const draft = change(nothing, { ratings: [careful] })
    expect(changed(draft, { conclusion: 'Good' }, [criterion('craft')]).ratings).toEqual([careful])
  })
})

describe('handing in', () => {
  it('[SCORE-6] needs a number with evidence for each criterion, a recommendation and a conclusion', () => {
    const draft = change(nothing, { ratings: [careful, { criterionId: 'craft', score: 3, evidence: ' \n ' }] })
    const missing = (record: typeof nothing): string[] => {
      try {
        expectComplete(record, kit)
        return []
      } catch (error) {
        return (error as { errors: { path: string }[] }).errors.map(({ path }) => path)
      }
    }
    expect(missing(nothing)).toEqual([
      ...['ratings.care.score', 'ratings.care.evidence', 'ratings.craft.score', 'ratings.craft.evidence'],
      ...['recommendation', 'conclusion'],
    ])
    expect(missing(draft)).toEqual(['ratings.craft.evidence', 'recommendation', 'conclusion'])
    const rest = {
      ratings: [{ criterionId: 'craft', evidence: 'A clean join' }],
      recommendation: 'yes',
      conclusion: 'Good',
    }
    expect(missing(change(draft, rest))).toEqual([])
  })
})
