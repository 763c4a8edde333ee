import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { Awareness, introducedIn } from './awareness.ts'

const update = (...states: readonly [id: number, clock: number, state: string][]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [id, clock, state] of states) {
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

const somebody = (userId: string) => ({ userId, name: userId.toUpperCase() })

describe('cursors', () => {
  it('[COED-24] a page speaks for itself alone', () => {
    const awareness = new Awareness<ReturnType<typeof somebody>>()
    const [a, b] = [somebody('ada'), somebody('ben')]
    expect(awareness.receive(a, update([1, 1, '{"name":"Ada"}']))).not.toBeNull()
    expect(awareness.receive(b, update([1, 9, '{"name":"Not Ada"}']))).toBeNull()
    expect(awareness.receive(b, update([2, 1, '{"name":"Ben"}'], [1, 9, 'null']))).toEqual(
      update([2, 1, '{"name":"Ben"}']),
    )
    expect(awareness.receive(a, update([3, 1, '{}']))).toBeNull()
    expect(awareness.all()).toEqual(update([1, 1, '{"name":"Ada"}'], [2, 1, '{"name":"Ben"}']))
  })

  it('[COED-24] who comes back before they were missed takes their cursor along', () => {
    const awareness = new Awareness<ReturnType<typeof somebody>>()
    const [before, after] = [somebody('ada'), somebody('ada')]
    awareness.receive(before, update([1, 4, '{}']))
    expect(awareness.receive(after, update([1, 4, '{}']))).not.toBeNull()
    expect(awareness.remove(before)).toBeNull()
    expect(awareness.remove(after)).toEqual(update([1, 4, 'null']))
    expect(awareness.all()).toBeNull()
  })

  it('[COED-24] a page introduces its own person, whoever it names', () => {
    const awareness = new Awareness<ReturnType<typeof somebody>>()
    const posing = '{"user":{"id":"ada","name":"Ada","color":"#112233"},"at":"name"}'
    const told = '{"user":{"id":"ben","name":"BEN","color":"#112233"},"at":"name"}'
    expect(introducedIn(update([2, 1, posing]))).toBe('Ada')
    expect(awareness.receive(somebody('ben'), update([2, 1, posing]))).toEqual(update([2, 1, told]))
    expect(awareness.all()).toEqual(update([2, 1, told]))
  })

  it('[COED-24] what the others would stumble over is refused', () => {
    const awareness = new Awareness<ReturnType<typeof somebody>>()
    expect(() => awareness.receive(somebody('ada'), update([1, 1, '{"name":']))).toThrow()
    expect(() => awareness.receive(somebody('ada'), update([1, 1, `"${'x'.repeat(20_000)}"`]))).toThrow()
  })
})
