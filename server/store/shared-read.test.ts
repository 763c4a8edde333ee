import { describe, expect, it } from 'vitest'
import { createSharedRead } from './shared-read.ts'

/** Reads that wait until they are told to end; each answers its number. */
function reads() {
  const ends: ((fail?: Error) => void)[] = []
  const read = () => {
    const number = ends.length + 1
    return new Promise<number>((resolve, reject) => {
      ends.push((failure) => (failure ? reject(failure) : resolve(number)))
    })
  }
  return { ends, read }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a read that many share', () => {
  it('[COST-5] is one for all who ask while another is under way, and begins after they asked', async () => {
    const shared = createSharedRead<number>()
    const { ends, read } = reads()
    const first = shared('a', read)
    const others = [shared('a', read), shared('a', read), shared('a', read)]
    expect(ends).toHaveLength(1)
    ends[0]?.()
    expect(await first).toBe(1)
    await settled()
    const late = shared('a', read)
    ends[1]?.()
    expect(await Promise.all(others)).toEqual([2, 2, 2])
    await settled()
    ends[2]?.()
    expect(await late).toBe(3)
  })

  it('[COST-5] is not kept for who asks when it is over, nor for who asks for something else', async () => {
    const shared = createSharedRead<number>()
    const { ends, read } = reads()
    const both = [shared('a', read), shared('b', read)]
    for (const end of ends) end()
    expect(await Promise.all(both)).toEqual([1, 2])
    await settled()
    const again = shared('a', read)
    ends[2]?.()
    expect(await again).toBe(3)
  })

  it('[COST-5] that fails is told to those who shared it, and the next is tried', async () => {
    const shared = createSharedRead<number>()
    const { ends, read } = reads()
    const [first, second] = [shared('a', read), shared('a', read)]
    ends[0]?.(new Error('away'))
    await expect(first).rejects.toThrow('away')
    await settled()
    ends[1]?.()
    expect(await second).toBe(2)
  })
})
