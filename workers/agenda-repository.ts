import { MongoJobRepository } from '@agendajs/mongo-backend'
import type { JobParameters } from 'agenda'
import type { Db } from 'mongodb'
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
  readonly #asked = new Set<Promise<unknown>>()
  #stopped = false

  constructor(db: Db, log: Log) {
    // Our own plan makes the indexes: agenda makes its one unawaited, and the process would end if that failed.
    super({ mongo: db, db: { collection }, ensureIndex: false })
    this.#log = log
  }

  /**
   * Locks only what is due. Agenda locks up to its next poll ahead, and what waits locked in one process is lost to
   * the others, and for good to itself should the computer sleep in between.
   */
  override getNextJobToRun(
    ...[name, , lockDeadline, now, options]: Parameters<MongoJobRepository['getNextJobToRun']>
  ): Promise<JobParameters | undefined> {
    const asked = this.#unlessStopped(() =>
      super.getNextJobToRun(name, now ?? new Date(), lockDeadline, now, options),
    ).finally(() => this.#asked.delete(asked))
    this.#asked.add(asked)
    return asked
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
