import { describe, expect, it } from 'vitest'
import { createBatchedRead } from './batched-read.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`)

describe('reading many keys at once', () => {
  it('[CHAT-18] goes together while others are under way, each key begun after it was asked for', async () => {
    const batches: string[][] = []
    let value = 0
    const read = createBatchedRead(async (keys) => {
      const seen = value
      batches.push([...keys])
      await new Promise((resolve) => setImmediate(resolve))
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, seen]))
    })
    expect(await Promise.all([...upTo(50), ...upTo(50)].map(read))).toEqual(Array(100).fill(0))
    expect(batches.flat()).toHaveLength(50)
    expect(batches.length).toBeLessThan(5)
    const before = read('k1')
    await Promise.resolve()
    await Promise.resolve()
    value = 1
    expect([await read('k1'), await before, await read('none')]).toEqual([1, 0, null])
  })

  it('[CHAT-18] tells a failure to everybody who waits, and goes on', async () => {
    let isBroken = true
    const read = createBatchedRead(async (keys) => {
      if (isBroken) throw new Error('no answer')
      return new Map(keys.map((key) => [key, key]))
    })
    const asked = await Promise.allSettled(upTo(10).map(read))
    expect(asked.map(({ status }) => status)).toEqual(Array(10).fill('rejected'))
    isBroken = false
    expect(await Promise.all(upTo(10).map(read))).toEqual(upTo(10))
  })
})
