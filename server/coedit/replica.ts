import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { AppError } from '../app-error.ts'
import type { Entry } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import { timeNow } from '../store/clock.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { isUnreachable } from '../store/unreachable.ts'
import { Lanes } from './lanes.ts'
import { docOf, type Loaded } from './load.ts'
import { isTooDeep } from './nesting.ts'
import {
  bytesOf,
  type Covered,
  commonLane,
  editsOf,
  emptied,
  heads,
  laneOf,
  noteAuthors,
  snapshots,
} from './repository.ts'
import { writeTidily } from './rich-text/tidy.ts'
import { encodeState, hasPending } from './updates.ts'
import type { GroupWriter, RowSource } from './writer.ts'

/** An update somebody sent, and what wants to know when it is durable. */
export interface Change<Source> {
  readonly update: Uint8Array
  readonly by: string
  readonly source: Source
  /** Left out: no. */
  readonly bringsTypes?: boolean
}

export interface ReplicaParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'append' | 'follow' | 'read'>
  readonly writer: GroupWriter
  readonly log: Log
}

export interface ReplicaEvents<Source> {
  /**
   * These are durable; `update` is what became visible by them (null: nothing) and may be shown to everybody now.
   * `isTheirsAlone`: it holds nothing that waited here before, so whoever sent the changes knows all of it.
   */
  stored(update: Uint8Array | null, changes: readonly Change<Source>[], isTheirsAlone: boolean): void
  /** Another process wrote this: it is durable. */
  heard(update: Uint8Array): void
  /** A change cannot be applied although it can be read. */
  refused(source: Source): void
  /** Changes could not be made durable, or are not known to be: this copy is not to be shown any more. */
  failed(error: unknown): void
}

interface Waiter {
  readonly run: () => void
  readonly fail: (error: unknown) => void
}

const ignore = (): void => undefined
const unavailable = () => new AppError('store-unavailable')
/** Entries read at once. */
const pageSize = 500

/** How long the store may be silent while something waits for it, in milliseconds. */
const patience = 5000

const ours = Symbol('changes of this process')
const theirs = Symbol('entries of other processes')

/**
 * This process's copy of a document. What is to be changed waits until the writer takes it: then all of it is applied
 * in one transaction, appended as one entry to a lane that nobody else writes to, and told about once it is durable.
 * Other processes' lanes are followed.
 */
export class Replica<Source> implements RowSource {
  readonly id: string
  /** When each person last wrote. */
  readonly contributors: Map<string, Date>
  generation: number
  /** Entries behind the snapshot, of all lanes. */
  entries: number
  isDead = false

  readonly #parts: ReplicaParts
  readonly #events: ReplicaEvents<Source>
  readonly #lanes: Lanes
  /** One of them is there, unless this copy has failed. */
  #state: Uint8Array | null
  #doc: Y.Doc | null
  #lane = newId()
  #laneState: 'new' | 'opening' | 'open' = 'new'
  #seq = 0
  #waiting: Change<Source>[] = []
  /** Became visible here by an entry of others while it was pending, so that it is in no journal yet. */
  #loose: Uint8Array[] = []
  #emitted: Uint8Array[] = []
  #underWay: { entry: Entry | null; changes: Change<Source>[]; isTheirsAlone: boolean } | null = null
  /** Run when what is in the document is durable. */
  #afterThis: Waiter[] = []
  /** Run when what waits is durable, too. */
  #afterNext: Waiter[] = []
  /** Since when something waits for the store, by the steady clock of milliseconds. */
  #waitsSince: number | undefined
  #stall: NodeJS.Timeout | undefined

  constructor(parts: ReplicaParts, id: string, loaded: Loaded, events: ReplicaEvents<Source>) {
    this.id = id
    this.#state = loaded.state
    this.#doc = loaded.doc
    this.generation = loaded.generation
    this.entries = loaded.entries
    this.contributors = loaded.contributors
    this.#parts = parts
    this.#events = events
    this.#lanes = new Lanes(loaded, (lane, after) =>
      parts.journal.follow(laneOf(id, lane), after, (entries) => this.#hear(lane, entries)),
    )
    this.#doc?.on('update', this.#collect)
    this.#follow(commonLane)
    for (const lane of loaded.applied.keys()) this.#follow(lane)
  }

