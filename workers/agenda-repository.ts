import { MongoJobRepository } from '@agendajs/mongo-backend'
import type { JobParameters } from 'agenda'
import type { Collection, Db } from 'mongodb'
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

/** Agenda's own repository, with the habits changed that could lose a job for a while or end the process. */
export class AgendaRepository extends MongoJobRepository {
  readonly #log: Log
  readonly #jobs: Collection<{ name: string }>
  /** The kinds of work asked for in this turn of the event loop, and those of them that have some. */
  #round: { readonly names: Set<string>; readonly due: Promise<ReadonlySet<string>> } | null = null
  readonly #asked = new Set<Promise<unknown>>()
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
      return super.getNextJobToRun(name, at, lockDeadline, now, options)
    }).finally(() => this.#asked.delete(asked))
    this.#asked.add(asked)
    return asked
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
    try {
      await super.unlockJob(job)
    } catch (error) {
      this.#log.warn({ err: error }, 'a job stays locked until its lock ends')
    }
  }
}
