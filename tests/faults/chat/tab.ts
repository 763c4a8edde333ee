import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { ChatEntry } from '#protocol/chat'
import { type Installation, origin } from './installation.ts'
import { type Network, openNetwork } from './network.ts'
import { type Item, isDone, type Lane } from './outbox.ts'
import type { Person } from './person.ts'
import { type Followed, Reading } from './reading.ts'

type Told = { readonly ok: true } & Record<string, unknown>
export type Reply = Told | { readonly ok: false; readonly code: string }

/** How long an answer is waited for before the connection is given up, in milliseconds; it grows while none comes. */
const [patience, longest] = [4000, 30_000]

/** One open page of a person, on the node of its choice, behind a network of its own. */
export class Tab {
  readonly person: Person
  readonly readings = new Map<number, Reading>()
  readonly network: Network
  node: number
  readonly #installation: Installation
  readonly #transport: 'websocket' | 'polling'
  #socket: Socket
  #patience = patience
  #isOpen = true
  readonly #work: Promise<void>[] = []

  static async open(person: Person, installation: Installation, how: Pick<Tab, 'node'> & Transport): Promise<Tab> {
    const place: { tab?: Tab } = {}
    const network = await openNetwork(() => installation.nodes[place.tab?.node ?? how.node]?.port ?? null)
    place.tab = new Tab(person, installation, network, how)
    return place.tab
  }

  private constructor(
    person: Person,
    installation: Installation,
    network: Network,
    how: Pick<Tab, 'node'> & Transport,
  ) {
    this.person = person
    this.network = network
    this.node = how.node
    this.#installation = installation
    this.#transport = how.transport
    for (const [conversation, lane] of person.lanes) {
      this.readings.set(conversation, this.#reading(conversation, how.fromHead ? null : 0))
      this.#work.push(this.#send(lane))
    }
    this.#socket = this.#connect()
  }

  /** Another page in its place: what was read and what is to be sent is remembered, the connection is not. */
  reload(): void {
    this.#leave()
    this.#socket = this.#connect()
  }

  /** Goes to the other node. */
  move(): void {
    this.node = (this.node + 1) % this.#installation.nodes.length
    this.reload()
  }

  async close(): Promise<void> {
    this.#isOpen = false
    this.#leave()
    await Promise.all(this.#work)
    await this.network.close()
  }

  /** Null: no answer came, and whether it was done is unknown. */
  async ask(event: string, payload: object): Promise<Reply | null> {
    const socket = this.#socket
    if (!socket.connected) return null
    const answer = await (socket.timeout(this.#patience).emitWithAck(event, payload) as Promise<RawReply>).catch(
      () => null,
    )
    if (answer === null) {
      this.#patience = Math.min(longest, this.#patience * 2)
      if (this.#isOpen && socket === this.#socket && socket.connected) this.move()
      return null
    }
    this.#patience = patience
    return answer.ok ? answer : { ok: false, code: answer.error.code }
  }

  /** The same over REST, through the same network. */
  async rest(method: string, path: string, body?: object, key?: string): Promise<Reply | null> {
    const { person, network } = this
    const headers = {
      cookie: `clearview_session=${person.role.secret}`,
      origin,
      connection: 'close',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    }
    const init = {
      method,
      headers,
      signal: AbortSignal.timeout(this.#patience),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }
    try {
      const answer = await fetch(`${network.url}${path}`, init)
      const text = await answer.text()
      person.heard(text)
      const json = text ? JSON.parse(text) : {}
      return answer.ok ? { ...json, ok: true } : { ok: false, code: String(json.code) }
    } catch {
      // Cut off on the way: whether it was done is unknown.
      return null
    }
  }

  #reading(conversation: number, after: number | null): Reading {
    const { person } = this
    const { ledger } = person
    const conversationId = person.placeOf(conversation).id
    const ask = async (from: object): Promise<Followed | null> => {
      const reply = await this.ask('chat:follow', { conversationId, ...from })
      if (reply === null) return null
      return reply.ok ? (reply as unknown as Followed) : { ok: false, error: { code: reply.code } }
    }
    const mayBeRevoked = () => person.isLosing(conversation)
    return new Reading({ ledger, listener: person, conversationId, ask, mayBeRevoked }, after)
  }

  #connect(): Socket {
    const { person, network } = this
    const socket = io(network.url, {
      transports: [this.#transport],
      auth: { token: person.role.secret },
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1000,
      timeout: 10_000,
    })
    const of = ({ conversationId }: { conversationId: string }) => this.readings.get(person.numberOf(conversationId))
    const again = () => {
      setTimeout(() => {
        if (socket === this.#socket && this.#isOpen && !socket.active) socket.connect()
      }, 300)
    }
    socket.io.on('open', () => socket.io.engine.on('packet', ({ data }) => person.heard(String(data))))
    socket.io.on('error', () => {
      this.node = (this.node + 1) % this.#installation.nodes.length
    })
    socket.on('connect', () => {
      for (const reading of this.readings.values()) reading.connected()
    })
    socket.on('disconnect', () => {
      for (const reading of this.readings.values()) reading.disconnected()
      again()
    })
    socket.on('connect_error', (error: Error & { data?: { code: string; retryable: boolean } }) => {
      if (error.data && !error.data.retryable)
        person.ledger.find('wrong', `${person.name} may not connect: ${error.data.code}`)
      again()
    })
    socket.on('chat', (entry: ChatEntry) => {
      const reading = of(entry)
      if (reading) reading.pushed(entry)
      else person.ledger.find('leaked', `${person.name} was pushed ${entry.seq} of ${entry.conversationId}`)
    })
    socket.on('chat:head', (head: { conversationId: string; seq: number }) => of(head)?.heard(head.seq))
    socket.on('chat:revoked', (revoked: { conversationId: string }) => of(revoked)?.revoked())
    return socket
  }

  #leave(): void {
    this.#socket.removeAllListeners()
    this.#socket.disconnect()
    for (const reading of this.readings.values()) reading.disconnected()
  }

  /** One item in flight; the next when this one is answered, by whichever page of the person. */
  async #send(lane: Lane): Promise<void> {
    while (this.#isOpen && !lane.isClosed) {
      const item = lane.head
      if (item === null) await lane.changed()
      else if (!(await this.#attempt(lane, item))) await delay(100)
    }
  }

  async #attempt(lane: Lane, item: Item): Promise<boolean> {
    const reply = await this.person.attempt(this, lane, item)
    if (reply !== null) await this.person.probe(this, lane)
    return isDone(item)
  }
}

type RawReply = Told | { readonly ok: false; readonly error: { readonly code: string } }

export interface Transport {
  readonly transport: 'websocket' | 'polling'
  /** Begins at the head instead of the first entry. */
  readonly fromHead: boolean
}
