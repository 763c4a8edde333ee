import { describe, expect, it } from 'vitest'
import type { ChatEntry } from '#protocol/chat'
import { Channel, type ChannelPorts } from './channel.ts'
import { messagesOf } from './state.ts'
import { aMessage, anEdit, ben } from './test-entries.ts'

type Page = Awaited<ReturnType<ChannelPorts['readPage']>>
type Answer = Awaited<ReturnType<ChannelPorts['follow']>>
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A conversation on a server that answers by hand. */
function aChannel(entries: ChatEntry[]) {
  const timers = new Set<() => void>()
  const asked: string[] = []
  const resets: string[] = []
  const server = { epoch: 'a', isReset: false }
  const told: number[] = []
  const channel = new Channel(aMessage(1).conversationId, {
    follow: async (after): Promise<Answer> => {
      asked.push(`follow ${after ?? 'head'}`)
      const common = {
        ok: true as const,
        epoch: server.epoch,
        head: entries.length,
        participants: [],
        access: 'write' as const,
      }
      if (server.isReset) return { ...common, reset: true }
      return { ...common, entries: entries.filter(({ seq }) => seq > (after ?? entries.length)), more: false }
    },
    readPage: async ({ before, limit }): Promise<Page> => {
      asked.push(`page ${before ?? 'newest'}`)
      const older = entries.filter(({ seq }) => before === undefined || seq < before)
      const page = older.slice(-limit)
      return { epoch: server.epoch, head: entries.length, items: page, more: page.length < older.length }
    },
    later: (run) => {
      timers.add(run)
      return () => timers.delete(run)
    },
    onEntries: (_, last) => told.push(last),
    onReset: () => resets.push('reset'),
  })
  const numbers = () => {
    const { chat } = channel.view.get()
    return chat ? messagesOf(chat).map(({ seq }) => seq) : []
  }
  const ring = async () => {
    const due = [...timers]
    timers.clear()
    for (const run of due) run()
    await settled()
  }
  return { channel, asked, server, resets, told, numbers, ring }
}

const messages = (count: number) => Array.from({ length: count }, (_, index) => aMessage(index + 1))

describe('opening a conversation', () => {
  it('reads the newest page, follows from there, and reads the rest when asked to', async () => {
    const { channel, asked, numbers } = aChannel(messages(100))
    channel.connected()
    channel.open()
    await settled()
    expect(asked).toEqual(['page newest', 'follow 100'])
    expect([numbers()[0], numbers().length]).toEqual([41, 60])
    await channel.loadOlder()
    expect(numbers()).toHaveLength(100)
    await channel.loadOlder()
    expect(asked).toHaveLength(3)
  })

  it('shows what came between the list and the opening without a hole', async () => {
    const entries = messages(5)
    const { channel, numbers, told } = aChannel(entries)
    channel.startFrom(null, 3)
    channel.connected()
    await settled()
    expect(told).toEqual([5])
    channel.open()
    await settled()
    expect(numbers()).toEqual([1, 2, 3, 4, 5])
  })

  it('reads back until a message is there', async () => {
    const { channel, numbers } = aChannel(messages(1200))
    channel.open()
    expect(await channel.loadUntil(30)).toBe(true)
    expect(numbers()).toContain(30)
  })
})

describe('following', () => {
  it('[CHATUI-8] fetches a hole, and a lost last push by the head number', async () => {
    const entries: ChatEntry[] = messages(4)
    const { channel, numbers, ring } = aChannel(entries)
    channel.connected()
    channel.open()
    await settled()
    entries.push(aMessage(5), aMessage(6), aMessage(7))
    channel.pushed(aMessage(6))
    expect(numbers().at(-1)).toBe(4)
    await ring()
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7])
    entries.push(aMessage(8))
    channel.headed(8)
    await ring()
    expect(numbers().at(-1)).toBe(8)
  })

  it('[CHATUI-9] drops what it knows when history was replaced, and reads it again', async () => {
    const entries: ChatEntry[] = messages(4)
    const { channel, server, resets, numbers } = aChannel(entries)
    channel.connected()
    channel.open()
    await settled()
    channel.disconnected()
    entries.splice(0, 4, aMessage(1), anEdit(2, 1, 'restored'))
    server.epoch = 'b'
    channel.connected()
    await settled()
    expect(resets).toEqual(['reset'])
    expect(numbers()).toEqual([1])
  })

  it('somebody stops typing when their message comes, or after a while', async () => {
    const { channel, ring } = aChannel(messages(1))
    channel.connected()
    channel.open()
    await settled()
    channel.typed('ben')
    channel.typed('cleo')
    expect(channel.view.get().typing).toEqual(['ben', 'cleo'])
    channel.pushed(aMessage(2, { sender: ben }))
    expect(channel.view.get().typing).toEqual(['cleo'])
    await ring()
    expect(channel.view.get().typing).toEqual([])
  })
})
