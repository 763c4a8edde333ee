import { Binary, Timestamp } from 'bson'
import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import type { Cursors } from '../cursors.ts'
import { ensure } from '../errors.ts'
import type { Commits } from '../storage/commits.ts'
import { type CommittedView, spaceKey, spaces, textOf, wholeSpace } from '../storage/environment.ts'
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

export interface Session {
  /** Of its record. */
  readonly key: Buffer
  lastUsed: number
  transaction?: Transaction
  /** At most one is held; it goes with the session, or when the session asks for the next. */
  snapshot?: Snapshot | undefined
  /** The command being run; a retry that comes meanwhile waits for its answer. */
  running?: { number: bigint; reply: Promise<Doc> } | undefined
  /** No record of this session names a later command than this one; undefined: not looked yet. */
  latest?: bigint
}

const sessionTimeoutMs = 30 * 60_000
/** While a snapshot is held, LMDB cannot use freed pages again: a session that falls silent for so long loses it. */
const snapshotTimeoutMs = 60_000
/** Longer than any driver retries. */
const recordLifetimeMs = 2 * 60 * 60_000

export function createSessions(commits: Commits, cursors: Cursors) {
  const sessions = new Map<string, Session>()
  /** Retryable commands on their way. */
  const unfinished = new Map<Session, Progress>()
  let snapshots = 0n

  // What a command has done so far is recorded with it, whatever the command is waiting for.
  commits.events.on('flush', () => {
    for (const [session, progress] of unfinished) if (progress.next > 0) save(session, { ...progress })
  })

  function get(lsid: Value): Session {
    const id = isDoc(lsid) ? lsid.id : undefined
    ensure(id instanceof Binary && id.position === 16, 2, 'lsid.id must be a UUID')
    const name = id.toString('hex')
    const session = sessions.get(name) ?? { key: spaceKey(spaces.retries, id.value()), lastUsed: 0 }
    sessions.set(name, session)
    session.lastUsed = Date.now()
    return session
  }

  /** Takes up a retryable command: where it begins, or how far it came before its answer was lost. */
  function begin(session: Session, number: bigint): Progress {
    const progress = known(session, number) ?? { number, next: 0, reply: newDoc(), done: false }
    if (!progress.done) unfinished.set(session, progress)
    return progress
  }

  /** @param reply undefined when the command failed as a whole, so that it may run again */
  function finish(session: Session, number: bigint, reply: Doc | undefined): void {
    unfinished.delete(session)
    if (reply) save(session, { number, next: 0, reply, done: true })
  }

  function known(session: Session, number: bigint): Progress | undefined {
    // New commands are the rule: what was written last is known without reading it.
    if (session.latest !== undefined && session.latest < number) return undefined
    const record = recordOf(session)
    const latest = record ? BigInt(record.n as bigint) : -1n
    session.latest ??= latest
    ensure(latest <= number, 225, `Cannot start a write with number ${number}: ${latest} has been used in this session`)
    if (!record || latest < number || record.committed === true) return undefined
    return { number, next: toNumber(record.next) ?? 0, reply: record.reply as Doc, done: record.done === true }
  }

  function wasCommitted(session: Session, number: bigint): boolean {
    const record = recordOf(session)
    return record?.n === number && record.committed === true
  }

  const saveCommitted = (session: Session, number: bigint): void => save(session, { number, committed: true })

  function save(session: Session, { number, ...more }: { number: bigint; [field: string]: Value }): void {
    session.latest = number
    commits.write(session.key, encode(docOf({ n: number, at: new Date(), ...more })))
  }

  function recordOf({ key }: Session): Doc | undefined {
    const bytes = commits.latest.get(key)
    return bytes && decode(bytes)
  }

  /** @param at the moment a former answer named; undefined: now, by a new snapshot */
  function snapshotOf(session: Session, at: Value, asOf: number): Snapshot {
    if (at === undefined) {
      releaseSnapshot(session)
      const seconds = BigInt(Math.floor(Date.now() / 1000))
      const moment = new Timestamp((seconds << 32n) | ++snapshots)
      session.snapshot = { at: moment, view: commits.newView().pin(), asOf }
      return session.snapshot
    }
    const held = session.snapshot
    const advice = 'a minute passed without a use, or the store was restarted.'
    ensure(held && at instanceof Timestamp && at.equals(held.at), 239, `The snapshot has been let go: ${advice}`)
    return held
  }

  /** Its cursors go first: without the snapshot they would go on in another state. */
  function releaseSnapshot(session: Session): void {
    if (!session.snapshot) return
    cursors.killOf(session)
    session.snapshot.view.unpin()
    session.snapshot = undefined
  }

  function releaseIdle(now: number): void {
    for (const session of sessions.values()) if (now - session.lastUsed > snapshotTimeoutMs) releaseSnapshot(session)
  }

  /** Sessions nobody uses are forgotten at once, their records after a while. */
  function forgetOld(now: number): void {
    for (const [name, session] of sessions)
      if (now - session.lastUsed > sessionTimeoutMs && session.transaction?.state !== 'active' && !session.running)
        sessions.delete(name)
    for (const { key, value } of commits.committed.range(wholeSpace(spaces.retries))) {
      const { at } = decode(value)
      if (at instanceof Date && now - at.getTime() > recordLifetimeMs && !commits.overlay.has(textOf(key)))
        commits.write(key, null)
    }
  }

  return { get, begin, finish, wasCommitted, saveCommitted, snapshotOf, releaseSnapshot, releaseIdle, forgetOld }
}
