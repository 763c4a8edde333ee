import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { eventually } from '../../tests/server.ts'
import { AppError } from '../app-error.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes, type Store } from '../store/mongo.ts'
import { outboxPlan, outboxRows } from '../store/outbox.ts'
import { bySystem } from './actors.ts'
import { type Entry, feedOf, journalPlan, journalRows } from './entry.ts'
import type { Journal } from './journal.ts'

let store: TestStore
const journals: Journal[] = []

/** A journal as one process has it: its own bus and its own knowledge of the streams' ends. */
function aProcess(on: Pick<Store, 'client' | 'db'>): Journal {
  const journal = aJournal(on)
  journals.push(journal)
  return journal
}

const note = (text: string) => ({ type: 'test.noted', data: { text }, actor: bySystem })
const aStream = () => feedOf(newId())
const numbers = (entries: readonly Entry[]) => entries.map((entry) => entry.seq)
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan])
})
afterAll(async () => {
  for (const journal of journals) journal.close()
  await store.close()
})

describe('appending', () => {
  it('[JRN-1] numbers entries 1, 2, 3 … in the order of the calls', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const appended = await Promise.all(upTo(50).map((n) => journal.append(stream, { key: `k${n}`, ...note(`${n}`) })))
    expect(appended.map(({ entry }) => entry.seq)).toEqual(upTo(50))
    expect(numbers(await journal.read(stream, 0, 100))).toEqual(upTo(50))
  })

  it('[JRN-2] stores a key once, for ever, and answers what is stored', async () => {
    const stream = aStream()
    const first = await aProcess(store).append(stream, { key: 'same', ...note('first') })
    const again = await aProcess(store).append(stream, { key: 'same', ...note('first') })
    expect(again).toEqual({ entry: first.entry, duplicate: true })
    expect(await journalRows(store).countDocuments({ stream })).toBe(1)
  })

  it('[JRN-13] refuses a key that stands for another content, and holds up nobody for it', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    await journal.append(stream, { key: 'stored', ...note('first') })
    const attempts = [
      { key: 'a', ...note('a') },
      { key: 'stored', ...note('second') },
      { key: 'twice', ...note('one') },
      { key: 'twice', ...note('two') },
      { key: 'stored', ...note('first') },
      { key: 'b', ...note('b') },
    ]
    const answers = await Promise.allSettled(attempts.map((entry) => journal.append(stream, entry)))
    expect(
      answers.map((answer) =>
        answer.status === 'fulfilled' ? [answer.value.entry.seq, answer.value.duplicate] : answer.reason.code,
      ),
    ).toEqual([[2, false], 'idempotency-conflict', [3, false], 'idempotency-conflict', [1, true], [4, false]])
    expect((await journal.read(stream, 0, 10)).map(({ data }) => data['text'])).toEqual(['first', 'a', 'one', 'b'])
  })

  it('[JRN-13] takes the same values for the same content, whatever the order of fields and the form of bytes', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const at = new Date()
    const say = (data: object) => journal.append(stream, { key: 'k', type: 'test.noted', actor: bySystem, data })
    await say({ a: 1, b: { c: at, d: Buffer.from('bytes') }, e: undefined })
    const again = await say({ b: { d: Buffer.from('bytes'), c: at }, a: 1 })
    expect(again).toMatchObject({ duplicate: true, entry: { seq: 1 } })
    await expect(say({ a: '1', b: { c: at, d: Buffer.from('bytes') } })).rejects.toThrow(AppError)
  })

  it('[JRN-3] equal keys within one batch are one entry', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const answers = await Promise.all([1, 2, 3].map(() => journal.append(stream, { key: 'k', ...note('x') })))
    expect(answers.map((answer) => answer.duplicate)).toEqual([false, true, true])
    expect(new Set(answers.map((answer) => answer.entry.seq))).toEqual(new Set([1]))
  })

  it('[JRN-4] a key that another process stored in the meantime holds up nobody behind it', async () => {
    const stream = aStream()
    const [here, there] = [aProcess(store), aProcess(await store.another())]
    await here.append(stream, { key: 'a', ...note('a') })
    await there.append(stream, { key: 'b', ...note('b') })
    const answers = await Promise.all(['c', 'b', 'd'].map((key) => here.append(stream, { key, ...note(key) })))
    expect(answers.map(({ entry, duplicate }) => [entry.seq, duplicate])).toEqual([
      [3, false],
      [2, true],
      [4, false],
    ])
  })

  it('[JRN-5] three processes on one stream leave no hole and no double', async () => {
    const stream = aStream()
    const here = [aProcess(store), aProcess(await store.another()), aProcess(await store.another())]
    await Promise.all(
      here.flatMap((journal, p) => upTo(40).map((n) => journal.append(stream, { key: `${p}-${n}`, ...note('x') }))),
    )
    const entries = await aProcess(store).read(stream, 0, 500)
    expect(numbers(entries)).toEqual(upTo(120))
    expect(new Set(entries.map((entry) => entry.key)).size).toBe(120)
  })
})

