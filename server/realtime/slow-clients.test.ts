import { describe, expect, it } from 'vitest'
import { unsentBytes } from './slow-clients.ts'

describe('what waits for a page', () => {
  it('[OPS-7] is in its packets and in its socket', () => {
    const writeBuffer = [{ data: 'abc' }, { data: Buffer.alloc(10) }, {}]
    expect(unsentBytes({ writeBuffer, transport: { socket: { bufferedAmount: 7 } } })).toBe(20)
    expect(unsentBytes({ writeBuffer: [], transport: {} })).toBe(0)
  })
})
