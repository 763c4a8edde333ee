import { Binary } from 'bson'
import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { badValue, StoreError } from '../errors.ts'
import type { Commits } from '../storage/commits.ts'
import { spaceEnd, spaceKey, spaceStart, spaces } from '../storage/keyspace.ts'
import type { Transaction } from './transactions.ts'

/** How far a retryable command has come; written with its data, so that a retry never does anything twice. */
export interface Progress {
  /** The next statement to run. */
  next: number
  reply: Doc
  done: boolean
}

export class Session {
  readonly key: Buffer
  lastUsed = Date.now()
  transaction: Transaction | undefined
  /** The command being run; a retry that comes meanwhile waits for its answer. */
  running: { number: bigint; reply: Promise<Doc> } | undefined
  /** No record of this session names a later command than this one; undefined: not looked yet. */
  latest: bigint | undefined

  constructor(key: Buffer) {
    this.key = key
  }
}

const sessionTimeoutMs = 30 * 60_000
/** Longer than any driver retries. */
const recordLifetimeMs = 2 * 60 * 60_000

export class Sessions {
  readonly #sessions = new Map<string, Session>()
  readonly #commits: Commits

  constructor(commits: Commits) {
    this.#commits = commits
  }

  get(lsid: Value): Session {
    const id = isDoc(lsid) ? lsid.id : undefined
    if (!(id instanceof Binary) || id.position !== 16) throw badValue('lsid.id must be a UUID')
    const name = id.toString('hex')
    let session = this.#sessions.get(name)
    if (!session) {
      session = new Session(spaceKey(spaces.retries, id.value()))
      this.#sessions.set(name, session)
    }
    session.lastUsed = Date.now()
    return session
  }

  /** What is known of this command: nothing, or how far it came before its answer was lost. */
  progressOf(session: Session, number: bigint): Progress | undefined {
    // New commands are the rule: what was written last is known without reading it.
    if (session.latest !== undefined && session.latest < number) return undefined
    const record = this.#record(session)
    session.latest ??= record ? BigInt(record.n as bigint) : -1n
    if (!record) return undefined
    const known = BigInt(record.n as bigint)
    if (known > number)
      throw new StoreError(225, `Cannot start a write with number ${number}: ${known} has been used in this session`)
    if (known < number || record.committed === true) return undefined
    return { next: toNumber(record.next) ?? 0, reply: record.reply as Doc, done: record.done === true }
  }

  wasCommitted(session: Session, number: bigint): boolean {
    const record = this.#record(session)
    return record?.n === number && record.committed === true
  }

  saveProgress(session: Session, number: bigint, progress: Progress): void {
    session.latest = number
    this.#commits.write(session.key, encode(docOf({ n: number, at: new Date(), ...progress })))
  }

  saveCommitted(session: Session, number: bigint): void {
    session.latest = number
    this.#commits.write(session.key, encode(docOf({ n: number, at: new Date(), committed: true })))
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

  #record(session: Session): Doc | undefined {
    const bytes = this.#commits.latest.get(session.key)
    return bytes && decode(bytes)
  }
}
