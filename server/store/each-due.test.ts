import { describe, expect, it } from 'vitest'
import { AppError } from '../app-error.ts'
import { eachDue } from './each-due.ts'

/** What is due, found two at a time, and done unless it fails or stays. */
function aList(ids: readonly string[], failing: Readonly<Record<string, Error>> = {}, staying: readonly string[] = []) {
  const due = new Set(ids)
  const done: string[] = []
  return {
    done,
    run: () =>
      eachDue(
        async (besides) =>
          [...due]
            .filter((_id) => !besides.includes(_id))
            .slice(0, 2)
            .map((_id) => ({ _id })),
        async ({ _id }) => {
          const failure = failing[_id]
          if (failure) throw failure
          done.push(_id)
          if (!staying.includes(_id)) due.delete(_id)
        },
      ),
  }
}

describe('what is due', () => {
  it('[FAULT-9] is done for everybody, however many before them failed, and the failure is told', async () => {
    const failure = new Error('an odd record')
    const { run, done } = aList(['a', 'b', 'c', 'd', 'e'], { a: failure, b: failure, d: failure })
    await expect(run()).rejects.toMatchObject({ message: '3 could not be done', cause: failure })
    expect(done).toEqual(['c', 'e'])
  })

  it('[FAULT-9] is tried once each time it is looked for', async () => {
    const { run, done } = aList(['a', 'b', 'c'], {}, ['a'])
    await run()
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('[FAULT-9] waits for a store that does not answer', async () => {
    const { run, done } = aList(['a', 'b'], { a: new AppError('store-unavailable') })
    await expect(run()).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(done).toEqual([])
  })
})
