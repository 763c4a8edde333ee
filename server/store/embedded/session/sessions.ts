import { Binary, Timestamp } from 'bson'
import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import type { Cursors } from '../cursors.ts'
import { ensure, StoreError } from '../errors.ts'
import type { Commits } from '../storage/commits.ts'
import type { CommittedView } from '../storage/environment.ts'
import { spaceEnd, spaceKey, spaceStart, spaces } from '../storage/keyspace.ts'
import type { Transaction } from './transactions.ts'

/** How far a retryable command has come; written with its data, so that a retry never does anything twice. */
export interface Progress {
  number: bigint
  /** The next statement to run. */
  next: number
  reply: Doc
  done: boolean
}

/** One moment that a session reads over several commands (read concern `snapshot` outside transactions). */
export interface Snapshot {
  at: Timestamp
  view: CommittedView
  /** Indexes younger than this lack entries for it. */
  asOf: number
}

export class Session {
  readonly key: Buffer
  lastUsed = Date.now()
  transaction: Transaction | undefined
  /** At most one is held; it goes with the session, or when the session asks for the next. */
  snapshot: Snapshot | undefined
  /** The command being run; a retry that comes meanwhile waits for its answer. */
  running: { number: bigint; reply: Promise<Doc> } | undefined
  /** No record of this session names a later command than this one; undefined: not looked yet. */
  latest: bigint | undefined

  constructor(key: Buffer) {
    this.key = key
  }
}

const sessionTimeoutMs = 30 * 60_000
/** While a snapshot is held, LMDB cannot use freed pages again: a session that falls silent for so long loses it. */
const snapshotTimeoutMs = 60_000
/** Longer than any driver retries. */
const recordLifetimeMs = 2 * 60 * 60_000

export class Sessions {
  readonly #sessions = new Map<string, Session>()
  /** Retryable commands on their way. */
  readonly #unfinished = new Map<Session, Progress>()
  readonly #commits: Commits
  readonly #cursors: Cursors
  #snapshots = 0n

  constructor(commits: Commits, cursors: Cursors) {
    this.#commits = commits
    this.#cursors = cursors
    // What a command has done so far is recorded with it, whatever the command is waiting for.
    commits.beforeFlush = () => {
      for (const [session, progress] of this.#unfinished) if (progress.next > 0) this.#save(session, { ...progress })
    }
  }

  get(lsid: Value): Session {
    const id = isDoc(lsid) ? lsid.id : undefined
    ensure(id instanceof Binary && id.position === 16, 2, 'lsid.id must be a UUID')
    const name = id.toString('hex')
    const session = this.#sessions.get(name) ?? new Session(spaceKey(spaces.retries, id.value()))
    this.#sessions.set(name, session)
    session.lastUsed = Date.now()
    return session
  }

  /** Takes up a retryable command: where it begins, or how far it came before its answer was lost. */
  begin(session: Session, number: bigint): Progress {
    const known = this.#known(session, number)
    if (known?.done) return known
    const progress = known ?? { number, next: 0, reply: newDoc(), done: false }
    this.#unfinished.set(session, progress)
    return progress
  }

  /** @param reply undefined when the command failed as a whole, so that it may run again */
  finish(session: Session, number: bigint, reply: Doc | undefined): void {
    this.#unfinished.delete(session)
    if (reply) this.#save(session, { number, next: 0, reply, done: true })
  }

  #known(session: Session, number: bigint): Progress | undefined {
    // New commands are the rule: what was written last is known without reading it.
    if (session.latest !== undefined && session.latest < number) return undefined
    const record = this.#record(session)
    session.latest ??= record ? BigInt(record.n as bigint) : -1n
    if (!record) return undefined
    const known = BigInt(record.n as bigint)
    if (known > number)
      throw new StoreError(225, `Cannot start a write with number ${number}: ${known} has been used in this session`)
    if (known < number || record.committed === true) return undefined
    return { number, next: toNumber(record.next) ?? 0, reply: record.reply as Doc, done: record.done === true }
  }

  wasCommitted(session: Session, number: bigint): boolean {
    const record = this.#record(session)
    return record?.n === number && record.committed === true
  }

  saveCommitted(session: Session, number: bigint): void {
    this.#save(session, { number, committed: true })
  }

  #save(session: Session, { number, ...more }: { number: bigint; [field: string]: Value }): void {
    session.latest = number
    this.#commits.write(session.key, encode(docOf({ n: number, at: new Date(), ...more })))
  }

  #record(session: Session): Doc | undefined {
    const bytes = this.#commits.latest.get(session.key)
    return bytes && decode(bytes)
  }

  /** @param at the moment a former answer named; undefined: now, by a new snapshot */
  snapshotOf(session: Session, at: Value, open: () => Pick<Snapshot, 'view' | 'asOf'>): Snapshot {
    const held = session.snapshot
    if (at === undefined) {
      this.releaseSnapshot(session)
      const seconds = BigInt(Math.floor(Date.now() / 1000))
      session.snapshot = { at: new Timestamp((seconds << 32n) | ++this.#snapshots), ...open() }
      return session.snapshot
    }
    const advice = 'a minute passed without a use, or the store was restarted.'
    ensure(held && at instanceof Timestamp && at.equals(held.at), 239, `The snapshot has been let go: ${advice}`)
    return held
  }

  /** Its cursors go first: without the snapshot they would go on in another state. */
  releaseSnapshot(session: Session): void {
    if (!session.snapshot) return
    this.#cursors.killOf(session)
    session.snapshot.view.unpin()
    session.snapshot = undefined
  }

  releaseIdle(now: number): void {
    for (const session of this.#sessions.values())
      if (now - session.lastUsed > snapshotTimeoutMs) this.releaseSnapshot(session)
  }

  /** Sessions nobody uses are forgotten at once, their records after a while. */
  forgetOld(now: number): void {
    for (const [name, session] of this.#sessions)
      if (now - session.lastUsed > sessionTimeoutMs && session.transaction?.state !== 'active' && !session.running)
        this.#sessions.delete(name)
    const [start, end] = [spaceStart(spaces.retries), spaceEnd(spaces.retries)]
    for (const { key, value } of this.#commits.committed.range(start, end, false)) {
      const { at } = decode(value)
      if (at instanceof Date && now - at.getTime() > recordLifetimeMs && !this.#commits.overlay.get(key))
        this.#commits.write(key, null)
    }
  }
}
