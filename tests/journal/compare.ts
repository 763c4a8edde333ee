import type { Stream } from '../../server/journal/entry.ts'
import { type Answer, type Call, type Request, type Seen, saidBy } from './calls.ts'
import { Model, type Told } from './model.ts'
import type { Followed, History, Made } from './run.ts'

/**
 * Plays what is stored again on the model, in the order in which it is stored, and holds everything that anybody was
 * told against it. @returns what is wrong, in words; nothing, if all is well
 */
export function compare(history: History): string[] {
  const model = new Model()
  return [
    ...replay(model, history),
    ...history.made.flatMap((made) => wrongAnswer(model, made) ?? []),
    ...wrongOrder(history),
    ...history.made.flatMap((made) => wrongReading(history, made)),
    ...history.followed.flatMap((followed, i) => wrongFollowing(history, followed).map((it) => `follower ${i} ${it}`)),
    ...differences('counter', history.counters, (stream) => model.counter(stream)),
    ...wrongOutbox(history),
  ]
}

const streamsOf = (call: Call): readonly Stream[] => (call.kind === 'commit' ? call.streams : [call.stream])

/** Writes to the model what is stored; a commit on two streams is one step, wherever it stands in each. */
function replay(model: Model, { made, streams }: History): string[] {
  const asked = new Map(made.flatMap(({ call }) => (call.kind === 'read' ? [] : [[call.key, call] as const])))
  const texts = textsOf(made)
  const wrong: string[] = []
  const next = new Map([...streams].map(([stream]) => [stream, 0]))
  const nextOf = (stream: Stream): Seen | undefined => streams.get(stream)?.[next.get(stream) ?? 0]
  for (;;) {
    const ready = [...streams.keys()].find((stream) => {
      const entry = nextOf(stream)
      const call = entry && asked.get(entry.key)
      return entry && (!call || streamsOf(call).every((one) => nextOf(one)?.key === entry.key))
    })
    const entry = ready && nextOf(ready)
    if (!entry) break
    const call = asked.get(entry.key)
    for (const stream of call ? streamsOf(call) : [ready]) next.set(stream, (next.get(stream) ?? 0) + 1)
    if (!call) wrong.push(`${ready} ${entry.seq} holds ${entry.key}, which nobody sent`)
    else wrong.push(...write(model, call, entry.said ?? saidUnder(made, entry.key)))
  }
  for (const [stream, entries] of streams) {
    if (nextOf(stream))
      wrong.push(`${stream} is not one order with others from ${nextOf(stream)?.seq} on: half a commit`)
    const expected = model.stream(stream)
    for (const [i, { seq, key, said, value }] of entries.entries()) {
      const found = JSON.stringify([seq, key, said, value])
      const ideal = JSON.stringify([i + 1, expected[i]?.key, expected[i]?.said, expected[i]?.value])
      if (found !== ideal) wrong.push(`${stream} holds ${found} where the model has ${ideal}`)
      if (said !== null && !texts.get(key)?.has(said)) wrong.push(`${stream} ${seq} says ${said}, which nobody sent`)
    }
  }
  return wrong
}

/** What is wrong: a key that is there twice, a deed of somebody who had no right to it. */
function write(model: Model, call: Request, said: string): string[] {
  const told = writeTo(model, call, said)
  const isNew = typeof told === 'object' && !told.duplicate
  return isNew ? [] : [`${JSON.stringify(call)} is stored; by the model it is ${JSON.stringify(told)}`]
}

function writeTo(model: Model, call: Request, said: string): Told {
  switch (call.kind) {
    case 'append':
      return model.append(call.stream, call.key, said)
    case 'commit':
      return model.commit(call.streams, call.key, said)
    case 'blank':
      return model.blank(call.stream, call.key, call.of)
    case 'allow':
      return model.allow(call.stream, call.key, said, call)
    case 'act':
      return model.act(call.stream, call.key, call.who)
  }
}

/** What a body said that is gone: what somebody was told is stored; else what nobody was told is not. */
function saidUnder(made: readonly Made[], key: string): string {
  const sent = made.filter(({ call }) => call.kind !== 'read' && call.key === key)
  const isRefused = (answer: Answer) => answer.kind === 'refused' && answer.code === 'idempotency-conflict'
  const first = sent.find(({ answer }) => answer.kind === 'written') ?? sent.find(({ answer }) => !isRefused(answer))
  return first ? saidBy(first.call) : ''
}

/** What was sent under each key. */
function textsOf(made: readonly Made[]): Map<string, Set<string>> {
  const texts = new Map<string, Set<string>>()
  for (const { call } of made) {
    if ('key' in call) texts.set(call.key, (texts.get(call.key) ?? new Set()).add(saidBy(call)))
  }
  return texts
}

