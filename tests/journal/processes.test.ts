import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedOf, type Stream } from '../../server/journal/entry.ts'
import { newId } from '../../server/store/ids.ts'
import { eventually } from '../server.ts'
import type { Answer, Call } from './calls.ts'
import { aClientProcess, aLocalClient, type Client, type ClientProcess } from './clients.ts'
import { compare } from './compare.ts'
import { type History, type Made, readEnd } from './run.ts'
import { aWorld, type World } from './world.ts'

let world: World
let processes: ClientProcess[]
let made: Made[]
let moment = 0
let stream: Stream
const isSoak = process.env['SOAK'] !== undefined
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

beforeAll(async () => {
  world = await aWorld()
  processes = await Promise.all(upTo(3).map(() => aClientProcess(world.task)))
})
beforeEach(() => {
  stream = feedOf(newId())
  made = []
})
afterAll(async () => {
  for (const client of processes) await client.close()
  await world.close()
})

/** Notes what somebody asked and was told, for the comparison with the model. */
async function noted(client: Client, call: Call, answering: Promise<Answer> = client.call(call)): Promise<Answer> {
  const from = moment++
  const answer = await answering
  made.push({ call, client, from, to: moment++, answer })
  return answer
}

/** Asks until there is an outcome, as a browser does, always with the same key. */
async function persistently(client: Client, call: Call, first = noted(client, call)): Promise<Answer> {
  const isOpen = (answer: Answer) => answer.kind === 'refused' && answer.code === 'store-unavailable'
  let answer = await first
  if (isOpen(answer)) {
    answer = await eventually(async () => {
      const next = await noted(client, call)
      return isOpen(next) ? null : next
    })
  }
  return answer
}

const aCommit = (): Call => ({ kind: 'commit', streams: [stream], key: newId(), text: 'counted' })
const anAppend = (): Call => ({ kind: 'append', stream, key: newId(), text: 'said' })
const one = (i: number): ClientProcess => {
  const found = processes[i]
  if (!found) throw new Error(`There is no process ${i}`)
  return found
}

/** Everything that was told and is stored, held against the model. */
async function historyOf(followed: History['followed'] = []): Promise<History> {
  const commits = made.flatMap(({ call }) => (call.kind === 'commit' ? [call.key] : []))
  return { made, followed, ...(await readEnd(world, [stream], commits)) }
}
const stored = (history: History) => history.streams.get(stream) ?? []
const times = (history: History, call: Call): number =>
  stored(history).filter(({ key }) => 'key' in call && key === call.key).length

