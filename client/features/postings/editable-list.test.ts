import { describe, expect, it } from 'vitest'
import { moveBy, splitLines, stageIdFor } from './editable-list.ts'

describe('editing a list', () => {
  it('moves an item, and not beyond the ends', () => {
    expect(moveBy(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moveBy(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })

  it('turns pasted lines into requirements', () => {
    expect(splitLines('• One\r\n\n 2) Two \n- Three')).toEqual(['One', 'Two', 'Three'])
  })

  it('gives a new stage an id of its own', () => {
    const stage = { id: 'trial-day', name: 'Trial day', kind: 'interview' } as const
    expect(stageIdFor('Trial day', [])).toBe('trial-day')
    expect(stageIdFor('Trial day', [stage])).toBe('trial-day-2')
    expect(stageIdFor('试用', [])).toBe('stage')
  })
})
