import type { Filter } from 'mongodb'
import { reachOf } from '#protocol/permissions'
import { reportFacts, type ToldFact } from '../analytics/repository.ts'
import { applications, type StandingRecord } from '../applications/repository.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { tallies } from '../postings/tally.ts'
import { within } from '../store/scope.ts'
import type { Criteria, Making } from './report.ts'

const batchSize = 500
/** Of so many that were read together is handed on before others have their turn. */
const atOnce = 200

/** The postings that a report is about: those within the reader's reach, the one that was asked for. */
export async function readPostings({ scope, reader, criteria }: Making): Promise<PostingRecord[]> {
  const [{ employerId, jobIds, role }, { jobId }] = [reader, criteria]
  const isWithinReach = (id: string) => reachOf(role, 'figures.read') === 'all' || jobIds.includes(id)
  const filter: Filter<PostingRecord> = { employerId, deletedAt: null, ...(jobId === null ? {} : { _id: jobId }) }
  const found = await postingRows(scope)
    .find(filter, { ...within(scope), projection: { description: 0, requirements: 0, 'published.description': 0 } })
    .batchSize(batchSize)
    .toArray()
  return found.filter(({ _id }) => isWithinReach(_id)).sort((a, b) => (a._id < b._id ? 1 : -1))
}

/** What the figures say of an application, and the posting that it is to. */
export interface Counted {
  readonly posting: PostingRecord
  readonly fact: ToldFact
}

/**
 * What the figures say of the applications to these postings that arrived in the period, in batches. All postings are
 * asked for together: a company has many, and most have few applications.
 */
export async function* readFacts(making: Making, postings: readonly PostingRecord[]): AsyncGenerator<Counted[]> {
  const { scope, books, reader, criteria, onProgress } = making
  const known = new Map(postings.map((posting) => [posting._id, posting]))
  const counts = await tallies.of(scope, [...known.keys()])
  const expected = [...counts.values()].reduce((sum, { applications }) => sum + applications, 0)
  // Who arrives from now on is in the next report, and whom an undone import brought is in none.
  const { book } = await books.follow(reader.employerId)
  let read = 0
  for await (const batch of reportFacts(scope, book, [...known.keys()], criteria)) {
    read += batch.length
    onProgress(Math.min(1, read / expected))
    yield batch.flatMap((fact) => {
      const posting = known.get(fact.jobId)
      return posting && !fact.standing.takenBack ? [{ posting, fact }] : []
    })
  }
}

export interface Application extends Counted {
  readonly application: StandingRecord
  readonly candidate: CandidateRecord
}

/** The same, with what the records say, a few at a time: to look through what people wrote takes a while. */
export async function* readApplications(
  making: Making,
  postings: readonly PostingRecord[],
): AsyncGenerator<Application[]> {
  const { scope, reader } = making
  for await (const counted of readFacts(making, postings)) {
    const [found, people] = await Promise.all([
      applications.standing(
        scope,
        reader.employerId,
        counted.map(({ fact }) => fact.applicationId),
      ),
      candidates.many(
        scope,
        reader.employerId,
        counted.map(({ fact }) => fact.candidateId),
      ),
    ])
    const records = new Map(found.map((record) => [record._id, record]))
    for (let from = 0; from < counted.length; from += atOnce) {
      yield counted.slice(from, from + atOnce).flatMap((one) => {
        const [application, candidate] = [records.get(one.fact.applicationId), people.get(one.fact.candidateId)]
        return application && candidate ? [{ ...one, application, candidate }] : []
      })
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

export const isWithinPeriod = (at: Date | null, { from, to }: Pick<Criteria, 'from' | 'to'>): boolean =>
  at !== null && (from === null || at >= from) && (to === null || at < to)
