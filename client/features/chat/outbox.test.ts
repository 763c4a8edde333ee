import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '#protocol/errors'
import type { ConversationId } from '#protocol/ids'
import { createJottings } from './jottings.ts'
import { ChatOutbox, type Delivery, type TabNews } from './outbox.ts'
import type { Intent, Outgoing, OutgoingStore } from './outgoing.ts'
import { fallBackToMemory, outgoingStore } from './outgoing-store.ts'

const c1 = 'c1' as ConversationId
const c2 = 'c2' as ConversationId
const say = (body: string): Intent => ({ type: 'send', body, replyTo: null, attachments: [] })
const bodyOf = ({ intent }: Outgoing) => (intent.type === 'send' ? intent.body : intent.type)

/** A server that stores each client id once per conversation, and can be told to misbehave. */
class FakeServer {
  readonly stored = new Map<ConversationId, Outgoing[]>()
  readonly asked: string[] = []
  /** What happens to the next attempts: no answer before or after the write, or a refusal. */
  readonly trouble: ('lost-before' | 'lost-after' | ErrorCode)[] = []

  async take(outgoing: Outgoing): Promise<Delivery> {
    this.asked.push(bodyOf(outgoing))
    const trouble = this.trouble.shift()
    if (trouble === 'lost-before') throw new Error('no answer')
    if (trouble !== undefined && trouble !== 'lost-after')
      return { ok: false, code: trouble, message: `no: ${trouble}` }
    const stream = this.stored.get(outgoing.conversationId) ?? []
    this.stored.set(outgoing.conversationId, stream)
    let at = stream.findIndex(({ clientMessageId }) => clientMessageId === outgoing.clientMessageId)
    if (at < 0) at = stream.push(outgoing) - 1
    if (trouble === 'lost-after') throw new Error('no answer')
    return { ok: true, seq: at + 1 }
  }

  bodies = (conversationId: ConversationId) => (this.stored.get(conversationId) ?? []).map(bodyOf)
}

let databases = 0
const aStore = () => outgoingStore(`test-${++databases}`)

/** A browser's storage that answers at once, as far as it is used. */
class FakeStorage {
  readonly [place: string]: unknown
  getItem(place: string) {
    return this[place] ?? null
  }
  setItem(place: string, value: string) {
    Object.assign(this, { [place]: value })
  }
  removeItem(place: string) {
    Reflect.deleteProperty(this, place)
  }
}
const aStorage = () => new FakeStorage() as unknown as Storage

/** One tab; its clock moves by hand. `heard` are the other tabs. */
function aTab(
  server: FakeServer,
  store: OutgoingStore,
  options: { userId?: string; others?: ((news: TabNews) => void)[]; storage?: Storage } = {},
) {
  const storage = options.storage ?? aStorage()
  const timers = new Set<() => void>()
  const line = { isOpen: true }
  const ids = { next: 0 }
  const tab = Math.random().toString(36).slice(2)
  const outbox = new ChatOutbox({
    userId: options.userId ?? 'ana',
    store,
    jottings: createJottings(() => storage),
    deliver: (outgoing) => server.take(outgoing),
    isOpen: () => line.isOpen,
    newId: () => `${tab}-${++ids.next}`,
    later: (run) => {
      timers.add(run)
      return () => timers.delete(run)
    },
    tell: (news) => {
      for (const hear of options.others ?? []) hear(news)
    },
    onStored: () => undefined,
  })
  const ring = () => {
    const due = [...timers]
    timers.clear()
    for (const run of due) run()
  }
  return { outbox, line, ring, phases: () => outbox.view.get().map((one) => `${bodyOf(one)}: ${one.phase}`) }
}

