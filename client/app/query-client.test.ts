import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { createQueryClient } from './query-client.ts'

/** A query that is on screen; each reading is answered by hand. */
function aQuery() {
  const queries = createQueryClient()
  const answers: ((data: string) => void)[] = []
  const seen: (string | undefined)[] = []
  const observer = new QueryObserver<string>(queries, {
    queryKey: ['x'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  const leave = observer.subscribe(({ data, isError }) => {
    seen.push(data)
    if (isError) seen.push('an error')
  })
  return { queries, answers, seen, leave }
}

describe('a query that is out of date', () => {
  for (const times of [1, 3])
    it(`is read again when its first reading was still under way, told ${times} times`, async () => {
      const { queries, answers, seen, leave } = aQuery()
      const told = Array.from({ length: times }, () => queries.invalidateQueries({ queryKey: ['x'], exact: true }))
      expect(answers).toHaveLength(1 + times)
      for (const [i, answer] of answers.entries()) answer(i < times ? 'before' : 'after')
      await Promise.all(told)
      expect(queries.getQueryData(['x'])).toBe('after')
      expect(new Set(seen)).toEqual(new Set([undefined, 'after']))
      leave()
    })

  it('leaves others alone', () => {
    const { queries, answers, leave } = aQuery()
    void queries.invalidateQueries({ queryKey: ['y'] })
    expect(answers).toHaveLength(1)
    leave()
  })
})