/** Whoever was told of an outcome was told what everybody is told who asks again. */
function wrongAnswer(model: Model, { call, answer }: Made): string | null {
  if (call.kind === 'read' || answer.kind === 'gone') return answer.kind === 'failed' ? answer.error : null
  const again = model.again(call.key, saidBy(call))
  const told = JSON.stringify(answer)
  if (answer.kind === 'written') {
    if (again === null) return `${call.key} was acknowledged and is not there: ${told}`
    if (typeof again === 'string') return `${call.key} has another content and was acknowledged: ${told}`
    return String(again.seqs) === String(answer.seqs) ? null : `${call.key} stands at ${again.seqs}, was told ${told}`
  }
  if (answer.kind === 'refused') {
    if (answer.code === 'store-unavailable') return null
    if (answer.code === 'idempotency-conflict' && again === 'idempotency-conflict') return null
    if (answer.code === 'not-found' && call.kind === 'blank') return null
    if (answer.code === 'forbidden' && call.kind === 'act') return null
  }
  return `${JSON.stringify(call)} was answered ${told}`
}

/** What was acknowledged before another was asked for stands before it; so do calls of one client, as they were made. */
function wrongOrder({ made, streams }: History): string[] {
  const spans = new Map<string, { from: number; to: number }>()
  for (const { call, from, to, answer } of made) {
    if (!('key' in call)) continue
    const span = spans.get(call.key) ?? { from, to: Number.POSITIVE_INFINITY }
    const until = answer.kind === 'written' ? Math.min(span.to, to) : span.to
    spans.set(call.key, { from: Math.min(span.from, from), to: until })
  }
  const wrong: string[] = []
  for (const [stream, entries] of streams) {
    let latest = -1
    for (const { seq, key } of entries) {
      const span = spans.get(key)
      if (span && span.to < latest) wrong.push(`${stream} ${seq} was acknowledged before an earlier entry was sent`)
      latest = Math.max(latest, span?.from ?? -1)
    }
  }
  const last = new Map<string, { seq: number; key: string }>()
  const numbers = new Map<object, number>()
  for (const { call, client, answer } of [...made].sort((a, b) => a.from - b.from)) {
    if (call.kind !== 'append' || answer.kind !== 'written' || answer.duplicate) continue
    if (!numbers.has(client)) numbers.set(client, numbers.size)
    const place = `client ${numbers.get(client)} in ${call.stream}`
    const [before, seq] = [last.get(place), answer.seqs[0] ?? 0]
    if (before && before.seq >= seq) wrong.push(`${place}: ${call.key} at ${seq} after ${before.key} at ${before.seq}`)
    last.set(place, { seq, key: call.key })
  }
  return wrong
}

/** Entries are whole: each is the stored one, its body apart, which may have been taken out since. */
function wrongEntries({ streams }: History, stream: Stream, after: number, entries: readonly Seen[]): string[] {
  const stored = streams.get(stream) ?? []
  return entries.flatMap((entry, i) => {
    if (entry.seq !== after + 1 + i) return [`saw ${entry.seq} in ${stream} where ${after + 1 + i} was due`]
    const found = stored[entry.seq - 1]
    const isSame = found?.key === entry.key && (entry.said === found.said || found.said === null)
    return isSame ? [] : [`saw ${JSON.stringify(entry)} in ${stream}, stored is ${JSON.stringify(found)}`]
  })
}

function wrongReading(history: History, { call, from, answer }: Made): string[] {
  if (call.kind !== 'read' || answer.kind !== 'read') return []
  const known = history.made.flatMap((other) =>
    other.to < from &&
    other.answer.kind === 'written' &&
    other.call.kind === 'append' &&
    other.call.stream === call.stream
      ? other.answer.seqs
      : [],
  )
  const seen = answer.entries.at(-1)?.seq ?? call.after
  const wrong = wrongEntries(history, call.stream, call.after, answer.entries)
  if (Math.max(seen, answer.head) < Math.max(0, ...known)) wrong.push('did not see what was acknowledged')
  if (seen < answer.head) wrong.push(`saw up to ${seen} after the head was ${answer.head}`)
  return wrong.map((it) => `a reading of ${call.stream} after ${call.after} ${it}`)
}

function wrongFollowing(history: History, { stream, after, entries, ended }: Followed): string[] {
  const head = history.streams.get(stream)?.length ?? 0
  const wrong = wrongEntries(history, stream, after, entries)
  const seen = entries.at(-1)?.seq ?? after
  if (!ended && seen < head) wrong.push(`of ${stream} after ${after} saw up to ${seen} of ${head}`)
  return wrong
}

function differences(what: string, found: ReadonlyMap<string, number>, ideal: (name: string) => number): string[] {
  return [...found].flatMap(([name, value]) =>
    value === ideal(name) ? [] : [`${what} of ${name} is ${value}, by the model ${ideal(name)}`],
  )
}

/** One row for each commit that is there, and for no other. */
function wrongOutbox({ streams, outbox }: History): string[] {
  const committed = [...streams.values()].flat().filter(({ type }) => type === 'test.committed')
  const keys = [...new Set(committed.map(({ key }) => key))].sort()
  return String(keys) === String([...outbox].sort()) ? [] : ['the outbox is not that of the commits']
}
