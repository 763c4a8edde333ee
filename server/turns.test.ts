import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('taking turns', () => {
  it('runs work of one key in order, and goes on after a failure', async () => {
    const inTurn = createTurns()
    const log: string[] = []
    const work = (name: string, fails = false) =>
      inTurn('ada', async () => {
        log.push(`${name} begins`)
        await Promise.resolve()
        log.push(`${name} ends`)
        if (fails) throw new Error(name)
      })
    await Promise.allSettled([work('first', true), work('second'), work('third')])
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends'])
  })

  it('does not make one key wait for another', async () => {
    const inTurn = createTurns()
    const never = inTurn('ada', () => new Promise(() => {}))
    await expect(inTurn('grace', async () => 'done')).resolves.toBe('done')
    expect(never).toBeInstanceOf(Promise)
  })
})
