import { MongoJobRepository } from '@agendajs/mongo-backend'
import { type JobParameters, toJobId } from 'agenda'
import { type Collection, type Db, MongoBulkWriteError, ObjectId } from 'mongodb'
import type { Log } from '../server/log.ts'
import { byOwnClock, byStoreClock, timeNow } from '../server/store/clock.ts'
import { jobsCollection } from '../server/store/outbox.ts'
import type { CollectionPlan } from '../server/store/scope.ts'

const collection = jobsCollection

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

/** A row of the outbox that is to wait in the queue. */
export interface NewJob {
  readonly name: string
  /** The row's id. */
  readonly data: string
  readonly nextRunAt: Date
}

interface JobRow extends NewJob {
  readonly _id: ObjectId
  readonly type: 'normal'
  readonly priority: 0
  readonly lockedAt: Date | null
}

const duplicateKey = 11000
/** How long what is done may stay in the queue so that it is removed together, in milliseconds. */
const tidyAfter = 100

/**
 * Agenda's own repository, with the habits changed that could lose a job for a while, end the process, ask what is known,
 * or write what nobody reads.
 */
export class AgendaRepository extends MongoJobRepository {
  readonly #log: Log
  readonly #jobs: Collection<JobRow>
  /** Jobs that were locked for this process as they were inserted, until agenda takes them. */
  readonly #ready = new Map<string, JobParameters[]>()
  /** Kinds of which agenda took such a job a moment ago. */
  readonly #taken = new Set<string>()
  /** Kinds of which the store may hold jobs that are due, as far as this process knows. */
  readonly #more = new Set<string>()
  /** The kinds of work asked for in this turn of the event loop, and those of them that have some. */
  #round: { readonly names: Set<string>; readonly due: Promise<ReadonlySet<string>> } | null = null
  readonly #asked = new Set<Promise<unknown>>()
  /** How many jobs of each kind this process has locked. */
  readonly #held = new Map<string, number>()
  /** Done, and still in the queue. */
  #done: ObjectId[] = []
  #tidying: NodeJS.Timeout | undefined
  #stopped = false

  constructor(db: Db, log: Log) {
    // Our own plan makes the indexes: agenda makes its one unawaited, and the process would end if that failed.
    super({ mongo: db, db: { collection }, ensureIndex: false })
    this.#log = log
    this.#jobs = db.collection(collection)
  }

