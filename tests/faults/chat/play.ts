import { readHead } from '../../../server/journal/read.ts'
import { randomOf } from '../../random.ts'
import { eventually } from '../../server.ts'
import { aCast, type Place } from './cast.ts'
import { commit, type FaultName, faultsOf } from './faults.ts'
import { type Installation, install } from './installation.ts'
import { Ledger } from './ledger.ts'
import { Person, type World } from './person.ts'
import { Tab } from './tab.ts'

export interface Size {
  readonly people: number
  readonly conversations: number
  /** How many things are written: messages, and what is done to them. */
  readonly messages: number
  readonly faults: number
  /** How long a process stands still, from … to, in milliseconds. */
  readonly pause: readonly [number, number]
  /** How long anything may take before it counts as stuck, in milliseconds. */
  readonly patience: number
}

/** A run: people who write and read on two server processes while things go wrong. */
export class Play implements World {
  readonly size: Size
  readonly installation: Installation
  readonly ledger = new Ledger()
  readonly people: Person[] = []
  readonly ending = new Set<number>()
  readonly done: Partial<Record<FaultName, number>> = {}
  #drawn = 0
  #answered = 0

  constructor(installation: Installation, size: Size) {
    this.installation = installation
    this.size = size
  }

  get places() {
    return this.installation.cast.places
  }

  /** How many things were answered for good. */
  get answered(): number {
    return this.#answered
  }

  draw(): boolean {
    return this.#drawn++ < this.size.messages
  }

  progress(): void {
    this.#answered++
  }

  /** Everybody opens their pages: some two on two nodes, some by long-polling, some from the head on. */
  async open(random: () => number): Promise<void> {
    for (const role of this.installation.cast.people) {
      const person = new Person(role, this, randomOf(Math.floor(random() * 1e9)))
      this.people.push(person)
      const pages = random() < 0.3 ? 2 : 1
      const first = Math.floor(random() * 2)
      for (let i = 0; i < pages; i++) {
        const transport = random() < 0.2 ? ('polling' as const) : ('websocket' as const)
        const how = { node: (first + i) % 2, transport, fromHead: random() < 0.1 }
        person.tabs.push(await Tab.open(person, this.installation, how))
      }
    }
    for (const { person, lane } of this.#lanes()) person.write(lane)
  }

  /** Commits the faults one after the other, spread over what is written; ends when everything is healed. */
  async disturb(random: () => number): Promise<void> {
    const healing: Promise<void>[] = []
    const faults = faultsOf(this.size.faults, random)
    for (const [i, name] of faults.entries()) {
      const due = Math.floor((i * this.size.messages) / (faults.length + 1))
      await this.#until(() => this.#answered >= due || this.#isDrained, `${due} answers, for fault ${i}`)
      this.done[name] = (this.done[name] ?? 0) + 1
      healing.push(commit(name, this, random))
    }
    await Promise.all(healing)
  }

  /** Resolves when everything is answered, and everybody has read everything that they may. */
  async settle(): Promise<void> {
    await this.#until(() => this.#isDrained, 'every outbox is empty')
    const store = await this.installation.openStore()
    const readHeads = () => Promise.all(this.places.map(({ id }: Place) => readHead(store.db, `chat:${id}`)))
    let heads = await readHeads()
    let late: string[] = []
    await this.#until(
      async () => {
        late = this.readings().flatMap(({ person, number, reading }) => {
          const [at, head] = [reading.at ?? -1, heads[number] ?? 0]
          return reading.isCaughtUp && at >= head ? [] : [`${person.name} at ${at} of ${head}: ${reading.state}`]
        })
        if (late.length > 0) return false
        // Up to what was there: nothing has come after it.
        const before = heads
        heads = await readHeads()
        return heads.every((head, number) => head === before[number])
      },
      () => `everybody has read everything, but ${late.join('; ')}`,
    )
    await store.close()
  }

  /** Every reading of somebody who still has the right to it. */
  readings() {
    return this.people.flatMap((person) =>
      person.tabs.flatMap((tab) =>
        [...tab.readings]
          .filter(([number]) => !person.isLosing(number))
          .map(([number, reading]) => ({ person, number, reading })),
      ),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.people.map((person) => person.close()))
  }

  get #isDrained(): boolean {
    return this.#lanes().every(({ lane }) => lane.head === null)
  }

  #lanes() {
    return this.people.flatMap((person) => [...person.lanes.values()].map((lane) => ({ person, lane })))
  }

  async #until(isSo: () => boolean | Promise<boolean>, what: string | (() => string)): Promise<void> {
    await eventually(isSo, this.size.patience).catch(() => {
      const log = this.installation.nodes.map((node) => node.log.slice(-2000)).join('\n')
      const { findings } = this.ledger
      const wanted = typeof what === 'string' ? what : what()
      throw new Error(`Stuck: ${wanted}; ${this.#answered} answered.\n${JSON.stringify(findings, null, 1)}\n${log}`)
    })
  }
}

/**
 * Plays to the end and hands over what is to be judged, with everything still running.
 * @param mutate done to the installation before anybody comes
 */
export async function play(
  size: Size,
  seed: number,
  judge: (play: Play) => Promise<void>,
  mutate: (installation: Installation) => Promise<void> = async () => undefined,
): Promise<void> {
  const random = randomOf(seed)
  const installation = await install(aCast(size.people, size.conversations))
  const run = new Play(installation, size)
  try {
    await mutate(installation)
    await run.open(random)
    await run.disturb(random)
    await run.settle()
    await judge(run)
  } finally {
    await run.close()
    await installation.end()
  }
}
