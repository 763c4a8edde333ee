import { startWorker, type Worker } from '../../../bench/processes.ts'
import type { Finding } from '../../faults/chat/ledger.ts'
import { eventually } from '../../server.ts'
import type { PageFacts } from './page.ts'
import { type Histogram, type Kind, kinds, merged, type Span } from './samples.ts'

/** What the crowd's processes are asked for, and what they answer. */
export interface Orders {
  /** `bare`: so many connections to a Socket.IO server that is nothing else. */
  readonly open: {
    readonly facts: readonly PageFacts[]
    readonly urls: readonly string[]
    readonly bare: { readonly url: string; readonly count: number } | null
    readonly seed: number
    /** How long some may take before the next are opened all the same, in milliseconds. */
    readonly patience: number
  }
  readonly disturb: { readonly how: 'cut' | 'swallow' | 'stall' | 'flow' }
  readonly state: { readonly heads: readonly (readonly [stream: string, head: number])[] | null }
  /** Pushes are timed outside of these windows. */
  readonly report: { readonly windows: readonly Span[] }
  readonly close: object
}
export type Order = { [Do in keyof Orders]: { readonly do: Do } & Orders[Do] }[keyof Orders]

export interface State {
  /** Pages that do not follow everything yet, or again. */
  readonly away: number
  /** Some of them, in words. */
  readonly some: readonly string[]
  /** What has been found so far, at most a few. */
  readonly findings: readonly Finding[]
  /** Some that are not at the numbers that were asked for, in words. */
  readonly behind: readonly string[]
}

export interface Report {
  readonly findings: readonly Finding[]
  /** How many entries were given to pages. */
  readonly given: number
  readonly absences: readonly Span[]
  readonly pushes: Readonly<Record<Kind, Histogram>>
  readonly shown: readonly (readonly [stream: string, faces: readonly (string | null)[]])[]
}

/** Everybody who has a page open, in a few processes: a thousand processes would measure the machine. */
export class Crowd {
  readonly #workers: Worker[]
  /** A process answers one order after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(workers: Worker[]) {
    this.#workers = workers
  }

  /** Opens the pages; resolves when all of them are there. */
  async open(all: Orders['open']): Promise<void> {
    const { facts, bare, seed, urls, patience } = all
    const count = this.#workers.length
    await this.#ask((n) => ({
      ...{ do: 'open', urls, patience, seed: seed + n },
      facts: facts.filter((_, i) => i % count === n),
      bare: bare && { ...bare, count: Math.ceil(bare.count / count) },
    }))
    await this.allHere(patience)
  }

  async disturb(how: Orders['disturb']['how']): Promise<void> {
    await this.#ask(() => ({ do: 'disturb', how }))
  }

  /** Resolves when everybody follows everything. @throws after so many milliseconds, with how many do not */
  async allHere(patience: number): Promise<void> {
    let states: State[] = []
    const areHere = async () => {
      states = await this.#states(null)
      return states.every(({ away }) => away === 0)
    }
    await eventually(areHere, patience).catch(() => {
      const away = states.reduce((sum, state) => sum + state.away, 0)
      const told = states.flatMap(({ some, findings }) => [...some, ...findings.map(({ what }) => what)])
      throw new Error(`${away} pages were not there after ${patience / 1000} s: ${told.join('; ')}`)
    })
  }

  /** Resolves when everybody was given everything up to these numbers. @throws with some who were not */
  async allAt(heads: ReadonlyMap<string, number>, patience: number): Promise<void> {
    let behind: readonly string[] = []
    const areThere = async () => {
      behind = (await this.#states([...heads])).flatMap((state) => state.behind)
      return behind.length === 0
    }
    await eventually(areThere, patience).catch(() => {
      throw new Error(`Not everybody has everything: ${behind.join('; ')}`)
    })
  }

  async report(windows: readonly Span[]): Promise<Report> {
    const reports = await this.#ask<Report>(() => ({ do: 'report', windows }))
    const pushes = kinds.map((kind) => [kind, merged(reports.map((report) => report.pushes[kind]))] as const)
    return {
      findings: reports.flatMap((report) => report.findings),
      given: reports.reduce((sum, report) => sum + report.given, 0),
      absences: reports.flatMap((report) => report.absences),
      shown: reports.flatMap((report) => report.shown),
      pushes: Object.fromEntries(pushes) as Record<Kind, Histogram>,
    }
  }

  async end(): Promise<void> {
    await this.#ask(() => ({ do: 'close' }))
    for (const worker of this.#workers) await worker.stop()
  }

  #states(heads: Orders['state']['heads']) {
    return this.#ask<State>(() => ({ do: 'state', heads }))
  }

  #ask<T>(orderOf: (n: number) => Order): Promise<T[]> {
    const asked = this.#turn.then(() => Promise.all(this.#workers.map((worker, n) => worker.ask<T>(orderOf(n)))))
    this.#turn = asked.catch(() => undefined)
    return asked
  }
}

export async function startCrowd(processes: number): Promise<Crowd> {
  const script = new URL('crowd-process.ts', import.meta.url).href
  return new Crowd(await Promise.all(Array.from({ length: processes }, () => startWorker(script))))
}