describe('committing', () => {
  type State = { _id: string; value: number }
  const states = () => store.db.collection<State>('states')

  it('[JRN-6] writes state, entry and outbox row together, or nothing', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const attempt = journal.commit([stream], async (tx) => {
      await tx.db.collection<{ _id: string }>('states').insertOne({ _id: stream }, { session: tx.session })
      tx.append(stream, note('never'))
      tx.outbox('tell-candidate', { applicationId: stream, version: 1 })
      throw new AppError('forbidden')
    })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
    expect(await states().findOne({ _id: stream })).toBeNull()
    expect(await journal.head(stream)).toBe(0)
    expect(await outboxRows(store).countDocuments({ 'payload.applicationId': stream })).toBe(0)
  })

  it('[JRN-24] stores what commands put aside in their order, each before the next one reads', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const seen = await Promise.all(
      upTo(5).map(() =>
        journal.commit([stream], async (tx) => {
          const rows = tx.db.collection<State>('states')
          const before = await rows.findOne({ _id: stream }, { session: tx.session })
          tx.write(rows, { updateOne: { filter: { _id: stream }, update: { $inc: { value: 2 } }, upsert: true } })
          tx.write(rows, { updateOne: { filter: { _id: stream }, update: { $inc: { value: -1 } } } })
          tx.append(stream, note('counted'))
          return before?.value ?? 0
        }),
      ),
    )
    expect(seen).toEqual([0, 1, 2, 3, 4])
    expect(await states().findOne({ _id: stream })).toMatchObject({ value: 5 })
    expect(await journal.head(stream)).toBe(5)
  })

  it('[JRN-24] shows a command what it put aside, however it asks', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const other = `other-${stream}`
    await states().insertOne({ _id: other, value: 0 })
    const seen = await journal.commit([stream], async (tx) => {
      const [rows, options] = [tx.db.collection<State>('states'), { session: tx.session }]
      const add = () =>
        tx.write(rows, { updateOne: { filter: { _id: stream }, update: { $inc: { value: 1 } }, upsert: true } })
      const asks: (() => Promise<number | undefined>)[] = [
        async () => (await rows.findOne({ _id: stream }, options))?.value,
        async () => (await rows.find({ _id: stream }, options).sort({ _id: 1 }).limit(1).toArray())[0]?.value,
        async () => {
          for await (const row of rows.find({ _id: stream }, options)) return row.value
          return undefined
        },
        async () => (await rows.findOneAndUpdate({ _id: stream }, { $set: { value: 4 } }, options))?.value,
        async () => {
          const join = { from: 'states', localField: 'none', foreignField: 'none', pipeline: [], as: 'all' }
          const joined = tx.db.collection('others').aggregate<{ all: State[] }>([{ $lookup: join }], options)
          return (await joined.toArray())[0]?.all.find(({ _id }) => _id === stream)?.value
        },
      ]
      await tx.db.collection('others').insertOne({}, options)
      const answers: (number | undefined)[] = []
      for (const ask of asks) {
        add()
        answers.push(await ask())
      }
      return answers
    })
    expect(seen).toEqual([1, 2, 3, 4, 5])
    expect(await states().findOne({ _id: stream })).toMatchObject({ value: 5 })
  })

  it('[JRN-24] runs the whole command again when what it put aside conflicts, and fails it for another reason', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    let runs = 0
    const insert = () =>
      journal.commit([stream], async (tx) => {
        runs++
        const rows = tx.db.collection<State>('states')
        if (await rows.findOne({ _id: stream }, { session: tx.session })) return 'there'
        if (runs === 1) await states().insertOne({ _id: stream, value: 1 })
        tx.write(rows, { insertOne: { document: { _id: stream, value: 2 } } })
        return 'new'
      })
    expect(await insert()).toBe('there')
    expect(runs).toBe(2)
    const wrong = journal.commit([stream], async (tx) => {
      runs++
      tx.write(states(), { updateOne: { filter: { _id: stream }, update: { $inc: { _id: 1 } } as object } })
    })
    await expect(wrong).rejects.toMatchObject({ code: expect.any(Number) })
    expect(runs).toBe(3)
  })

  it('[OPS-10] leaves each command’s work for its own request, also when they share a transaction', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const ids = ['a', 'b', undefined, 'c']
    await Promise.all(
      ids.map((request) =>
        journal.for({ request }).commit([stream], async (tx) => {
          tx.append(stream, note(`${request}`))
          tx.outbox('tell-candidate', { applicationId: `${stream} ${request}`, version: 1 })
        }),
      ),
    )
    const rows = await outboxRows(store)
      .find({ 'payload.applicationId': { $in: ids.map((id) => `${stream} ${id}`) } })
      .toArray()
    const caused = rows.map(({ request, payload }) => [payload['applicationId'], request])
    expect(new Map(caused as [string, string | undefined][])).toEqual(new Map(ids.map((id) => [`${stream} ${id}`, id])))
  })

  it('[JRN-7] runs the whole command again when another process was first', async () => {
    const stream = aStream()
    const here = [aProcess(store), aProcess(await store.another())]
    await states().insertOne({ _id: stream, value: 0 })
    await Promise.all(
      here.flatMap((journal) =>
        upTo(15).map(() =>
          journal.commit([stream], async (tx) => {
            // Read, then write what follows from it: a decision on an old snapshot would lose a step.
            const rows = tx.db.collection<{ _id: string; value: number }>('states')
            const before = await rows.findOne({ _id: stream }, { session: tx.session })
            await rows.updateOne(
              { _id: stream },
              { $set: { value: (before?.value ?? 0) + 1 } },
              { session: tx.session },
            )
            tx.append(stream, note(`${before?.value}`))
          }),
        ),
      ),
    )
    const entries = await aProcess(store).read(stream, 0, 100)
    expect(numbers(entries)).toEqual(upTo(30))
    expect(entries.map((entry) => Number(entry.data['text']))).toEqual(upTo(30).map((n) => n - 1))
    expect((await states().findOne({ _id: stream }))?.value).toBe(30)
  })

  it('[JRN-22] decides once behind what another process wrote and is followed here', async () => {
    const stream = aStream()
    const [here, there] = [aProcess(store), aProcess(await store.another())]
    const [heard, tries]: [number[], string[]] = [[], []]
    const commit = (text: string) =>
      here.commit([stream], async (tx) => {
        tries.push(text)
        return tx.append(stream, note(text))
      })
    expect(await commit('first')).toBe(1)
    here.follow(stream, 0, (entries) => void heard.push(...numbers(entries)))
    await there.append(stream, { key: 'theirs', ...note('theirs') })
    await eventually(() => heard.includes(2))
    expect(await commit('second')).toBe(3)
    expect(await here.append(stream, { key: 'third', ...note('third') })).toMatchObject({ entry: { seq: 4 } })
    expect(tries).toEqual(['first', 'second'])
  })

  it('[JRN-22] decides once behind another process, unfollowed, when that was first the last time', async () => {
    const stream = aStream()
    const [here, there] = [aProcess(store), aProcess(await store.another())]
    const tries: string[] = []
    const inTurn = async (text: string) => {
      await there.append(stream, { key: text, ...note(text) })
      await here.commit([stream], async (tx) => {
        tries.push(text)
        tx.append(stream, note(text))
      })
    }
    for (const text of ['a', 'b', 'c', 'd']) await inTurn(text)
    // The end is read before the first; the second finds out that it is not alone.
    expect(tries).toEqual(['a', 'b', 'b', 'c', 'd'])
    expect(numbers(await here.read(stream, 0, 100))).toEqual(upTo(8))
  })

  it('[JRN-8] refuses to write to a stream that is not held', async () => {
    const [held, other] = [aStream(), aStream()]
    const attempt = aProcess(store).commit([held], async (tx) => tx.append(other, note('x')))
    await expect(attempt).rejects.toThrow(/was not named to commit/)
  })

  it('[JRN-9] shares numbers with entries appended at the same time', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    await Promise.all(
      upTo(20).map((n) =>
        n % 2 === 0
          ? journal.append(stream, { key: `k${n}`, ...note('appended') })
          : journal.commit([stream], async (tx) => tx.append(stream, note('committed'))),
      ),
    )
    expect(numbers(await journal.read(stream, 0, 100))).toEqual(upTo(20))
  })
})

