import { describe, expect, it } from 'vitest'
import { isBehind, type Numbered, noteHead, receive, type Sequence, startAt } from './sequence.ts'

const entry = (seq: number) => ({ seq })
const numbers = (entries: readonly Numbered[]) => entries.map(({ seq }) => seq)

/** A small generator with a seed, so that a failure can be seen again. */
function shuffler(seed: number) {
  let state = seed
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
  return <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
}

describe('keeping a stream in order', () => {
  it('applies the next entry at once', () => {
    const { sequence, ready } = receive(startAt(4), [entry(5)])
    expect(numbers(ready)).toEqual([5])
    expect(sequence).toEqual({ last: 5, head: 5, held: [] })
  })

  it('ignores what was applied or is held already', () => {
    const first = receive(startAt(4), [entry(5), entry(7)])
    const again = receive(first.sequence, [entry(5), entry(4), entry(7)])
    expect(again.ready).toEqual([])
    expect(again.sequence).toEqual(first.sequence)
  })

  it('holds what is beyond a hole, and applies it once the hole is filled', () => {
    const early = receive(startAt(0), [entry(3), entry(2)])
    expect(early.ready).toEqual([])
    expect(isBehind(early.sequence)).toBe(true)
    const filled = receive(early.sequence, [entry(1)])
    expect(numbers(filled.ready)).toEqual([1, 2, 3])
    expect(isBehind(filled.sequence)).toBe(false)
  })

  it('notices a lost last push by the head number', () => {
    const told = noteHead(startAt(9), 10)
    expect(isBehind(told)).toBe(true)
    expect(isBehind(receive(told, [entry(10)]).sequence)).toBe(false)
    expect(noteHead(told, 3)).toBe(told)
  })

  it('applies 1..n once and in order, however they arrive', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const shuffle = shuffler(seed)
      const sent = Array.from({ length: 40 }, (_, index) => entry(index + 1))
      let sequence: Sequence<Numbered> = startAt(0)
      const applied: Numbered[] = []
      for (const arrived of shuffle([...sent, ...sent.slice(0, 15)])) {
        const step = receive(sequence, [arrived])
        sequence = step.sequence
        applied.push(...step.ready)
      }
      expect(numbers(applied)).toEqual(numbers(sent))
    }
  })
})
