import { setTimeout as delay } from 'node:timers/promises'
import type { Stream } from '../../server/journal/entry.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import { eventually } from '../server.ts'
import { type Answer, type Call, type Seen, seen, states } from './calls.ts'
import { aClientProcess, aLocalClient, type Client } from './clients.ts'
import type { Schedule, Step } from './schedule.ts'
import type { World } from './world.ts'

/** A call and what came of it. `from` and `to`: moments, as numbers that rise. */
export interface Made {
  readonly call: Call
  readonly client: Client
  readonly from: number
  readonly to: number
  readonly answer: Answer
}

export interface Followed {
  readonly stream: Stream
  readonly after: number
  readonly entries: readonly Seen[]
  /** Its process died: it need not have seen everything. */
  readonly ended: boolean
}

export interface History {
  readonly made: readonly Made[]
  readonly followed: readonly Followed[]
  /** What is stored at the end. */
  readonly streams: ReadonlyMap<Stream, readonly Seen[]>
  readonly counters: ReadonlyMap<string, number>
  /** Keys of the commits that left work. */
  readonly outbox: readonly string[]
}

const mostOutstanding = 60

/**
 * Lets the clients take the steps, then reads what has become of it.
 * @param clients a killed one is replaced in it
 */
export async function runSchedule(world: World, clients: Client[], { streams, steps }: Schedule): Promise<History> {
  const made: Made[] = []
  const followed: (Followed & { follower: ReturnType<Client['follow']> })[] = []
  const outstanding = new Set<Promise<void>>()
  let moment = 0

  async function make(client: Client, call: Call): Promise<Answer> {
    const from = moment++
    const answer = await client.call(call)
    made.push({ call, client, from, to: moment++, answer })
    return answer
  }

  /** Who is persistent asks again, here or there, until the outcome is known. */
  async function see(call: Call, first: Promise<Answer>, persistent: boolean): Promise<void> {
    for (let answer = await first, i = 0; persistent && isOpen(answer); i++) {
      await delay(20)
      const client = clients[i % clients.length]
      if (client) answer = await make(client, call)
    }
  }

  function track(work: Promise<void>): void {
    const one: Promise<void> = work.finally(() => outstanding.delete(one))
    outstanding.add(one)
  }

  const take: { [Kind in Step['kind']]: (step: Step & { kind: Kind }, client: Client) => Promise<void> } = {
    calls: async ({ calls, persistent }, client) => {
      for (const call of calls) track(see(call, make(client, call), persistent))
      while (outstanding.size > mostOutstanding) await Promise.race(outstanding)
    },
    follow: async ({ stream, behind }, client) => {
      const told = made.flatMap(({ answer, call }) =>
        answer.kind === 'written' && 'stream' in call && call.stream === stream ? answer.seqs : [],
      )
      const after = Math.max(0, ...told) - behind
      const follower = client.follow(stream, Math.max(0, after))
      followed.push({ stream, after: Math.max(0, after), entries: follower.entries, ended: false, follower })
    },
    pause: async ({ milliseconds }) => delay(milliseconds),
    'kill-client': async ({ client: number }, client) => {
      if (!client.process || client.process.signalCode) return
      await client.close()
      // Until the next one is ready, whoever is sent to this one learns that it is gone.
      const start = aClientProcess(world.task)
      track(start.then((next) => void clients.splice(number, 1, next)))
    },
    'stop-client': async ({ milliseconds }, client) => {
      if (!client.process?.kill('SIGSTOP')) return
      track(delay(milliseconds).then(() => void client.process?.kill('SIGCONT')))
    },
    'kill-store': () => world.killStore(),
  }
  for (const step of steps) {
    const client = clients['client' in step ? step.client : 0]
    if (client) await (take[step.kind] as (step: Step, client: Client) => Promise<void>)(step, client)
  }
  while (outstanding.size > 0) await Promise.all(outstanding)

  const commits = made.flatMap(({ call }) => (call.kind === 'commit' ? [call.key] : []))
  const end = await readEnd(world, streams, commits)
  const isComplete = ({ stream, after, follower }: (typeof followed)[number]) =>
    follower.ended || (follower.entries.at(-1)?.seq ?? after) >= (end.streams.get(stream)?.length ?? 0)
  // Whoever has not seen everything by then is found by the comparison, which says what is missing.
  await eventually(() => followed.every(isComplete), 60_000).catch(() => undefined)
  return { made, followed: followed.map((one) => ({ ...one, ended: one.follower.ended })), ...end }
}

const isOpen = (answer: Answer): boolean =>
  answer.kind === 'gone' || (answer.kind === 'refused' && answer.code === 'store-unavailable')

/** Read by somebody who took no part. */
export async function readEnd(
  world: World,
  streams: readonly Stream[],
  commits: readonly string[],
): Promise<Pick<History, 'streams' | 'counters' | 'outbox'>> {
  const { db } = world
  const { journal } = aLocalClient(world)
  const read = async (stream: Stream) => [stream, (await journal.read(stream, 0, 100_000)).map(seen)] as const
  const stored = await eventually(() => Promise.all(streams.map(read)))
  const counters = await states(db)
    .find({ _id: { $in: [...streams] } })
    .toArray()
  const outbox = await outboxRows({ db })
    .find({ 'payload.applicationId': { $in: [...commits] } })
    .toArray()
  journal.close()
  return {
    streams: new Map(stored),
    counters: new Map(counters.map(({ _id, value }) => [_id, value])),
    outbox: outbox.map(({ payload }) => String(payload['applicationId'])),
  }
}
