import type { endpoints, Journey } from '#protocol/analytics'
import type { Page } from '#protocol/common'
import { ApplicationId, CandidateId, UserId } from '#protocol/ids'
import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { refuseHidden } from '../postings/policy.ts'
import { postings } from '../postings/repository.ts'
import { decodeCursor, encodeCursor } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Books } from './keep-books.ts'
import { type FactRecord, factRows } from './repository.ts'

type Journeys = Page<Journey> & { seq: number; asOf: string }

/** Ways through a posting's pipeline, by the rights that the reader has today; code names for everybody. */
export const listJourneys =
  (books: Books) =>
  async (
    scope: Scope,
    member: Member,
    { jobId, query: { limit, cursor } }: Pick<Input<typeof endpoints.listJourneys>, 'jobId' | 'query'>,
  ): Promise<Journeys> => {
    refuseHidden(member, await postings.get(scope, member.employerId, jobId), scope.now)
    if (!may(member, 'pipeline.read', jobId)) throw new AppError('not-found', 'There is no such posting.')
    const { book, seq } = await books.follow(member.employerId)
    const before = cursor === undefined ? null : decodeCursor(cursor)
    const found = await factRows(scope)
      .find({ book, jobId, ...(before === null ? {} : { applicationId: { $lt: before } }) }, within(scope))
      .sort({ book: 1, jobId: 1, applicationId: -1 })
      .limit(limit + 1)
      .toArray()
    const facts = found.slice(0, limit)
    const ids = facts.map(({ candidateId }) => candidateId)
    const people = await candidates.many(scope, member.employerId, ids)
    const last = facts.at(-1)
    return {
      items: facts.flatMap((fact) => {
        const candidate = people.get(fact.candidateId)
        return candidate ? [present(fact, candidate.code)] : []
      }),
      nextCursor: found.length > limit && last ? encodeCursor(last.applicationId) : null,
      seq,
      asOf: scope.now.toISOString(),
    }
  }

const present = (fact: FactRecord, code: string): Journey => ({
  applicationId: ApplicationId.parse(fact.applicationId),
  candidateId: CandidateId.parse(fact.candidateId),
  code,
  appliedAt: fact.appliedAt.toISOString(),
  viewedAt: fact.viewedAt?.toISOString() ?? null,
  moves: fact.moves.map(({ by, at, ...move }) => ({
    ...move,
    at: at.toISOString(),
    by: by === null ? null : UserId.parse(by),
  })),
})
