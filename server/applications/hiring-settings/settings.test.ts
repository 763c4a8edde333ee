import { describe, expect, it } from 'vitest'
import { edited } from './edit-settings.ts'
import { expectReason } from './expect-reason.ts'
import type { HiringSettingsRecord } from './repository.ts'

const settings: HiringSettingsRecord = {
  _id: 'e1',
  reasons: [
    { id: 'pay', label: 'Pay does not fit', retired: false },
    { id: 'old', label: 'Not our style', retired: true },
  ],
  reasonRequired: true,
  version: 1,
}
const edit = (body: Parameters<typeof edited>[1]) => edited(settings, body, () => 'new')

describe('reasons for rejections', () => {
  it('[DEC-8] one that is left out is retired, and comes back under its id', () => {
    const after = edit({ rejectionReasons: [{ label: 'The position is filled' }] })
    expect(after.reasons).toEqual([
      { id: 'new', label: 'The position is filled', retired: false },
      { id: 'pay', label: 'Pay does not fit', retired: true },
      { id: 'old', label: 'Not our style', retired: true },
    ])
    expect(edited(after, { rejectionReasons: [{ label: 'Pay does not fit' }] }, () => 'x').reasons[0]?.id).toBe('pay')
  })

  it('[DEC-8] are renamed by their id; an unknown id is refused', () => {
    expect(edit({ rejectionReasons: [{ id: 'pay', label: 'Pay' }] }).reasons[0]).toEqual({
      ...{ id: 'pay', label: 'Pay', retired: false },
    })
    expect(() => edit({ rejectionReasons: [{ id: 'none', label: 'X' }] })).toThrow(/no such reason/)
  })

  it('[DEC-8] cannot all go while a rejection needs one', () => {
    expect(() => edit({ rejectionReasons: [] })).toThrow(/at least one reason/)
    expect(edit({ rejectionReasons: [], reasonRequired: false }).reasons.every(({ retired }) => retired)).toBe(true)
  })

  it('[DEC-9] a rejection needs one where the employer wants it, chosen or written', () => {
    const expecting = (move: Parameters<typeof expectReason>[0]) => () => expectReason(move, settings)
    expect(expecting({ status: 'rejected' })).toThrow(/asks for a reason/)
    expect(expecting({ status: 'rejected', reasonId: 'pay' })).not.toThrow()
    expect(expecting({ status: 'rejected', reason: 'Asked for another job' })).not.toThrow()
    expect(expecting({ status: 'rejected', reasonId: 'old' })).toThrow(/no such reason/)
    expect(expecting({ status: 'on_hold', reasonId: 'pay' })).toThrow(/for a rejection/)
    expect(expecting({ status: 'on_hold' })).not.toThrow()
  })
})
