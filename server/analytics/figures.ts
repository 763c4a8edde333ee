import type { Scope } from '../store/scope.ts'
import type { Books, Reached } from './keep-books.ts'
import { type CellRecord, cells } from './repository.ts'

/** Which applications are meant; null: all postings. Days as `2026-11-27`, both included. */
export interface Filter {
  readonly jobIds: readonly string[] | null
  readonly from: string | null
  readonly to: string | null
}

export interface Sums {
  readonly counts: ReadonlyMap<string, number>
  /** Of each day on which something arrived. */
  readonly days: ReadonlyMap<string, DaySums>
  readonly asOf: Date
  readonly isStale: boolean
}

export interface DaySums {
  applications: number
  interviewed: number
  hired: number
}

export interface Figures {
  /** Sums over the applications meant, up to date with the feed's end, or as far as could be counted in time. */
  read(employerId: string, filter: Filter): Promise<Sums>
}

/** Waiting for the count longer than this, an answer says how old it is instead, in milliseconds. */
const patience = 3000
/** Employers whose counts a node keeps at hand. */
const mostKept = 40
/** Answers to different questions that are kept until something changes. */
const mostAnswers = 200

type Counts = Map<string, number>

interface Kept {
  /** Every cell with a greater number is not here yet. */
  seq: number
  readonly jobs: Map<string, { readonly total: Counts; readonly days: Map<string, Pick<CellRecord, 'seq' | 'counts'>> }>
  readonly answers: Map<string, Omit<Sums, 'asOf' | 'isStale'>>
}

export function createFigures({ books, scope }: { books: Books; scope: () => Scope }): Figures {
  const kept = new Map<string, Kept>()

  function at(employerId: string): Kept {
    const known = kept.get(employerId) ?? { seq: 0, jobs: new Map(), answers: new Map() }
    kept.delete(employerId)
    kept.set(employerId, known)
    const oldest = kept.keys().next().value
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return known
  }

  /** Reads what changed since this node looked. Cells are whole sums, so one that is read twice is harmless. */
  async function refresh(employerId: string, { book, seq }: Reached): Promise<Kept> {
    const known = at(employerId)
    if (seq <= known.seq) return known
    const changed = await cells.after(scope(), book, known.seq)
    for (const cell of changed) {
      const job = known.jobs.get(cell.jobId) ?? { total: new Map(), days: new Map() }
      known.jobs.set(cell.jobId, job)
      const before = job.days.get(cell.day)
      // Of two readings at once, the answer of the older may come later.
      if (before && before.seq >= cell.seq) continue
      if (before) add(job.total, before.counts, -1)
      add(job.total, cell.counts, 1)
      job.days.set(cell.day, cell)
    }
    // Another reading may have come further meanwhile.
    known.seq = Math.max(known.seq, seq)
    known.answers.clear()
    return known
  }

  return {
    read: async (employerId, filter) => {
      const reached = await books.follow(employerId, { patience })
      const known = await refresh(employerId, reached)
      const key = JSON.stringify([filter.jobIds, filter.from, filter.to])
      const sums = known.answers.get(key) ?? sumOf(known, filter)
      if (known.answers.size >= mostAnswers) known.answers.clear()
      known.answers.set(key, sums)
      return { ...sums, asOf: reached.isBehind && reached.at ? reached.at : scope().now, isStale: reached.isBehind }
    },
  }
}

function add(into: Counts, counts: Readonly<Record<string, number>>, sign: 1 | -1): void {
  for (const name in counts) into.set(name, (into.get(name) ?? 0) + sign * (counts[name] ?? 0))
}

function sumOf({ jobs }: Kept, { jobIds, from, to }: Filter): Omit<Sums, 'asOf' | 'isStale'> {
  const [counts, days]: [Counts, Map<string, DaySums>] = [new Map(), new Map()]
  const isAllTime = from === null && to === null
  for (const [jobId, job] of jobs) {
    if (jobIds && !jobIds.includes(jobId)) continue
    if (isAllTime) for (const [name, n] of job.total) counts.set(name, (counts.get(name) ?? 0) + n)
    for (const [day, { counts: cell }] of job.days) {
      if ((from !== null && day < from) || (to !== null && day > to)) continue
      if (!isAllTime) add(counts, cell, 1)
      const sums = days.get(day) ?? { applications: 0, interviewed: 0, hired: 0 }
      days.set(day, sums)
      sums.applications += cell['all'] ?? 0
      sums.interviewed += cell['interviewed'] ?? 0
      sums.hired += cell['is-hired'] ?? 0
    }
  }
  return { counts, days }
}
