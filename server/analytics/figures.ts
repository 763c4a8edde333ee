import type { Scope } from '../store/scope.ts'
import type { Books, Reached } from './keep-books.ts'
import { type CellRecord, cells } from './repository.ts'

/** Which applications are meant; null: all postings. Days as `2026-11-27`, both included. */
export interface Filter {
  readonly jobIds: readonly string[] | null
  /** Of all postings, those that are not meant: they are in the bin. */
  readonly besides?: readonly string[]
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
  readonly applications: number
  readonly interviewed: number
  readonly hired: number
}

/** Where applications are that count under a name: postings and days of arrival, how many there and how many of all. */
export interface Places {
  readonly book: string
  readonly places: readonly {
    readonly jobId: string
    readonly day: string
    readonly all: number
    readonly asked: number
  }[]
  /** In the whole book, or of the one posting that is meant. */
  readonly all: number
  readonly asked: number
}

export interface Figures {
  /** Sums over the applications meant, up to date with the feed's end, or as far as could be counted in time. */
  read(employerId: string, filter: Filter): Promise<Sums>
  /** Where those of the applications meant are that count under this name. */
  places(employerId: string, filter: Filter, name: string): Promise<Places>
}

/** Waiting for the count longer than this, an answer says how old it is instead, in milliseconds. */
const patience = 3000
/** Employers whose counts a node keeps at hand. */
const mostKept = 40
/** Answers to different questions that are kept, for each employer. */
const mostAnswers = 200
/** Cells that changed since the last reading, more than which are not taken in one by one. */
const mostTakenIn = 100

type Counts = Map<string, number>

type Cell = Pick<CellRecord, 'jobId' | 'day' | 'counts'>

/** The sums over some of the cells; each cell that changes changes them, so that nothing is summed twice. */
interface Answer {
  readonly filter: Filter
  readonly counts: Counts
  readonly days: Map<string, DaySums>
}

interface Kept {
  /** Every cell with a greater number is not here yet. */
  seq: number
  /** Each cell by its posting and its day. */
  readonly jobs: Map<string, Map<string, CellRecord>>
  readonly answers: Map<string, Answer>
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
    // A first reading, or one after a long while: summing anew takes less than taking in each change.
    if (changed.length > mostTakenIn) known.answers.clear()
    for (const cell of changed) {
      const days = known.jobs.get(cell.jobId) ?? new Map<string, CellRecord>()
      known.jobs.set(cell.jobId, days)
      const before = days.get(cell.day)
      // Of two readings at once, the answer of the older may come later.
      if (before && before.seq >= cell.seq) continue
      days.set(cell.day, cell)
      for (const answer of known.answers.values()) {
        if (!isMeant(answer.filter, cell)) continue
        if (before) add(answer, before, -1)
        add(answer, cell, 1)
      }
    }
    // Another reading may have come further meanwhile.
    known.seq = Math.max(known.seq, seq)
    return known
  }

  return {
    read: async (employerId, filter) => {
      const reached = await books.follow(employerId, { patience })
      const known = await refresh(employerId, reached)
      const { counts, days } = sumsOf(known, filter)
      const asOf = reached.isBehind && reached.at ? reached.at : scope().now
      // Copies: what is kept changes with the next entry, what was answered does not.
      return { counts: new Map(counts), days: new Map(days), asOf, isStale: reached.isBehind }
    },
    places: async (employerId, filter, name) => {
      const reached = await books.follow(employerId)
      const { jobs } = await refresh(employerId, reached)
      const [only] = filter.jobIds?.length === 1 ? filter.jobIds : []
      const within = only === undefined ? [...jobs.values()] : [jobs.get(only) ?? new Map<string, CellRecord>()]
      const cells = within.flatMap((days) => [...days.values()])
      const countsOf = ({ counts }: CellRecord) => ({ all: counts['all'] ?? 0, asked: counts[name] ?? 0 })
      const sum = (of: 'all' | 'asked') => cells.reduce((so, cell) => so + countsOf(cell)[of], 0)
      const places = cells
        .filter((cell) => countsOf(cell).asked > 0 && isMeant(filter, cell))
        .map((cell) => ({ jobId: cell.jobId, day: cell.day, ...countsOf(cell) }))
      return { book: reached.book, places, all: sum('all'), asked: sum('asked') }
    },
  }
}

function sumsOf(known: Kept, filter: Filter): Answer {
  const key = JSON.stringify([filter.jobIds, filter.besides ?? [], filter.from, filter.to])
  const answer = known.answers.get(key) ?? sumOf(known, filter)
  // The one that nobody has asked for longest goes first.
  known.answers.delete(key)
  known.answers.set(key, answer)
  const oldest = known.answers.keys().next().value
  if (known.answers.size > mostAnswers && oldest !== undefined) known.answers.delete(oldest)
  return answer
}

function sumOf({ jobs }: Kept, filter: Filter): Answer {
  const answer: Answer = { filter, counts: new Map(), days: new Map() }
  for (const days of jobs.values()) for (const cell of days.values()) if (isMeant(filter, cell)) add(answer, cell, 1)
  return answer
}

const isMeant = ({ jobIds, besides, from, to }: Filter, { jobId, day }: Cell): boolean =>
  (jobIds === null ? !besides?.includes(jobId) : jobIds.includes(jobId)) &&
  (from === null || day >= from) &&
  (to === null || day <= to)

function add(answer: Answer, { day, counts }: Cell, sign: 1 | -1): void {
  for (const name in counts) answer.counts.set(name, (answer.counts.get(name) ?? 0) + sign * (counts[name] ?? 0))
  const { applications, interviewed, hired } = answer.days.get(day) ?? { applications: 0, interviewed: 0, hired: 0 }
  answer.days.set(day, {
    applications: applications + sign * (counts['all'] ?? 0),
    interviewed: interviewed + sign * (counts['interviewed'] ?? 0),
    hired: hired + sign * (counts['is-hired'] ?? 0),
  })
}