/** Lets everything that can go on go on. */
async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 2000; turns++) {
    if (await fact()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('It did not come to that.')
}
const isEmpty =
  (store: OutgoingStore, userId = 'ana') =>
  async () =>
    (await store.all(userId)).length === 0

describe('sending', () => {
  it('shows a message at once, sends it, and lets it stand in until its entry is here', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, phases } = aTab(server, store)
    outbox.lead()
    const added = outbox.add(c1, say('hello'))
    expect(phases()).toEqual(['hello: queued'])
    await added
    await until(isEmpty(store))
    expect(server.bodies(c1)).toEqual(['hello'])
    expect(phases()).toEqual(['hello: stored'])
    outbox.settled(c1, 1)
    expect(phases()).toEqual([])
  })

  it('[CHATUI-2] keeps the order within a conversation, one on its way at a time, and lets no other wait', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, ring } = aTab(server, store)
    server.trouble.push('lost-before')
    for (const body of ['a', 'b', 'c']) await outbox.add(c1, say(body))
    await outbox.add(c2, say('x'))
    outbox.lead()
    await until(() => server.bodies(c2).length === 1)
    expect(server.asked).toEqual(['a', 'x'])
    ring()
    await until(isEmpty(store))
    expect(server.bodies(c1)).toEqual(['a', 'b', 'c'])
  })

  it('says queued while there is no connection, and goes on when there is', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, line, phases } = aTab(server, store)
    outbox.lead()
    line.isOpen = false
    await outbox.add(c1, say('later'))
    expect(phases()).toEqual(['later: queued'])
    line.isOpen = true
    outbox.wake()
    await until(isEmpty(store))
    expect(server.bodies(c1)).toEqual(['later'])
  })
})

describe('what the server says', () => {
  it('[CHATUI-3] the error catalogue decides: what may succeed later is sent again, the rest waits for the person', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, ring, phases } = aTab(server, store)
    outbox.lead()
    server.trouble.push('store-unavailable', 'rate-limited', 'forbidden')
    await outbox.add(c1, say('first'))
    await outbox.add(c1, say('second'))
    await until(() => server.asked.length === 1)
    for (const attempts of [2, 3]) {
      await until(() => phases()[0] === 'first: queued')
      ring()
      await until(() => server.asked.length >= attempts)
    }
    await until(() => server.bodies(c1).length === 1)
    await until(() => phases().includes('first: failed'))
    expect(server.bodies(c1)).toEqual(['second'])
    expect((await store.all('ana')).map(({ failure }) => failure?.message)).toEqual(['no: forbidden'])

    const [failed] = await store.all('ana')
    if (failed) await outbox.retry(failed)
    await until(isEmpty(store))
    expect(server.bodies(c1)).toEqual(['second', 'first'])
  })

  it('lets the person take back what was refused', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, phases } = aTab(server, store)
    outbox.lead()
    server.trouble.push('invalid-input')
    await outbox.add(c1, say('no'))
    await until(() => phases().includes('no: failed'))
    const [failed] = outbox.view.get()
    if (failed) await outbox.discard(failed)
    expect(phases()).toEqual([])
    expect(await store.all('ana')).toEqual([])
  })

  it('tries a mistake of the server a few times, then says so', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const { outbox, ring, phases } = aTab(server, store)
    outbox.lead()
    for (let attempt = 0; attempt < 5; attempt++) server.trouble.push('internal')
    await outbox.add(c1, say('odd'))
    await until(() => {
      ring()
      return phases().includes('odd: failed')
    })
    expect(server.asked).toHaveLength(5)
  })
})

describe('tabs and people', () => {
  it('[CHATUI-4] one tab sends what another wrote, and both see how it stands', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const heard: ((news: TabNews) => void)[] = []
    const leader = aTab(server, store, { others: [(news) => follower.outbox.heard(news)] })
    const follower = aTab(server, store, { others: heard })
    heard.push((news) => leader.outbox.heard(news))
    leader.outbox.lead()
    await follower.outbox.add(c1, say('from the second tab'))
    await until(() => follower.phases().includes('from the second tab: stored'))
    expect(server.asked).toHaveLength(1)
    expect(leader.phases()).toEqual(['from the second tab: stored'])
  })

  it('two tabs that both send store it once', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    const [one, two] = [aTab(server, store), aTab(server, store)]
    one.line.isOpen = two.line.isOpen = false
    for (const body of ['a', 'b']) await one.outbox.add(c1, say(body))
    one.line.isOpen = two.line.isOpen = true
    one.outbox.lead()
    two.outbox.lead()
    await until(isEmpty(store))
    await until(() => server.bodies(c1).length === 2)
    expect(server.bodies(c1)).toEqual(['a', 'b'])
  })

  it('nobody sends what somebody else wrote in the same browser', async () => {
    const [server, store] = [new FakeServer(), aStore()]
    await aTab(server, store, { userId: 'ana' }).outbox.add(c1, say('of ana'))
    const ben = aTab(server, store, { userId: 'ben' })
    ben.outbox.lead()
    await ben.outbox.add(c1, say('of ben'))
    await until(isEmpty(store, 'ben'))
    expect(server.bodies(c1)).toEqual(['of ben'])
    expect(await store.all('ana')).toHaveLength(1)
  })
})

