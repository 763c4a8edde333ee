import { describe, expect, it } from 'vitest'
import type { MyRatings } from '#protocol/scorecards'
import { afterSending, bodyOf, type Changes, rebase, shown, withChange } from './draft.ts'

const stored = {
  ratings: [
    { criterionId: 'care', score: null, evidence: 'Asked twice' },
    { criterionId: 'craft', score: 2, evidence: '' },
  ],
  recommendation: null,
  conclusion: '',
  submittedAt: null,
  amendments: [],
  version: 1,
} as unknown as MyRatings
const none: Changes = {}
const change = (changes: Changes, field: 'score:care' | 'evidence:care' | 'conclusion', value: string | number) =>
  withChange(changes, stored, field, value)

describe('a draft in the browser', () => {
  it('[REVUI-2] shows my changes over what is stored, and sends those alone', () => {
    const changes = change(change(change(none, 'score:care', 4), 'evidence:care', 'Asked'), 'conclusion', 'Good')
    expect(shown(stored, changes)).toMatchObject({
      ratings: [
        { criterionId: 'care', score: 4, evidence: 'Asked' },
        { criterionId: 'craft', score: 2 },
      ],
      conclusion: 'Good',
    })
    expect(bodyOf(changes)).toEqual({
      ratings: [{ criterionId: 'care', score: 4, evidence: 'Asked' }],
      conclusion: 'Good',
    })
    expect(change(changes, 'conclusion', '')).not.toHaveProperty('conclusion')
  })

  it('[REVUI-2] what is typed while it is being sent is sent after it', () => {
    const sent = change(none, 'conclusion', 'Go')
    const typed = change(change(sent, 'conclusion', 'Good'), 'score:care', 5)
    const left = afterSending(typed, sent, { ...stored, conclusion: 'Go' })
    expect(left).toEqual({
      conclusion: { value: 'Good', base: 'Go' },
      'score:care': { value: 5, base: null },
    })
  })

  it('[REVUI-3] joins what two devices changed in different fields, and asks about the same one', () => {
    const mine = change(change(change(none, 'conclusion', 'Mine'), 'score:care', 4), 'evidence:care', 'Same')
    const now = {
      ...stored,
      conclusion: 'Theirs',
      ratings: [{ ...stored.ratings[0], evidence: 'Same' }, stored.ratings[1]],
    } as MyRatings
    const { changes, conflicts } = rebase(mine, now)
    expect(Object.keys(changes).sort()).toEqual(['conclusion', 'score:care'])
    expect(conflicts).toEqual([{ field: 'conclusion', theirs: 'Theirs' }])
  })
})
