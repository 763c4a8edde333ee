import { createHash } from 'node:crypto'
import type { Page } from '#protocol/common'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import type { endpoints, Review } from '#protocol/scorecards'
import { candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { QueryRun } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { type Asked, askedOf } from './asked-of.ts'
import { kitOfPanel } from './case.ts'
import { countsOf } from './panel.ts'
import type { PanelRecord } from './repository.ts'

/**
 * What waits for a reviewer. Of one job: in an order of the reviewer's own, so that nobody is always first or always
 * last. Of all jobs: what has waited longest.
 */
export const listMyReviews: QueryRun<typeof endpoints.listMyReviews> = async (scope, member, { query }) => {
  const { jobId, state, limit, cursor } = query
  const withOpen = jobId !== undefined || state === 'open'
  const asked = await askedOf(scope, member, { jobId, withOpen })
  const keyOf = ({ application: { _id, stageSince } }: Asked): string =>
    jobId === undefined ? `${stageSince.toISOString()} ${_id}` : shuffled(member.userId, _id)
  const wanted = asked
    // Over all jobs only what has come so far: a rating of somebody who just applied is asked for by nobody.
    .filter((one) => (state === undefined ? jobId !== undefined || one.state !== 'open' : one.state === state))
    .map((one) => ({ one, key: keyOf(one) }))
    .filter(({ key }) => cursor === undefined || key > Buffer.from(cursor, 'base64url').toString())
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const shown = wanted.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await present(
      scope,
      member,
      shown.map(({ one }) => one),
    ),
    nextCursor: last && wanted.length > limit ? Buffer.from(last.key).toString('base64url') : null,
  } satisfies Page<Review>
}

async function present(scope: Scope, member: Member, asked: readonly Asked[]): Promise<Review[]> {
  const people = await candidates.many(
    scope,
    member.employerId,
    asked.map(({ application }) => application.candidateId),
  )
  const kits = new Map<string, ReturnType<typeof kitOfPanel>>()
  const kitFor = (panel: PanelRecord) => {
    const key = `${panel.jobId} ${countsOf(panel).submitted > 0 ? panel.kitVersion : 'newest'}`
    const kit = kits.get(key) ?? kitOfPanel(scope, panel)
    kits.set(key, kit)
    return kit
  }
  return Promise.all(
    asked.map(async ({ application, posting, panel, mine, state }) => {
      const { criteria } = await kitFor(panel)
      const scored = criteria.filter(({ id }) =>
        mine?.ratings.some(({ criterionId, score }) => criterionId === id && score !== null),
      )
      return {
        applicationId: ApplicationId.parse(application._id),
        jobId: PostingId.parse(application.jobId),
        jobTitle: posting.title,
        candidate: {
          id: CandidateId.parse(application.candidateId),
          code: people.get(application.candidateId)?.code ?? '',
        },
        state,
        rated: scored.length,
        of: criteria.length,
        ...countsOf(panel),
        since: application.stageSince.toISOString(),
      }
    }),
  )
}

const shuffled = (userId: string, applicationId: string): string =>
  createHash('sha256').update(`${userId} ${applicationId}`).digest('hex')
