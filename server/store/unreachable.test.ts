import { describe, expect, it } from 'vitest'
import { hasNoAnswer, isUnreachable } from './unreachable.ts'

/** What the driver does with an error of the system that ends a commit. */
function stumble(error: object): unknown {
  try {
    return (error as { hasErrorLabel(label: string): boolean }).hasErrorLabel('RetryableWriteError')
  } catch (stumbled) {
    return stumbled
  }
}

describe('an error of the store', () => {
  it('[FAULT-3] leaves the outcome open also when the driver stumbles over a broken pipe', () => {
    const error = stumble(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect([hasNoAnswer(error), isUnreachable(error)]).toEqual([true, true])
  })

  it('[FAULT-3] is a mistake of ours otherwise', () => {
    expect(hasNoAnswer(new TypeError('rows.find is not a function'))).toBe(false)
  })
})
