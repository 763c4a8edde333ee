import { setTimeout as delay } from 'node:timers/promises'
import { type AnEmployer, type Answer, Caller } from '../../builders.ts'
import type { Role } from '../../faults/chat/cast.ts'
import { serverAt } from '../../server.ts'
import type { Cluster } from './cluster.ts'

const pause = 100

/** Somebody who calls whichever node answers. */
export class Anywhere {
  readonly #nodes: readonly Caller[]
  #node: number

  constructor({ nodes, dataDir }: Pick<Cluster, 'nodes' | 'dataDir'>, { userId, secret }: Role, node = 0) {
    this.#nodes = nodes.map(({ url }) => {
      const caller = new Caller(serverAt({ url, dataDir, logFile: '' }))
      return Object.assign(caller, { userId, cookie: `clearview_session=${secret}` })
    })
    this.#node = node
  }

  get caller(): Caller {
    const caller = this.#nodes[this.#node % this.#nodes.length]
    if (!caller) throw new Error('There is no node to call')
    return caller
  }

  /** One attempt. Null: nobody knows what became of it. */
  async once(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer | null> {
    const answer = await this.caller.call(method, path, body, headers).catch(() => null)
    if (answer === null) this.#node++
    return answer
  }

  /** Sends it with one key until somebody says what became of it. */
  async surely(method: string, path: string, body: object, key: string): Promise<Answer> {
    for (;;) {
      const answer = await this.once(method, path, body, { 'idempotency-key': key })
      if (answer && answer.status !== 503 && answer.status !== 429) return answer
      if (answer) this.#node++
      await delay(pause)
    }
  }
}

/** The employers of a cluster with their owners, who call the first node. */
export const employersOf = (cluster: Cluster): AnEmployer[] =>
  cluster.cast.employerIds.map((employerId, i) => {
    const owner = cluster.cast.people.find((person) => person.employer === i)
    if (!owner) throw new Error(`Nobody owns employer ${i}`)
    const { caller } = new Anywhere(cluster, owner)
    return { employerId, slug: `company-${employerId}`, api: `/api/employers/${employerId}`, owner: caller }
  })
