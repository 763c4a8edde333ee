import { afterEach, describe, expect, it } from 'vitest'
import type { Journal } from '../journal/journal.ts'
import type { ChannelKind, Reader } from './channel.ts'
import { Channels } from './channels.ts'
import type { Server, Socket } from './io.ts'

const reader: Reader = { userId: 'ada', sessionId: 'one' }
const socket = { id: 'page', connected: true } as Socket
const kind = { stream: 'feed:acorn' } as unknown as ChannelKind<Reader, { seq: number }, object>

let channels: Channels<Reader, { seq: number }, object>
afterEach(() => channels.close())

describe('a store that cannot be reached while somebody begins to follow', () => {
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
