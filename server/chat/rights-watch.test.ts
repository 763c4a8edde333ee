import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { createRightsWatch } from './rights-watch.ts'

/** A journal that says who follows what, and hands over what it is told to. */
function aJournal(head: () => Promise<number> = async () => 7) {
  const followed = new Map<string, (entries: readonly Entry[]) => void>()
  let count = 0
  const news = async (stream: string) => ({
    head: await head(),
    follow: (onEntries: (entries: readonly Entry[]) => void) => {
      count++
      followed.set(stream, onEntries)
      return { close: () => followed.delete(stream) }
    },
    close: () => undefined,
  })
  const journal = { news } as unknown as Journal
  const tell = (type: string) => {
    for (const onEntries of followed.values()) onEntries([{ type } as Entry])
  }
  return { journal, followed, tell, count: () => count }
}
const log = pino({ level: 'silent' })
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('watching what changes rights', () => {
  it('[CHAT-36] follows the feed of an employer once, however many of its conversations are followed', async () => {
    const { journal, followed, tell, count } = aJournal()
    const watch = createRightsWatch({ journal, log })
    const heard: string[] = []
    const stops = ['a', 'b'].map((name) => watch('employer', ({ type }) => heard.push(`${name} ${type}`)))
    await turn()
    tell('user.removed')
    expect([heard, [...followed.keys()], count()]).toEqual([['a user.removed', 'b user.removed'], ['feed:employer'], 1])
    stops[0]?.()
    tell('user.changed')
    expect([heard.at(-1), followed.size]).toEqual(['b user.changed', 1])
    stops[1]?.()
    expect(followed.size).toBe(0)
  })

  it('[CHAT-36] begins again for who comes after it ended, or could not begin', async () => {
    let fails = true
    const { journal, followed } = aJournal(async () => {
      if (fails) throw new Error('The store is away')
      return 0
    })
    const watch = createRightsWatch({ journal, log })
    const first = watch('employer', () => undefined)
    await turn()
    expect(followed.size).toBe(0)
    fails = false
    const second = watch('employer', () => undefined)
    first()
    await turn()
    expect(followed.size).toBe(1)
    second()
    expect(followed.size).toBe(0)
  })

  it('[CHAT-36] follows nothing when all have stopped before it began', async () => {
    const { journal, count } = aJournal()
    createRightsWatch({ journal, log })('employer', () => undefined)()
    await turn()
    expect(count()).toBe(0)
  })
})