  /**
   * Inserts jobs, all by one command. Those that are due are locked for this process as far as it has places for their
   * kind: agenda gets them without another question when it looks next.
   * @param places how many jobs of a kind may be locked here at once
   * @returns data of those that are ours now, and of those that were in the queue already
   */
  async put(jobs: readonly NewJob[], places: (name: string) => number): Promise<{ ours: string[]; known: string[] }> {
    const now = timeNow()
    const rows = jobs.map((job): JobRow => {
      const isOurs = !this.#stopped && job.nextRunAt <= now && this.held(job.name) < places(job.name)
      if (isOurs) this.#hold(job.name)
      return { _id: new ObjectId(), ...job, type: 'normal', priority: 0, lockedAt: isOurs ? now : null }
    })
    const refused = await this.#insert(rows).catch((error: unknown) => {
      // Should some be stored all the same, they are locked for nobody: their locks end.
      for (const { name, lockedAt } of rows) if (lockedAt) this.letGo(name)
      throw error
    })
    const [ours, known]: [string[], string[]] = [[], []]
    for (const [i, row] of rows.entries()) {
      const { name, data, lockedAt, nextRunAt } = row
      if (refused.has(i)) {
        known.push(data)
        if (lockedAt) this.letGo(name)
      } else if (lockedAt) {
        ours.push(data)
        this.#ready.set(name, [...(this.#ready.get(name) ?? []), withTimes(jobOf(row, lockedAt), byOwnClock)])
      } else if (nextRunAt <= now) this.#more.add(name)
    }
    return { ours, known }
  }

  /** Answers the places of those that were there. */
  async #insert(rows: readonly JobRow[]): Promise<ReadonlySet<number>> {
    try {
      await this.#jobs.insertMany([...rows], { ordered: false })
      return new Set()
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error
      const refusals = [error.writeErrors].flat()
      if (refusals.some(({ code }) => code !== duplicateKey)) throw error
      return new Set(refusals.map(({ index }) => index))
    }
  }

  /**
   * Locks only what is due. Agenda locks up to its next poll ahead, and what waits locked in one process is lost to
   * the others, and for good to itself should the computer sleep in between.
   */
  override async getNextJobToRun(
    ...[name, , ownLockDeadline, , options]: Parameters<MongoJobRepository['getNextJobToRun']>
  ): Promise<JobParameters | undefined> {
    const ready = this.#takeReady(name, ownLockDeadline)
    if (ready) return ready
    // Agenda asks until there is nothing: having taken what it was told of, it need not ask the store for more.
    if (this.#taken.delete(name) && !this.#more.has(name)) return undefined
    const [at, lockDeadline] = [timeNow(), byStoreClock(ownLockDeadline)]
    const asked = this.#unlessStopped(async () => {
      if (!(await this.#mayBeDue(name, at, lockDeadline))) return undefined
      const job = await super.getNextJobToRun(name, at, lockDeadline, at, options)
      if (job) this.#hold(name)
      else this.#more.delete(name)
      return job && withTimes(job, byOwnClock)
    }).finally(() => this.#asked.delete(asked))
    this.#asked.add(asked)
    return asked
  }

  #takeReady(name: string, lockDeadline: Date): JobParameters | undefined {
    if (this.#stopped) return undefined
    for (let job = this.#ready.get(name)?.shift(); job; job = this.#ready.get(name)?.shift()) {
      if (job.lockedAt && job.lockedAt > lockDeadline) {
        this.#taken.add(name)
        // Agenda asks on at once, if at all.
        setImmediate(() => this.#taken.delete(name))
        return job
      }
      // It waited for longer than its lock: by now it may be another worker's.
      this.letGo(name)
    }
    return undefined
  }

  #hold(name: string): void {
    this.#held.set(name, this.held(name) + 1)
  }

  held(name: string): number {
    return this.#held.get(name) ?? 0
  }

  /** It holds one less. */
  letGo(name: string): void {
    this.#held.set(name, Math.max(0, this.held(name) - 1))
  }

  /** What is done is removed a moment later, together with others: its row says already that it is done. */
  override async removeJobs(...[which]: Parameters<MongoJobRepository['removeJobs']>): Promise<number> {
    if (!which.id) return super.removeJobs(which)
    this.#done.push(new ObjectId(String(which.id)))
    this.#tidying ??= setTimeout(() => void this.tidy(), tidyAfter)
    return 1
  }

  /** Removes what is done. Never throws: what stays comes back when its lock ends, finds its row done, and is removed. */
  async tidy(): Promise<void> {
    clearTimeout(this.#tidying)
    this.#tidying = undefined
    const done = this.#done.splice(0)
    if (done.length === 0) return
    try {
      await this.#jobs.deleteMany({ _id: { $in: done } })
    } catch (error) {
      this.#log.warn({ err: error }, 'jobs that are done stay in the queue until their locks end')
    }
  }

  /** Says that the work on a job goes on. */
  async renewLock(job: JobParameters): Promise<void> {
    job.lockedAt = new Date()
    const itself = { _id: new ObjectId(String(job._id)), name: job.name }
    await this.collection.updateOne(itself, { $set: { lockedAt: byStoreClock(job.lockedAt) } })
  }

  /**
   * Agenda notes that a job begins, and right before it removes it how it went. Nobody reads either: that it runs is
   * said by its lock, and what was done by the outbox row. What a dead worker leaves behind comes back when its lock
   * ends, finds its row done, and is removed.
   */
  override async saveJobState(...[job, options]: Parameters<MongoJobRepository['saveJobState']>): Promise<void> {
    const begins = Boolean(job.lockedAt)
    const isRemovedNext = !job.nextRunAt && !job.failedAt
    if (!begins && !isRemovedNext) await super.saveJobState(withTimes(job, byStoreClock), options)
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

  /** Locks nothing more; done when nothing is being locked, and what nobody began is free for others. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#asked)
    const left = [...this.#ready.values()].flat().flatMap(({ _id }) => _id ?? [])
    this.#ready.clear()
    await this.unlockJobs(left).catch((error: unknown) =>
      this.#log.warn({ err: error }, 'jobs that nobody began stay locked until their locks end'),
    )
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

/** Agenda compares with the clock of its process; what is stored goes by the clock of the store. */
const withTimes = (job: JobParameters, convert: (time: Date) => Date): JobParameters => ({
  ...job,
  nextRunAt: job.nextRunAt && convert(job.nextRunAt),
  ...(job.lockedAt && { lockedAt: convert(job.lockedAt) }),
})

const jobOf = ({ _id, name, data, type, priority, nextRunAt }: JobRow, lockedAt: Date): JobParameters => ({
  ...{ _id: toJobId(_id.toHexString()), name, data, type, priority, nextRunAt, lockedAt },
})