describe('two and three processes on one stream', () => {
  it('[JRN-5] append and commit at once without hole, double or reorder, also while the store is restarted', async () => {
    const [each, kills] = isSoak ? [200, 4] : [60, 1]
    const work = processes.flatMap((client, p) =>
      upTo(each).map((n) => persistently(client, (p + n) % 2 ? aCommit() : anAppend())),
    )
    for (const kill of upTo(kills)) {
      await eventually(() => made.length > (kill * 3 * each) / (kills + 2), 60_000)
      await world.killStore()
    }
    await Promise.all(work)
    const history = await historyOf()
    expect(compare(history)).toEqual([])
    expect(stored(history)).toHaveLength(3 * each)
  })

  // What it has locked when it stops is free again as soon as the store finds it idle and in somebody's way.
  it.each(['read', 'written'] as const)(
    '[JRN-15] one that is stopped when its state is %s learns of it and does it once; others go on',
    async (at) => {
      const stopped = one(0)
      const call = aCommit()
      const halt = stopped.halt(call, at)
      const answer = persistently(stopped, call, noted(stopped, call, halt.answer))
      await halt.halted
      stopped.process.kill('SIGSTOP')
      halt.goOn()
      const since = Date.now()
      // Longer than anybody has patience: it must not refuse for the time in which it did not run.
      await eventually(async () => {
        await Promise.all([1, 2].map((i) => persistently(one(i), aCommit())))
        return Date.now() - since > 5500
      })
      if (at === 'read') expect(made.every(({ answer: { kind } }) => kind === 'written')).toBe(true)
      stopped.process.kill('SIGCONT')
      expect(await answer).toMatchObject({ kind: 'written' })
      const history = await historyOf()
      expect(compare(history)).toEqual([])
      expect(times(history, call)).toBe(1)
      expect(stored(history).at(-1)).toMatchObject({ value: stored(history).length })
    },
  )

  it.each(['read', 'written'] as const)(
    '[JRN-16] one that is killed when its state is %s leaves nothing, and others go on',
    async (at) => {
      const call = aCommit()
      const halt = one(0).halt(call, at)
      const answer = noted(one(0), call, halt.answer)
      await halt.halted
      one(0).process.kill('SIGKILL')
      const others = await Promise.all([1, 2].flatMap((i) => upTo(5).map(() => noted(one(i), aCommit()))))
      expect(await answer).toEqual({ kind: 'gone' })
      // Within the patience of a command: the store ends the transaction of somebody who is gone.
      expect(others.filter(({ kind }) => kind !== 'written')).toEqual([])
      expect(times(await historyOf(), call)).toBe(0)
      processes[0] = await aClientProcess(world.task)
      expect(await noted(one(1), call)).toMatchObject({ kind: 'written', duplicate: false })
      expect(await noted(one(2), call)).toMatchObject({ kind: 'written', duplicate: true })
      expect(compare(await historyOf())).toEqual([])
    },
  )

  it('[JRN-18] a decision never rests on a right that was taken before', async () => {
    const who = 'somebody'
    const allow = (may: boolean) => persistently(one(0), { kind: 'allow', stream, key: newId(), who, may })
    let over = false
    const acting = [1, 2].flatMap((i) =>
      upTo(4).map(async () => {
        while (!over) await persistently(one(i), { kind: 'act', stream, key: newId(), who })
      }),
    )
    const deeds = () => made.filter(({ call, answer }) => call.kind === 'act' && answer.kind === 'written').length
    for (const _ of upTo(8)) {
      await allow(true)
      const before = deeds()
      await eventually(() => deeds() > before + 4)
      await allow(false)
    }
    over = true
    await Promise.all(acting)
    const history = await historyOf()
    expect(compare(history)).toEqual([])
    expect(made.some(({ answer }) => answer.kind === 'refused' && answer.code === 'forbidden')).toBe(true)
  })

  it('[JRN-19] a batch goes on around what others stored meanwhile: duplicates are answered, conflicts refused', async () => {
    const here = aLocalClient(await world.another())
    const batch = upTo(30).map(() => anAppend())
    await noted(here, anAppend())
    // The process knows the end; then others store some of the batch's keys, one in three with another content.
    const taken = batch.filter((_, i) => i % 5 === 2)
    await Promise.all(
      taken.map((call, i) =>
        noted(one(i % 3), i % 3 === 0 && call.kind === 'append' ? { ...call, text: 'other' } : call),
      ),
    )
    const answers = await Promise.all(batch.map((call) => noted(here, call)))
    const outcome = answers.map((answer) =>
      answer.kind === 'written'
        ? answer.duplicate
          ? 'duplicate'
          : 'written'
        : answer.kind === 'refused' && answer.code,
    )
    expect(outcome).toEqual(
      batch.map((call) => {
        const i = taken.indexOf(call)
        return i < 0 ? 'written' : i % 3 === 0 ? 'idempotency-conflict' : 'duplicate'
      }),
    )
    expect(compare(await historyOf())).toEqual([])
    await here.close()
  })
})

describe('following over processes', () => {
  it('[JRN-17] has neither gap nor repeat, stopped now and then, and over restarts of the store', async () => {
    const reader = one(2)
    const follower = reader.follow(stream, 0)
    let over = false
    const writing = [0, 1].map(async (i) => {
      while (!over) await Promise.all(upTo(4).map((n) => persistently(one(i), n % 2 ? anAppend() : aCommit())))
    })
    for (const round of upTo(isSoak ? 10 : 2)) {
      const before = made.length
      reader.process.kill('SIGSTOP')
      await eventually(() => made.length > before + 30)
      if (round % 2 === 1) await world.killStore()
      await eventually(() => made.length > before + 60)
      reader.process.kill('SIGCONT')
      await eventually(() => made.length > before + 90)
    }
    over = true
    await Promise.all(writing)
    const head = stored(await historyOf()).length
    await eventually(() => (follower.entries.at(-1)?.seq ?? 0) >= head, 60_000)
    const { entries, ended } = follower
    expect(compare(await historyOf([{ stream, after: 0, entries, ended }]))).toEqual([])
    expect(entries).toHaveLength(head)
  })
})