  /** @throws {AppError} `store-unavailable` when what is stored cannot be read: this copy has failed by that */
  get doc(): Y.Doc {
    if (this.#doc === null && !this.make()) throw unavailable()
    return this.#doc as Y.Doc
  }

  /** The whole state as it is stored, while nothing needed the document yet; null: ask the document. */
  get asStored(): Uint8Array | null {
    return this.#state
  }

  /** Makes the document of what is stored, unless it is there already. False: it cannot be made, and this copy failed. */
  make(): boolean {
    if (this.#state === null) return this.#doc !== null
    try {
      this.#doc = docOf([this.#state])
      this.#doc.on('update', this.#collect)
    } catch (error) {
      this.failed(error)
    }
    this.#state = null
    return this.#doc !== null
  }

  get lane(): string {
    return this.#lane
  }

  /** True when nothing waits to become durable. */
  get isSettled(): boolean {
    return this.#underWay === null && this.#waiting.length === 0 && this.#loose.length === 0
  }

  /** How far each lane of others is in it, and our own as far as it is durable. */
  get applied(): ReadonlyMap<string, Covered> {
    return this.#lanes.applied
  }

  /** True when all of the lane is in the document and nobody writes to it any more. */
  isClosed(lane: string): boolean {
    return this.#lanes.isClosed(lane)
  }

  push(change: Change<Source>): void {
    this.#waiting.push(change)
    this.#want()
  }

  /** Runs while everything in the document is durable: at once, or after what is under way. */
  whenDurable(run: () => void, fail: (error: unknown) => void = ignore): void {
    if (this.isDead) fail(unavailable())
    else if (this.#underWay === null && this.#loose.length === 0) run()
    else this.#afterThis.push({ run, fail })
  }

  /** Runs while the document is durable and holds everything that was pushed before. */
  whenSettled(run: () => void, fail: (error: unknown) => void = ignore): void {
    if (this.isDead) fail(unavailable())
    else if (this.isSettled) run()
    else if (this.#waiting.length > 0 || this.#loose.length > 0) this.#afterNext.push({ run, fail })
    else this.#afterThis.push({ run, fail })
  }

  /** What is computed from the document while it is durable. @throws {AppError} `store-unavailable` */
  durably<T>(compute: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.whenDurable(() => resolve(compute()), reject))
  }

  /** The same, with everything that was pushed before. @throws {AppError} `store-unavailable` */
  settled<T>(compute: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.whenSettled(() => resolve(compute()), reject))
  }

  /** Takes what others have written by now, without waiting until it is brought. */
  async hearAll(): Promise<void> {
    const hear = async (lane: string) => {
      for (let isFull = true; isFull && !this.isDead; ) {
        const after = this.#lanes.seqOf(lane)
        const entries = await this.#parts.journal.read(laneOf(this.id, lane), after, pageSize)
        await this.#hear(lane, entries)
        isFull = entries.length === pageSize
      }
    }
    // First the lane in which the others are named.
    await hear(commonLane)
    for (const lane of this.#lanes.followed) if (lane !== commonLane) await hear(lane)
  }

  take(): Entry | null {
    if (!this.make()) return null
    const changes = this.#waiting
    const updates = this.#loose
    this.#waiting = []
    this.#loose = []
    this.#afterThis.push(...this.#afterNext.splice(0))
    this.#emitted = []
    const areAlone = updates.length === 0 && !hasPending(this.doc)
    const bringsTypes = changes.some((change) => change.bringsTypes)
    const apply = () => {
      for (const change of changes) this.#apply(change)
    }
    const isTidied = writeTidily(this.doc, apply, bringsTypes, ours)
    // Whoever wrote what had to be tidied is told how it stands now, too.
    const isTheirsAlone = areAlone && !isTidied
    updates.push(...this.#emitted.splice(0))
    const entry = updates.length > 0 ? this.#entryOf(updates, changes) : null
    this.#underWay = { entry, changes, isTheirsAlone }
    if (!entry) this.stored()
    return entry
  }

  stored(): void {
    const { entry, changes, isTheirsAlone } = this.#underWay ?? { entry: null, changes: [], isTheirsAlone: false }
    this.#underWay = null
    this.#waitsSince = undefined
    if (entry) {
      this.#lanes.applied.set(this.#laneIn(entry), { seq: entry.seq, at: entry.at })
      this.#count(entry)
    }
    this.#events.stored(entry && (entry.data['update'] as Uint8Array), changes, isTheirsAlone)
    // What arrived loose meanwhile is in the document and not durable: then whoever waits goes on waiting.
    if (this.#loose.length === 0) for (const { run } of this.#afterThis.splice(0)) run()
    if (!this.isSettled && !this.isDead) this.#want()
  }

  failed(error: unknown): void {
    if (this.isDead) return
    this.close()
    this.#events.failed(error)
  }

  /** Nothing is applied, written or followed from here on. */
  close(): void {
    this.isDead = true
    clearTimeout(this.#stall)
    for (const { fail } of [...this.#afterThis.splice(0), ...this.#afterNext.splice(0)]) fail(unavailable())
    this.#lanes.stop()
    this.#doc?.destroy()
  }

  readonly #collect = (update: Uint8Array): void => {
    this.#emitted.push(update)
  }

  /** Tells the others that nothing comes any more in the lane of this copy. */
  async closeLane(): Promise<void> {
    if (this.#laneState === 'new') return
    this.#lanes.close(this.#lane, this.#seq)
    await this.#announce('closed', { lane: this.#lane, seq: this.#seq })
  }

  /** Says that a snapshot took the place of entries: whoever did not read them yet finds them there. */
  announceSnapshot = (generation: number): Promise<void> => this.#announce('compacted', { generation })

  /** Says that a lane is not written to any more. Whoever does all the same goes on in another one. */
  announceClosed = (lane: string, seq: number): Promise<void> => this.#announce('closed', { lane, seq })

  /** Takes over what a snapshot holds and this copy does not know. */
  async catchUp(): Promise<void> {
    while (!this.isDead) {
      const head = await heads.get(this.#parts.scope(), this.id)
      if (!head?.snapshotId || head.generation <= this.generation) return
      const news = Object.entries(head.lanes).filter(([lane, { seq }]) => seq > this.#lanes.seqOf(lane))
      const state = news.length > 0 ? await snapshots.read(this.#parts.scope(), head.snapshotId) : null
      // Replaced while we read: the newer one holds it, too.
      if (news.length > 0 && !state) continue
      if (this.isDead) return
      if (state) this.#applyTheirs(state)
      for (const [lane, covered] of Object.entries(head.lanes)) this.#takeOver(lane, covered)
      for (const [userId, at] of Object.entries(head.contributors)) {
        if (at > (this.contributors.get(userId) ?? 0)) this.contributors.set(userId, at)
      }
      this.generation = Math.max(this.generation, head.generation)
    }
  }

  /**
   * Also of a lane that was opened and not written to yet: the entry that named it may be gone, and whoever makes the
   * next snapshot names it again.
   */
  #takeOver(lane: string, covered: Covered): void {
    if (covered.closed) this.#lanes.close(lane, covered.seq)
    this.#lanes.name(lane, covered.at)
    this.#lanes.note(lane, covered)
    this.#follow(lane)
  }

  #want(): void {
    this.#waitsSince ??= performance.now()
    this.#stall ??= setTimeout(() => this.#look(), patience)
    if (this.#laneState === 'open') return this.#parts.writer.wants(this)
    if (this.#laneState === 'opening') return
    this.#laneState = 'opening'
    // Before its first entry, so that whoever has the document open elsewhere looks for it.
    this.#announce('lane', { lane: this.#lane }).then(
      () => {
        this.#laneState = 'open'
        this.#lanes.applied.set(this.#lane, { seq: 0, at: timeNow() })
        if (!this.isDead) this.#parts.writer.wants(this)
      },
      (error: unknown) => this.failed(error),
    )
  }

  /** One timer looks now and then: to start and end one with every entry would cost more than it tells. */
  #look(): void {
    this.#stall = undefined
    if (this.#waitsSince === undefined) return
    const left = this.#waitsSince + patience - performance.now()
    if (left > 0) this.#stall = setTimeout(() => this.#look(), left)
    else this.failed(unavailable())
  }

  #apply({ update, source, bringsTypes }: Change<Source>): void {
    // Upon what was sent just before, which is in the document only now.
    if (bringsTypes && isTooDeep(this.doc, update)) return this.#events.refused(source)
    try {
      Y.applyUpdate(this.doc, update, ours)
    } catch (error) {
      // What it left behind is not known: this copy is done with, and everybody loads a fresh one.
      this.#parts.log.warn({ err: error, documentId: this.id }, 'an update that can be read cannot be applied')
      this.#events.refused(source)
      queueMicrotask(() => this.failed(error))
    }
  }

  #entryOf(updates: readonly Uint8Array[], changes: readonly Change<Source>[]): Entry {
    const [first = null, ...others] = new Set(changes.map(({ by }) => by))
    const update = updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates])
    const seq = ++this.#seq
    return {
      stream: laneOf(this.id, this.#lane),
      seq,
      key: String(seq),
      type: 'update',
      data: others.length > 0 ? { update, others } : { update },
      actor: first === null ? { kind: 'system', id: null } : { kind: 'user', id: first },
      at: timeNow(),
    }
  }

  #count(entry: Entry): void {
    this.entries++
    noteAuthors(this.contributors, entry)
  }

  #laneIn = ({ stream }: Entry): string => stream.slice(stream.lastIndexOf(':') + 1)

  #announce = async (type: string, data: object): Promise<void> => {
    const actor = { kind: 'system', id: null } as const
    await this.#parts.journal.append(editsOf(this.id), { key: newId(), type, data, actor })
  }

  #follow(lane: string): void {
    if (lane !== this.#lane) this.#lanes.follow(lane)
  }

  async #hear(lane: string, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      // What is missing before it, or in it, was compacted away: the snapshot holds it.
      const isMissing = entry.type === emptied || entry.seq > this.#lanes.seqOf(lane) + 1
      if (isMissing) await this.#catchUpSurely()
      if (this.isDead) return
      if (entry.seq <= this.#lanes.seqOf(lane)) continue
      if (entry.type === 'update') this.#applyTheirs(bytesOf(entry.data['update']))
      this.#lanes.note(lane, { seq: entry.seq, at: entry.at })
      this.#count(entry)
      if (entry.type === 'lane') this.#hearOpened(String(entry.data['lane']), entry.at)
      if (entry.type === 'closed') this.#hearClosed(String(entry.data['lane']), Number(entry.data['seq']))
      if (entry.type === 'compacted' && Number(entry.data['generation']) > this.generation) await this.#catchUpSurely()
    }
    if (this.#doc && hasPending(this.#doc)) await this.#catchUpSurely()
  }

  /** An entry that is not taken now would be missing for good: a store that does not answer is asked again. */
  async #catchUpSurely(): Promise<void> {
    while (!this.isDead) {
      try {
        return await this.catchUp()
      } catch (error) {
        if (!isUnreachable(error)) return this.failed(error)
        await delay(250)
      }
    }
  }

  #hearOpened(lane: string, at: Date): void {
    this.#lanes.name(lane, at)
    this.#follow(lane)
  }

  #hearClosed(lane: string, seq: number): void {
    if (lane !== this.#lane) return this.#lanes.close(lane, seq)
    // Somebody took us for dead. What we wrote may not be looked for any more: it goes into another lane once more.
    this.#lane = newId()
    this.#laneState = 'new'
    this.#seq = 0
    this.#loose.push(encodeState(this.doc))
    this.#want()
  }

  /** What others wrote. What was pending here and became visible by it is in nobody's lane: it goes into ours. */
  #applyTheirs(update: Uint8Array): void {
    const wasPending = hasPending(this.doc)
    this.#emitted = []
    Y.applyUpdate(this.doc, update, theirs)
    for (const emitted of this.#emitted.splice(0)) {
      if (!wasPending) {
        this.#events.heard(emitted)
        continue
      }
      this.#loose.push(emitted)
      this.#want()
    }
  }
}