describe('blanking', () => {
  it('[JRN-14] takes a body out for ever; number and key stay, and the key is still answered', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    for (const n of upTo(3)) await journal.append(stream, { key: `k${n}`, ...note(`secret ${n}`) })
    const blank = () =>
      journal.commit([stream], async (tx) => {
        await tx.blank(stream, 2)
        return tx.append(stream, note('gone'))
      })
    expect(await blank()).toBe(4)
    const [row] = await journalRows(store).find({ stream, seq: 2 }).toArray()
    expect(row).toMatchObject({ seq: 2, key: 'k2', type: 'test.noted', actor: bySystem, data: {} })
    expect(JSON.stringify(row)).not.toContain('secret')
    const elsewhere = aProcess(await store.another())
    expect(await elsewhere.append(stream, { key: 'k2', ...note('secret 2') })).toMatchObject({
      duplicate: true,
      entry: { seq: 2, data: {} },
    })
    const forged = elsewhere.append(stream, { key: 'k2', ...note('') })
    await expect(forged).rejects.toMatchObject({ code: 'idempotency-conflict' })
    // Once more changes nothing: the HMAC is of what was said, not of the blank.
    await blank()
    expect(await journalRows(store).findOne({ stream, seq: 2 })).toEqual(row)
  })

  it('[JRN-14] takes out nothing when the command is refused', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    await journal.append(stream, { key: 'k', ...note('stays') })
    const attempt = journal.commit([stream], async (tx) => {
      await tx.blank(stream, 1)
      throw new AppError('forbidden')
    })
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
    expect(await journal.read(stream, 0, 10)).toMatchObject([{ data: { text: 'stays' } }])
  })
})