/** Counts steps of a page and ends its life at one of them: from then on nothing it asks for happens or answers. */
class Life {
  steps = 0
  readonly #last: number

  constructor(last: number) {
    this.#last = last
  }

  get isOver(): boolean {
    return this.steps > this.#last
  }

  /** A step that may be cut off before or after it took effect. */
  async step<T>(run: () => Promise<T>): Promise<T> {
    if (++this.steps > this.#last) return new Promise<T>(() => undefined)
    const result = await run()
    if (++this.steps > this.#last) return new Promise<T>(() => undefined)
    return result
  }
}

describe('a page that dies', () => {
  it('[CHATUI-5] between any two steps, what was said is stored once and in order', async () => {
    const bodies = ['one', 'two', 'three']
    for (let last = 0; ; last++) {
      const [server, store, life, storage] = [new FakeServer(), aStore(), new Life(last), aStorage()]
      const mortal: OutgoingStore = {
        all: (userId) => life.step(() => store.all(userId)),
        add: (outgoing) => life.step(() => store.add(outgoing)),
        replace: (outgoing) => life.step(() => store.replace(outgoing)),
        remove: (order) => life.step(() => store.remove(order)),
      }
      const cutOff = { take: (outgoing: Outgoing) => life.step(() => server.take(outgoing)) } as unknown as FakeServer
      const before = aTab(cutOff, mortal, { storage })
      before.outbox.lead()
      const writing = Promise.all(bodies.map((body) => before.outbox.add(c1, say(body))))
      await until(async () => life.isOver || ((await store.all('ana')).length === 0 && server.bodies(c1).length === 3))
      if (!life.isOver) {
        await writing
        // No step was left to die at: every one before has had its turn.
        expect(last).toBeGreaterThan(20)
        expect(Object.keys(storage)).toEqual([])
        return
      }
      const after = aTab(server, store, { storage })
      after.outbox.lead()
      await until(async () => (await isEmpty(store)()) && server.bodies(c1).length >= 3)
      expect(server.bodies(c1), `dead at step ${last}`).toEqual(bodies)
    }
  })
})

describe('a browser whose database fails', () => {
  it('[CHATUI-5] does not stop at what cannot be read', async () => {
    const [server, storage] = [new FakeServer(), aStorage()]
    storage.setItem('clearview.said.ana.2026-01-01T00:00:00.000Z.00000000.x', '{"body": "cut sh')
    const { outbox } = aTab(server, aStore(), { storage })
    outbox.lead()
    await outbox.add(c1, say('whole'))
    await until(() => server.bodies(c1).length === 1)
    expect(server.bodies(c1)).toEqual(['whole'])
  })

  /** Refuses for as long as it is told to. */
  const failing = (store: OutgoingStore) => {
    const trouble: { error: Error | null } = { error: null }
    const orFail = async <T>(run: () => Promise<T>): Promise<T> => {
      if (trouble.error) throw trouble.error
      return run()
    }
    const failingStore: OutgoingStore = {
      all: (userId) => orFail(() => store.all(userId)),
      add: (outgoing) => orFail(() => store.add(outgoing)),
      replace: (outgoing) => orFail(() => store.replace(outgoing)),
      remove: (order) => orFail(() => store.remove(order)),
    }
    return { trouble, store: fallBackToMemory(failingStore) }
  }

  it('[CHATUI-5] sends what it had kept once it can be read again, and what is said meanwhile', async () => {
    const [server, kept] = [new FakeServer(), aStore()]
    const { trouble, store } = failing(kept)
    const { outbox, line } = aTab(server, store)
    line.isOpen = false
    await outbox.add(c1, say('kept'))
    trouble.error = new DOMException('closing', 'InvalidStateError')
    await outbox.add(c1, say('meanwhile'))
    outbox.lead()
    trouble.error = null
    line.isOpen = true
    outbox.wake()
    await until(() => server.bodies(c1).length === 2)
    expect(server.bodies(c1)).toEqual(['kept', 'meanwhile'])
  })

  it('tells the person when there is no room', async () => {
    const { trouble, store } = failing(aStore())
    const { outbox, phases } = aTab(new FakeServer(), store)
    trouble.error = new DOMException('full', 'QuotaExceededError')
    await expect(outbox.add(c1, say('too much'))).rejects.toThrow('full')
    expect(phases()).toEqual([])
  })
})
