import { CriterionId, UserId } from '#protocol/ids'
import type { KitCriterion } from '#protocol/kits'
import {
  type Aggregate,
  type MyRatings,
  type Ratings,
  Recommendation,
  type Results,
  type ReviewerRatings,
} from '#protocol/scorecards'
import type { WordsFor } from '../candidates/words-about.ts'
import type { KitContent } from '../kits/kit-of.ts'
import type { AmendmentRecord, RatingsContent, RatingsRecord } from './repository.ts'
import { overallOf, scoreOf, spreadOf, standingAt } from './spread.ts'

/** Shows a text as one reader may read it: without who the candidate is. */
type Blind = (text: string) => string

const asTyped: Blind = (text) => text

/** My own, as I typed it, criterion by criterion of the kit. */
export const presentMine = (record: RatingsRecord, { criteria }: KitContent): MyRatings => ({
  ...presentContent(record, criteria, asTyped),
  submittedAt: record.submittedAt?.toISOString() ?? null,
  amendments: record.amendments.map((amendment) => presentAmendment(amendment, criteria, asTyped)),
  version: record.version,
})

/** Everything that was submitted, in the order in which it came in, and how far it lies apart. */
export function presentResults(all: readonly RatingsRecord[], { criteria }: KitContent, words: WordsFor): Results {
  const submitted = all
    .filter(({ submittedAt }) => submittedAt !== null)
    .sort((a, b) => Number(a.submittedAt) - Number(b.submittedAt))
  const spread = criteria.map(({ id, weight }) => {
    const { outliers, ...figures } = spreadOf(submitted.map((record) => scoreOf(record, id)))
    const people = outliers.flatMap((index) => submitted[index]?.userId ?? [])
    return { criterionId: id, weight, ...figures, outliers: people.map((userId) => UserId.parse(userId)) }
  })
  return {
    reviewers: submitted.flatMap(
      (record) => presentReviewer(record, criteria, (text) => words(text, record.userId)) ?? [],
    ),
    spread: spread.map(({ weight: _weight, ...shown }) => shown),
    overall: overallOf(spread),
    recommendations: countsBy(submitted),
  }
}

/** Of fewer, a mean would tell what one of them said to whoever knows the others. */
const leastForAggregate = 3

/** As it stood when it was revealed: what came after would tell one person's numbers by the difference. */
export function presentAggregate(all: readonly RatingsRecord[], { criteria }: KitContent, revealedAt: Date): Aggregate {
  const standing = standingAt(all, revealedAt)
  const means = criteria.map(({ id, weight }) => {
    const { count, mean } = spreadOf(standing.map((record) => scoreOf(record, id)))
    return { criterionId: id, weight, mean: count < leastForAggregate ? null : mean }
  })
  return {
    count: standing.length,
    least: leastForAggregate,
    criteria: means.map(({ criterionId, mean }) => ({ criterionId, mean })),
    overall: overallOf(means),
  }
}

function presentReviewer(
  record: RatingsRecord,
  criteria: readonly KitCriterion[],
  blind: Blind,
): ReviewerRatings | null {
  if (record.submittedAt === null) return null
  return {
    userId: UserId.parse(record.userId),
    ...presentContent(record, criteria, blind),
    submittedAt: record.submittedAt.toISOString(),
    late: record.late,
    amendments: record.amendments.map((amendment) => presentAmendment(amendment, criteria, blind)),
  }
}

const presentAmendment = (amendment: AmendmentRecord, criteria: readonly KitCriterion[], blind: Blind) => ({
  ...presentContent(amendment, criteria, blind),
  at: amendment.at.toISOString(),
  reason: blind(amendment.reason),
  afterReveal: amendment.afterReveal,
})

const presentContent = (content: RatingsContent, criteria: readonly KitCriterion[], blind: Blind): Ratings => ({
  ratings: criteria.map(({ id }) => ({
    criterionId: CriterionId.parse(id),
    score: scoreOf(content, id),
    evidence: blind(content.ratings.find(({ criterionId }) => criterionId === id)?.evidence ?? ''),
  })),
  recommendation: content.recommendation,
  conclusion: blind(content.conclusion),
})

function countsBy(records: readonly RatingsRecord[]): Record<Recommendation, number> {
  const count = (wanted: Recommendation) => records.filter(({ recommendation }) => recommendation === wanted).length
  return Object.fromEntries(Recommendation.options.map((one) => [one, count(one)])) as Record<Recommendation, number>
}