describe('following', () => {
  it('[JRN-10] hands over everything from a number on, live, without gap or repeat', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    const seen: number[] = []
    await Promise.all(upTo(30).map((n) => journal.append(stream, { key: `early-${n}`, ...note('x') })))
    const following = journal.follow(stream, 10, (entries) => {
      seen.push(...numbers(entries))
    })
    await Promise.all(upTo(30).map((n) => journal.append(stream, { key: `late-${n}`, ...note('x') })))
    await eventually(() => seen.length >= 50)
    expect(seen).toEqual(upTo(60).slice(10))
    following.close()
  })

  it('[JRN-11] hears of entries that another process wrote', async () => {
    const stream = aStream()
    const seen: number[] = []
    const following = aProcess(store).follow(stream, 0, (entries) => {
      seen.push(...numbers(entries))
    })
    const there = aProcess(await store.another())
    await there.append(stream, { key: 'k1', ...note('x') })
    await eventually(() => seen.length === 1)
    await there.append(stream, { key: 'k2', ...note('x') })
    await eventually(() => seen.length === 2)
    expect(seen).toEqual([1, 2])
    following.close()
  })

  it('[JRN-23] from the end on hands over what was written since the end was asked for, here and elsewhere', async () => {
    const [here, there, stream] = [aProcess(store), aProcess(await store.another()), aStream()]
    await Promise.all(upTo(5).map((n) => here.append(stream, { key: `early-${n}`, ...note('x') })))
    const asked = here.news(stream)
    const meanwhile = [here, there].map((one, n) => one.append(stream, { key: `meanwhile-${n}`, ...note('x') }))
    const news = await asked
    await Promise.all(meanwhile)
    const seen: number[] = []
    const following = news.follow((entries) => void seen.push(...numbers(entries)))
    await there.append(stream, { key: 'late', ...note('x') })
    await eventually(() => seen.at(-1) === 8)
    expect(seen).toEqual(upTo(8).slice(news.head))
    expect(news.head).toBeGreaterThanOrEqual(5)
    following.close()
  })

  it('[JRN-12] waits for a slow follower instead of running ahead', async () => {
    const [journal, stream] = [aProcess(store), aStream()]
    let running = 0
    let most = 0
    const seen: number[] = []
    const following = journal.follow(stream, 0, async (entries) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(...numbers(entries))
      running--
    })
    for (const n of upTo(20)) await journal.append(stream, { key: `k${n}`, ...note('x') })
    await eventually(() => seen.length === 20)
    expect(seen).toEqual(upTo(20))
    expect(most).toBe(1)
    following.close()
  })

  it('[JRN-12] keeps only so much for a slow follower, which misses nothing all the same', {
    timeout: 60_000,
  }, async () => {
    const stream = aStream()
    const [here, there] = [aProcess(store), aProcess(await store.another())]
    const seen: number[] = []
    let goOn: () => void = () => undefined
    const halted = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const following = here.follow(stream, 0, async (entries) => {
      if (seen.length === 0) await halted
      seen.push(...numbers(entries))
    })
    const write = (journal: Journal, name: string, count: number) =>
      Promise.all(upTo(count).map((n) => journal.append(stream, { key: `${name}-${n}`, ...note('x') })))
    await here.append(stream, { key: 'first', ...note('x') })
    await eventually(() => following.heard === 1)
    await write(here, 'here', 2100)
    // It knows no number any more that it would have to be told of: it finds the rest in the store.
    expect(following.heard).toBeNull()
    goOn()
    await eventually(() => seen.length === 2101)
    // More than one look of the tail finds.
    await write(there, 'there', 1100)
    await eventually(() => seen.length === 3201)
    expect(seen).toEqual(upTo(3201))
    following.close()
  })
})
