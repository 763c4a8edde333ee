import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../tests/server.ts'
import type { Entry } from '../journal/entry.ts'
import type { News, OnEntries } from '../journal/follow.ts'
import type { Journal } from '../journal/journal.ts'
import { Channel } from './channel.ts'
import type { ChannelKind, Reader } from './channel-kind.ts'
import { Channels } from './channels.ts'
import type { Server, Socket } from './io.ts'

const reader: Reader = { userId: 'ada', sessionId: 'one' }
const socket = { id: 'page', connected: true } as Socket
const kind = { stream: 'feed:acorn' } as unknown as ChannelKind<Reader, { seq: number }, object>

describe('a store that cannot be reached while somebody begins to follow', () => {
  let channels: Channels<Reader, { seq: number }, object>
  afterEach(() => channels.close())

  it('[RT-20] is told to who asked, and ends nothing else: not who leaves meanwhile, not the sweep', async () => {
    let fail: (error: Error) => void = () => undefined
    const journal = {
      news: () =>
        new Promise((_, reject) => {
          fail = reject
        }),
    } as unknown as Journal
    channels = new Channels({
      ...{ io: {} as Server, journal, epoch: 'first', onPush: () => undefined, kindOf: () => kind },
    })
    const asked = channels.follow(socket, 'acorn', reader, undefined)
    const others = [channels.leaveAll(socket), channels.recheckAll(), channels.find('acorn')]
    fail(new Error('The store is gone'))
    await expect(asked).rejects.toThrow('The store is gone')
    expect(await Promise.all(others)).toEqual([undefined, undefined, undefined])
  })
})

describe('the sweep of rights', () => {
  it('[RT-21] asks for those of all who follow at once, and ends those who have none any more', async () => {
    const asked: string[] = []
    const revoked: string[] = []
    let answer: () => void = () => undefined
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const swept = {
      ...kind,
      rightsKey: () => 'all',
      concerns: () => null,
      isStale: () => false,
      isOlder: () => false,
      watch: () => () => undefined,
      refresh: async (one: Reader) => {
        asked.push(one.userId)
        await answered
        return one.userId === 'gone' ? null : one
      },
      revoke: ({ id }: Socket) => void revoked.push(id),
    } as unknown as ChannelKind<Reader, { seq: number }, object>
    const following = { stream: swept.stream, heard: 0, close: () => undefined }
    const news: News = { head: 0, follow: () => following, close: () => undefined }
    const channel = new Channel({ io: {} as Server, kind: swept, news, onPush: () => undefined })
    const page = (id: string) =>
      ({ id, connected: true, join: () => undefined, leave: () => undefined }) as unknown as Socket
    for (const userId of ['ada', 'noor', 'gone'])
      channel.join(page(`page of ${userId}`), { userId, sessionId: userId }, 0)
    const sweep = channel.recheckAll()
    expect(asked).toEqual(['ada', 'noor', 'gone'])
    answer()
    await sweep
    expect(revoked).toEqual(['page of gone'])
    channel.close()
  })
})

describe('coming back', () => {
  /** A stream of sixty entries, followed on this node, and what is read of it. */
  function aStream() {
    const stored = Array.from({ length: 60 }, (_, i) => ({ seq: i + 1 }) as Entry)
    const reads: number[] = []
    let holdUp: Promise<void> = Promise.resolve()
    let deliver: OnEntries = () => undefined
    const following = { stream: kind.stream, heard: 60 as number | null, close: () => undefined }
    const journal = {
      news: async () => ({
        ...{ head: 60, close: () => undefined },
        follow: (onEntries: OnEntries) => {
          deliver = onEntries
          return following
        },
      }),
      read: async (_: string, after: number, limit: number) => {
        reads.push(after)
        const page = stored.filter(({ seq }) => seq > after).slice(0, limit)
        await holdUp
        return page
      },
      head: async () => stored.length,
    } as unknown as Journal
    const plain = {
      ...kind,
      ...{ prepare: (entries: readonly Entry[]) => entries, view: (form: object) => form },
      ...{ rightsKey: () => 'all', concerns: () => null, isStale: () => false, isOlder: () => false },
      ...{ watch: () => () => undefined, refresh: async (one: Reader) => one },
      ...{ amend: () => undefined, emit: () => undefined },
    } as unknown as ChannelKind<Reader, { seq: number }, { seq: number }>
    const channels = new Channels({
      ...{ io: {} as Server, journal, epoch: 'first', onPush: () => undefined, kindOf: () => plain, pageSize: 1000 },
    })
    onTestFinished(() => channels.close())
    const page = (id: string) =>
      ({ id, connected: true, join: () => undefined, leave: () => undefined }) as unknown as Socket
    const follow = async (id: string, after: number) => {
      const { entries, more, head } = await channels.follow(page(id), 'acorn', reader, after)
      return { seqs: entries?.map(({ seq }) => seq), more, head }
    }
    return {
      ...{ follow, reads },
      write: async () => {
        const entry = { seq: stored.length + 1 } as Entry
        stored.push(entry)
        following.heard = entry.seq
        await deliver([entry])
      },
      /** On another node: its news comes when the answered function is called. */
      writeElsewhere: () => {
        const entry = { seq: stored.length + 1 } as Entry
        stored.push(entry)
        return () => deliver([entry])
      },
      /** Reads wait until the answered function is called. */
      holdReads: () => {
        let letGo: () => void = () => undefined
        holdUp = new Promise((resolve) => {
          letGo = resolve
        })
        return letGo
      },
    }
  }
  const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

  it('[COST-7] to where somebody came back before, or later, is answered from memory', async () => {
    const { follow, reads, write } = aStream()
    const all = { seqs: from(11, 60), more: false, head: 60 }
    expect(await Promise.all([follow('one', 10), follow('two', 10), follow('three', 10)])).toEqual([all, all, all])
    expect(await follow('four', 58)).toEqual({ seqs: [59, 60], more: false, head: 60 })
    await write()
    expect(await follow('five', 10)).toEqual({ seqs: from(11, 61), more: false, head: 61 })
    expect(await follow('six', 61)).toEqual({ seqs: [], more: false, head: 61 })
    expect(reads).toEqual([10])
    expect(await follow('seven', 4)).toEqual({ seqs: from(5, 61), more: false, head: 61 })
    expect(reads).toEqual([10, 4])
  })

  it('[COST-7] memory is not believed while another node has written more', async () => {
    const { follow, reads, writeElsewhere } = aStream()
    await follow('one', 10)
    const newsComes = writeElsewhere()
    const second = follow('two', 10)
    await eventually(() => reads.length === 2)
    await newsComes()
    expect(await second).toEqual({ seqs: from(11, 61), more: false, head: 61 })
  })

  it('[COST-7] what was read is not kept when something was sent meanwhile, which may have changed it', async () => {
    const { follow, reads, write, holdReads } = aStream()
    const letGo = holdReads()
    const first = follow('one', 10)
    await eventually(() => reads.length === 1)
    await write()
    letGo()
    expect(await first).toEqual({ seqs: from(11, 61), more: false, head: 61 })
    expect(await follow('two', 10)).toEqual({ seqs: from(11, 61), more: false, head: 61 })
    expect(reads).toEqual([10, 10])
    expect(await follow('three', 10)).toEqual({ seqs: from(11, 61), more: false, head: 61 })
    expect(reads).toEqual([10, 10])
  })
})
