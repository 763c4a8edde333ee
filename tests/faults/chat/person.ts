import type { Place, Role } from './cast.ts'
import { composeNext } from './compose.ts'
import type { Ledger, Listener } from './ledger.ts'
import { type Act, type Item, isDone, Lane, type Stored } from './outbox.ts'
import type { Reply, Tab } from './tab.ts'

const isToTryAgain = (code: string): boolean => /^(store-unavailable|shutting-down|rate-limited)$/.test(code)
const isNoRight = (code: string): boolean => /^(not-found|forbidden|engagement-ended)$/.test(code)

export interface World {
  readonly ledger: Ledger
  readonly places: readonly Place[]
  /** Conversations whose engagement is being ended or has ended. */
  readonly ending: ReadonlySet<number>
  /** Takes one of the things that are still to be written; false: none is left. */
  draw(): boolean
  /** Told of everything that was answered for good. */
  progress(): void
}

/** Somebody with one or several pages open, who writes in every conversation that is theirs. */
export class Person implements Listener {
  readonly role: Role
  readonly world: World
  readonly random: () => number
  readonly tabs: Tab[] = []
  readonly rights = new Map<number, { goneAt: number | null }>()
  readonly lanes = new Map<number, Lane>()
  /** Conversations whose right is being taken away or is gone. */
  readonly losing = new Set<number>()
  /** What this person's clock is off, in milliseconds. */
  readonly skew: number
  readonly #usesRest: boolean

  constructor(role: Role, world: World, random: () => number) {
    this.role = role
    this.world = world
    this.random = random
    this.skew = random() < 0.2 ? (random() - 0.5) * 48 * 3_600_000 : 0
    this.#usesRest = random() < 0.4
    for (const conversation of role.conversations) {
      this.rights.set(conversation, { goneAt: null })
      this.lanes.set(conversation, new Lane(conversation, role.userId, world.ledger))
    }
  }

  get name(): string {
    return this.role.name
  }

  get ledger(): Ledger {
    return this.world.ledger
  }

  isLosing = (conversation: number): boolean => this.losing.has(conversation)

  placeOf(conversation: number): Place {
    const place = this.world.places[conversation]
    if (!place) throw new Error(`There is no conversation ${conversation}`)
    return place
  }

  numberOf = (conversationId: string): number => this.world.places.findIndex(({ id }) => id === conversationId)

  heard(text: string): void {
    this.ledger.heard(this, text)
  }

  /** Puts the next things to say into the outbox, as long as there are any. */
  write(lane: Lane): void {
    while (!lane.isClosed && lane.open < 2 && this.world.draw()) composeNext(this, lane)
  }

  /** Sends an item once. Null: nobody knows what became of it, so it is sent again. */
  async attempt(tab: Tab, lane: Lane, item: Item): Promise<Reply | null> {
    item.firstSentAt = Math.min(item.firstSentAt, this.ledger.moment())
    const reply = await this.#deliver(tab, lane.conversation, item.clientMessageId, item.act)
    if (reply === null) return null
    const wasDone = isDone(item)
    if (reply.ok) this.#stored(lane, item, reply)
    else if (!this.#refused(lane, item, reply.code)) return null
    if (!wasDone) this.world.progress()
    this.write(lane)
    return reply
  }

  /** Now and then says something old again, which changes nothing, or something else under its id, which is refused. */
  async probe(tab: Tab, lane: Lane): Promise<void> {
    if (this.random() >= 0.04) return
    const said = lane.items.filter(({ answers }) => answers.length > 0)
    const item = said[Math.floor(this.random() * said.length)]
    if (!item) return
    const { conversation } = lane
    if (this.random() < 0.5) {
      const reply = await this.#deliver(tab, conversation, item.clientMessageId, item.act)
      if (reply?.ok) this.#stored(lane, item, reply)
      else if (reply && reply.code === 'engagement-ended') {
        // What was acknowledged is acknowledged for ever, also to who may only read by now.
        this.ledger.find('lost', `${this.name}: ${item.clientMessageId} said again was answered ${reply.code}`)
      } else if (reply) this.#expectRefusal(conversation, reply.code, null, `${item.clientMessageId} said again`)
      return
    }
    const other: Act = { kind: 'message', body: 'Something else' }
    const reply = await this.#deliver(tab, conversation, item.clientMessageId, other)
    if (reply?.ok) this.ledger.find('doubled', `${this.name}: ${item.clientMessageId} was stored with another body`)
    else if (reply)
      this.#expectRefusal(conversation, reply.code, 'idempotency-conflict', `${item.clientMessageId} anew`)
  }

  async close(): Promise<void> {
    for (const lane of this.lanes.values()) lane.close()
    await Promise.all(this.tabs.map((tab) => tab.close()))
  }

  #deliver(tab: Tab, conversation: number, clientMessageId: string, act: Act): Promise<Reply | null> {
    const { id: conversationId, employerId, consultantId } = this.placeOf(conversation)
    const { kind, ...what } = act
    if (act.kind === 'message' && !act.replyTo && this.#usesRest && this.random() < 0.4) {
      const path = `/api/employers/${employerId}/messages`
      return tab.rest('POST', path, { consultantId, message: act.body }, clientMessageId)
    }
    return tab.ask(`chat:${kind === 'message' ? 'send' : kind}`, { conversationId, clientMessageId, ...what })
  }

  #stored(lane: Lane, item: Item, reply: Extract<Reply, { ok: true }>): void {
    const goneAt = this.rights.get(lane.conversation)?.goneAt ?? null
    if (goneAt !== null && item.firstSentAt > goneAt) {
      this.ledger.find('leaked', `${this.name} wrote in ${lane.conversation} after the right was gone`)
    }
    const { seq, id } = (reply['message'] ?? reply) as { seq: number; id?: string }
    const told: Stored = { seq, duplicate: reply['duplicate'] === true, ...(id === undefined ? {} : { id }) }
    lane.stored(item, told)
  }

  /** Answers whether this is the end of it. */
  #refused(lane: Lane, item: Item, code: string): boolean {
    if (isToTryAgain(code)) return false
    if (code === 'message-deleted' && item.target) {
      lane.refused(item, code)
      return true
    }
    if (isNoRight(code) && this.#mayNotWrite(lane.conversation)) {
      lane.refused(item, code)
      lane.close()
      return true
    }
    this.ledger.find('wrong', `${this.name} was refused ${item.act.kind} ${item.clientMessageId}: ${code}`)
    return false
  }

  #expectRefusal(conversation: number, code: string, expected: string | null, what: string): void {
    if (code === expected || isToTryAgain(code)) return
    if (isNoRight(code) && this.#mayNotWrite(conversation)) return
    this.ledger.find('wrong', `${this.name}: ${what} was answered ${code}`)
  }

  #mayNotWrite = (conversation: number): boolean => this.losing.has(conversation) || this.world.ending.has(conversation)
}
