import type { Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import { may } from '#protocol/permissions'
import type { endpoints, Posting, PostingSummary } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { withDescription } from './content.ts'
import type { Descriptions } from './description.ts'
import { binHorizon, canSee, refuseHidden } from './policy.ts'
import { present, presentSummary } from './present.ts'
import { type PostingRecord, postingRows, postings } from './repository.ts'
import { tallies } from './tally.ts'

/** The description is read from the document itself: what somebody typed a moment ago is in it. */
export const readPosting =
  (descriptions: Pick<Descriptions, 'of'>) =>
  async (
    scope: Scope,
    member: Member,
    { jobId }: Pick<Input<typeof endpoints.readPosting>, 'jobId'>,
  ): Promise<Posting> => {
    const posting = await postings.get(scope, member.employerId, jobId)
    refuseHidden(member, posting, scope.now)
    const { html } = await descriptions.of(posting)
    const tally = (await tallies.of(scope, [jobId])).get(jobId)
    return present(withDescription(posting, html), tally)
  }

/** Whether the member can read this posting, as it stands now. */
export async function seesPosting(scope: Scope, member: Member, jobId: string): Promise<boolean> {
  const [posting] = await postings.many(scope, member.employerId, [jobId])
  return posting !== undefined && canSee(member, posting, scope.now)
}

export async function listPostings(
  scope: Scope,
  member: Member,
  { query }: Pick<Input<typeof endpoints.listPostings>, 'query'>,
): Promise<Page<PostingSummary>> {
  const page = await pageByNewest(scope, postingRows(scope), filterOf(member, query, scope.now), query, longTexts)
  const counts = await tallies.of(
    scope,
    page.items.map((posting) => posting._id),
  )
  return { ...page, items: page.items.map((posting) => presentSummary(posting, counts.get(posting._id))) }
}

const longTexts = ['description', 'requirements'] as const

type Query = Input<typeof endpoints.listPostings>['query']

function filterOf(member: Member, { state, q, deleted }: Query, now: Date): Filter<PostingRecord> {
  const bin = deleted === 'true'
  // The bin is for those who can empty it: everybody's, or of one's own jobs.
  const ownOnly = bin && !may(member, 'posting.write', 'any other job')
  return {
    employerId: member.employerId,
    deletedAt: bin ? { $gt: binHorizon(now) } : null,
    ...(state ? { state } : {}),
    ...(q ? { title: { $regex: escapeRegex(q), $options: 'i' } } : {}),
    ...(ownOnly ? { _id: { $in: [...(may(member, 'posting.write') ? member.jobIds : [])] } } : {}),
  }
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
