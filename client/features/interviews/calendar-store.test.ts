import { describe, expect, it, vi } from 'vitest'
import type { Interview } from '#protocol/interviews'
import type { FeedEvent } from '../../live/live-feed.ts'
import { CalendarStore } from './calendar-store.ts'
import { anInterview } from './fixtures.ts'

const may = { from: Date.parse('2026-05-04T00:00:00Z'), to: Date.parse('2026-05-11T00:00:00Z') }

function aStore(server: Map<string, Interview>) {
  const ports = {
    list: vi.fn(async () => [...server.values()]),
    one: vi.fn(async (id: string) => server.get(id) ?? null),
    later: () => undefined,
  }
  return { store: new CalendarStore(ports, 'me'), ports }
}

const entryOf = (one: Interview, actor = 'somebody'): FeedEvent =>
  ({
    ...{ seq: 1, type: 'interview.rescheduled', at: one.startsAt, actor: { kind: 'user', id: actor } },
    data: { ...one, interviewId: one.id, interviewerIds: one.interviewers.map(({ userId }) => userId), roomId: null },
  }) as never

describe('the calendar on screen', () => {
  it('[INTUI-8] a change by somebody else glows, one’s own does not, and its words are read', async () => {
    const server = new Map([['int-1', anInterview()]])
    const { store, ports } = aStore(server)
    await store.show(may)
    const moved = anInterview({ startsAt: '2026-05-06T08:00:00.000Z', version: 2, location: 'Third floor' })
    server.set('int-1', moved)
    store.receive([entryOf(moved, 'me')])
    expect(store.get().glows.size).toBe(0)
    store.receive([entryOf(anInterview({ ...moved, version: 3 }))])
    expect(store.get().glows.get('int-1')).toBe('theirs')
    await vi.waitFor(() => expect(ports.one).toHaveBeenCalledTimes(2))
  })

  it('[INTUI-8] an interview beyond the range is not read, one that comes into it is', async () => {
    const { store, ports } = aStore(new Map())
    await store.show(may)
    store.receive([entryOf(anInterview({ startsAt: '2026-06-06T08:00:00Z', endsAt: '2026-06-06T09:00:00Z' }))])
    expect(ports.one).not.toHaveBeenCalled()
    store.receive([entryOf(anInterview())])
    expect(ports.one).toHaveBeenCalledWith('int-1')
  })

  it('[INTUI-8] what may not be seen any more leaves with the next reading, and no other week is touched', async () => {
    const later = anInterview({ id: 'int-2', startsAt: '2026-05-19T08:00:00Z', endsAt: '2026-05-19T09:00:00Z' })
    const server = new Map([['int-1', anInterview()]])
    const { store } = aStore(server)
    store.keep(later)
    await store.show(may)
    expect([...store.get().state.records.keys()].sort()).toEqual(['int-1', 'int-2'])
    server.clear()
    await store.reload()
    expect([...store.get().state.records.keys()]).toEqual(['int-2'])
  })

  it('[INTUI-8] what is booked while a range is read is not lost to the answer that does not know of it', async () => {
    const { store, ports } = aStore(new Map())
    let answer: (items: Interview[]) => void = () => undefined
    ports.list.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const reading = store.show(may)
    store.keep(anInterview())
    answer([])
    await reading
    expect(store.get().state.records.size).toBe(1)
    await store.reload()
    expect(store.get().state.records.size).toBe(0)
  })

  it('[INTUI-9] a refusal takes my change back and lights it up', async () => {
    const { store } = aStore(new Map([['int-1', anInterview()]]))
    await store.show(may)
    store.pend('int-1', { startsAt: '2026-05-07T08:00:00Z' })
    store.settle('int-1', 'refused')
    expect(store.get().state.pending.size).toBe(0)
    expect(store.get().glows.get('int-1')).toBe('refused')
  })

  it('a range that cannot be read says so, and what was shown before stays', async () => {
    const { store, ports } = aStore(new Map([['int-1', anInterview()]]))
    await store.show(may)
    ports.list.mockRejectedValueOnce(new Error('down'))
    await store.reload()
    expect(store.get().load.status).toBe('failed')
    expect(store.get().state.records.size).toBe(1)
  })
})
