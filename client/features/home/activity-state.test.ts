import { describe, expect, it } from 'vitest'
import type { FeedEvent } from '../../live/live-feed.ts'
import { withEvents } from './activity-state.ts'

const event = (seq: number) => ({ seq, type: 'posting.edited' }) as FeedEvent
const seqs = (events: readonly FeedEvent[]) => events.map(({ seq }) => seq)

describe('the list of what happened', () => {
  it('is the same, whether an entry came with the snapshot or after it', () => {
    const snapshot = [event(3), event(2), event(1)]
    expect(withEvents(snapshot, [event(3)])).toBe(snapshot)
    expect(seqs(withEvents([event(2), event(1)], [event(3)]))).toEqual([3, 2, 1])
    expect(seqs(withEvents([event(4), event(2)], [event(3), event(2)]))).toEqual([4, 3, 2])
  })

  it('forgets what is far down', () => {
    const many = Array.from({ length: 100 }, (_, index) => event(index + 1))
    expect(withEvents([], many)).toHaveLength(60)
    expect(withEvents([], many)[0]?.seq).toBe(100)
  })
})
