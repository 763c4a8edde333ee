import { MongoJobRepository } from '@agendajs/mongo-backend'
import type { JobParameters } from 'agenda'
import { type Collection, type Db, ObjectId } from 'mongodb'
import type { Log } from '../server/log.ts'
import type { CollectionPlan } from '../server/store/scope.ts'

const collection = 'jobs'

/**
 * Agenda's queue holds only what is waiting or running: finished jobs are removed, and what was done is known by the
 * outbox row. `data` is that row's id.
 */
export const jobsPlan: CollectionPlan = {
  collection,
  indexes: [
    // Agenda itself keeps no unique index: without this one, two workers could queue the same row twice.
    { key: { data: 1 }, name: 'data', unique: true },
    { key: { name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 }, name: 'findAndLockNextJobIndex' },
    // Removing a finished job may be cut off by the death of its worker. Waits between attempts are far shorter.
    { key: { lastFinishedAt: 1 }, name: 'finished_ttl', expireAfterSeconds: 24 * 3600 },
  ],
}

/**
 * Agenda's own repository, with the habits changed that could lose a job for a while, end the process, or write what
 * nobody reads.
 */
export class AgendaRepository extends MongoJobRepository {
  readonly #log: Log
  readonly #jobs: Collection<{ name: string }>
  /** The kinds of work asked for in this turn of the event loop, and those of them that have some. */
  #round: { readonly names: Set<string>; readonly due: Promise<ReadonlySet<string>> } | null = null
  readonly #asked = new Set<Promise<unknown>>()
  /** How many jobs of each kind this process has locked. */
  readonly #held = new Map<string, number>()
  readonly #removing = new Set<Promise<number>>()
  #stopped = false

  constructor(db: Db, log: Log) {
    // Our own plan makes the indexes: agenda makes its one unawaited, and the process would end if that failed.
    super({ mongo: db, db: { collection }, ensureIndex: false })
    this.#log = log
    this.#jobs = db.collection(collection)
  }

  /**
   * Locks only what is due. Agenda locks up to its next poll ahead, and what waits locked in one process is lost to
   * the others, and for good to itself should the computer sleep in between.
   */
  override getNextJobToRun(
    ...[name, , lockDeadline, now, options]: Parameters<MongoJobRepository['getNextJobToRun']>
  ): Promise<JobParameters | undefined> {
    const at = now ?? new Date()
    const asked = this.#unlessStopped(async () => {
      if (!(await this.#mayBeDue(name, at, lockDeadline))) return undefined
      const job = await super.getNextJobToRun(name, at, lockDeadline, now, options)
      if (job) this.#held.set(name, this.held(name) + 1)
      return job
    }).finally(() => this.#asked.delete(asked))
    this.#asked.add(asked)
    return asked
  }

  held(name: string): number {
    return this.#held.get(name) ?? 0
  }

  /** It holds one less. */
  letGo(name: string): void {
    this.#held.set(name, Math.max(0, this.held(name) - 1))
  }

  override removeJobs(...[which]: Parameters<MongoJobRepository['removeJobs']>): Promise<number> {
    const removing = super.removeJobs(which).finally(() => this.#removing.delete(removing))
    this.#removing.add(removing)
    return removing
  }

  /** When nothing of what is being removed now is left. */
  async removed(): Promise<void> {
    await Promise.allSettled(this.#removing)
  }

  /** Says that the work on a job goes on. */
  async renewLock(job: JobParameters): Promise<void> {
    job.lockedAt = new Date()
    const itself = { _id: new ObjectId(String(job._id)), name: job.name }
    await this.collection.updateOne(itself, { $set: { lockedAt: job.lockedAt } })
  }

  /**
   * Agenda notes that a job begins, and right before it removes it how it went. Nobody reads either: that it runs is
   * said by its lock, and what was done by the outbox row. What a dead worker leaves behind comes back when its lock
   * ends, finds its row done, and is removed.
   */
  override async saveJobState(...[job, options]: Parameters<MongoJobRepository['saveJobState']>): Promise<void> {
    const begins = Boolean(job.lockedAt)
    const isRemovedNext = !job.nextRunAt && !job.failedAt
    if (!begins && !isRemovedNext) await super.saveJobState(job, options)
  }

  /**
   * Agenda's poll asks for every kind of work at once, each with a write that mostly finds nothing. One question for all
   * of them finds the kinds that have some. Who asks for one kind was told that there is some.
   */
  async #mayBeDue(name: string, now: Date, lockDeadline: Date): Promise<boolean> {
    this.#round ??= this.#newRound(now, lockDeadline)
    this.#round.names.add(name)
    return (await this.#round.due).has(name)
  }

  #newRound(now: Date, lockDeadline: Date) {
    const names = new Set<string>()
    const due = Promise.resolve().then(() => {
      this.#round = null
      return names.size === 1 ? names : this.#dueAmong([...names], now, lockDeadline)
    })
    return { names, due }
  }

  async #dueAmong(names: readonly string[], now: Date, lockDeadline: Date): Promise<ReadonlySet<string>> {
    const isFree = [{ lockedAt: null, nextRunAt: { $lte: now } }, { lockedAt: { $lte: lockDeadline } }]
    return new Set(
      await this.#jobs.distinct('name', { name: { $in: [...names] }, disabled: { $ne: true }, $or: isFree }),
    )
  }

  /** A job locked for a worker that is stopping would wait for the end of its lock. */
  async #unlessStopped(ask: () => Promise<JobParameters | undefined>): Promise<JobParameters | undefined> {
    if (this.#stopped) return undefined
    const job = await ask()
    if (!job || !this.#stopped) return job
    if (job._id) await this.unlockJobs([job._id])
    return undefined
  }

  /** Locks nothing more; done when nothing is being locked. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#asked)
  }

  /** Agenda does not wait for this: a failure would end the process. The lock ends by itself. */
  override async unlockJob(job: JobParameters): Promise<void> {
    this.letGo(job.name)
    try {
      await super.unlockJob(job)
    } catch (error) {
      this.#log.warn({ err: error }, 'a job stays locked until its lock ends')
    }
  }
}
