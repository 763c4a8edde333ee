import { setTimeout as delay } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { startWorker } from '../../../bench/processes.ts'
import type { Finding } from '../../faults/chat/ledger.ts'
import { randomOf } from '../../random.ts'
import { check } from './check.ts'
import { type Cluster, startCluster, storedStreams } from './cluster.ts'
import { type Crowd, type Report, startCrowd } from './crowd.ts'
import { stamped } from './face.ts'
import { commit, type FaultName, healed } from './faults.ts'
import type { PageFacts } from './page.ts'
import { overlap, type Span } from './samples.ts'
import { type Rates, Work } from './work.ts'
import { keepDoing } from './workers.ts'
import type { Written } from './written.ts'

export interface Size {
  readonly nodes: number
  /** Everybody there is, each with one page. */
  readonly clients: number
  /** Two at each employer. */
  readonly conversations: number
  /** In which the pages are. */
  readonly processes: number
  /** Which part of the pages has a poor connection, from 0 to 1. */
  readonly poor: number
  readonly rates: Rates
  /** Between two messages through Socket.IO alone, in milliseconds; null: none are sent. */
  readonly bare: number | null
  /** After everybody is back, until pushes count as usual again, in milliseconds. */
  readonly settling: number
  /** How long anything may take before it counts as stuck, in milliseconds. */
  readonly patience: number
}

/** What a run comes to. */
export interface Outcome {
  readonly report: Report
  readonly findings: readonly Finding[]
}

/** Many people on several nodes, who look and write until told to stop. */
export class Run {
  readonly size: Size
  readonly cluster: Cluster
  readonly crowd: Crowd
  readonly #work: Work
  readonly random: () => number
  readonly #bare: Bare | null
  /** When something was wrong that was done on purpose. */
  readonly windows: Span[] = []

  constructor(size: Size, random: () => number, cluster: Cluster, crowd: Crowd, bare: Bare | null) {
    this.size = size
    this.cluster = cluster
    this.crowd = crowd
    this.#work = new Work(cluster)
    this.random = random
    this.#bare = bare
  }

  /** Everybody opens their page. */
  async open(): Promise<void> {
    const { nodes, cast } = this.cluster
    const facts = cast.people.map((role, i): PageFacts => {
      const place = cast.places[role.conversations[i % role.conversations.length] ?? -1]
      const employerId = cast.employerIds[role.employer ?? place?.employer ?? -1]
      if (!employerId) throw new Error(`${role.name} works for nobody`)
      const { name: who, secret } = role
      return {
        ...{ who, secret, employerId, conversationId: place?.id ?? null },
        ...{ node: i % nodes.length, isPoor: this.random() < this.size.poor },
      }
    })
    const audience = Math.round(cast.people.length / cast.places.length)
    await this.crowd.open({
      ...{ facts, urls: nodes.map(({ url }) => url), seed: Math.floor(this.random() * 1e9) },
      bare: this.#bare && { url: this.#bare.url, count: audience },
      patience: this.size.patience,
    })
  }

  /** People begin to write and to read, until it is judged. */
  work(): Promise<void> {
    return this.#work.start(this.size.rates, this.random)
  }

  get written(): Written {
    return this.#work.written
  }

  /** Words typed into documents. */
  get words(): number {
    return this.#work.words
  }

  /** Breaks something; resolves when it is whole again and everybody is back. */
  disturb = (name: FaultName): Promise<void> => this.during(() => commit(name, this.cluster, this.crowd, this.random))

  /** Notes the time of what is done, until everybody is back and pushes have settled. */
  async during(doIt: () => Promise<void>): Promise<void> {
    const from = Date.now()
    await doIt()
    await healed(this.cluster, this.crowd, this.size.patience)
    await delay(this.size.settling)
    this.windows.push([from, Date.now()])
  }

  /**
   * Ends the work, waits until everybody has everything, and compares.
   * @param untimed when pushes were slow for another reason than what was broken
   */
  async judge(untimed: readonly Span[] = []): Promise<Outcome> {
    await this.#work.stop()
    const { cluster, crowd, windows, written } = this
    const store = await cluster.openStore()
    const stored = await storedStreams(store, cluster.cast)
    await store.close()
    const heads = new Map([...stored].map(([stream, entries]) => [stream, entries.length]))
    const late = await crowd.allAt(heads, this.size.patience).then(
      () => [],
      (error: Error): Finding[] => [{ fault: 'lost', what: error.message }],
    )
    const report = await crowd.report([...windows, ...untimed])
    const unread = written.unread.filter(({ span }) => !windows.some((window) => overlap(span, window)))
    const findings = [
      ...late,
      ...report.findings,
      ...written.findings,
      ...unread.map(({ what }): Finding => ({ fault: 'wrong', what })),
      ...check({ stored, ...written, shown: report.shown }),
    ]
    return { report, findings: findings.slice(0, 100) }
  }
}

export interface OpenRun {
  readonly run: Run
  end(): Promise<void>
}

/**
 * Starts the nodes and has everybody open their page.
 * @param program what Node runs instead of the built server
 */
export async function openRun(size: Size, seed: number, program?: readonly string[]): Promise<OpenRun> {
  const { nodes, clients: people, conversations, processes } = size
  const random = randomOf(seed)
  const ends: (() => Promise<void>)[] = []
  const end = async () => {
    for (const one of ends) await one()
  }
  try {
    const cluster = await startCluster(nodes, { people, conversations }, program)
    ends.unshift(cluster.end)
    const crowd = await startCrowd(processes)
    ends.unshift(() => crowd.end())
    const bare = size.bare === null ? null : await startBare(size.bare, random)
    if (bare) ends.unshift(bare.stop)
    const run = new Run(size, random, cluster, crowd, bare)
    await run.open()
    return { run, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** A Socket.IO server that is nothing else, and somebody who says something there now and then. */
interface Bare {
  readonly url: string
  stop(): Promise<void>
}

async function startBare(mean: number, random: () => number): Promise<Bare> {
  const server = await startWorker(new URL('bare-process.ts', import.meta.url).href)
  const { url } = await server.ask<{ url: string }>({})
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  const say = async () =>
    void (await socket.emitWithAck('say', { body: stamped('What do you think of the second one?') }))
  const talking = keepDoing(say, mean, random)
  return {
    url,
    stop: async () => {
      await talking.stop()
      socket.disconnect()
      await server.stop()
    },
  }
}
