import { afterEach, describe, expect, it } from 'vitest'
import type { Journal } from '../journal/journal.ts'
import { Channel, type ChannelKind, type Reader } from './channel.ts'
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
      head: () =>
        new Promise<number>((_, reject) => {
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
    const journal = {
      head: async () => 0,
      read: async () => [],
      follow: () => ({ close: () => undefined }),
    } as unknown as Journal
    const channel = new Channel({ io: {} as Server, journal, kind: swept, head: 0, onPush: () => undefined })
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
