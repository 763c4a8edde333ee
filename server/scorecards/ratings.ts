import type { FieldError } from '#protocol/errors'
import type { KitCriterion } from '#protocol/kits'
import type { ChangeRatings } from '#protocol/scorecards'
import { AppError } from '../app-error.ts'
import type { AmendmentRecord, PanelRecord, RatingsContent, RatingsRecord } from './repository.ts'
import { ratingsId } from './repository.ts'

export const emptyRatings = (panel: PanelRecord, userId: string): RatingsRecord => ({
  _id: ratingsId(panel._id, userId),
  employerId: panel.employerId,
  jobId: panel.jobId,
  applicationId: panel._id,
  userId,
  ratings: [],
  recommendation: null,
  conclusion: '',
  submittedAt: null,
  late: false,
  amendments: [],
  version: 0,
})

/** The record with what was changed; what is left out stays, also what is said of a criterion that was taken out. */
export function changed(
  record: RatingsRecord,
  changes: ChangeRatings,
  criteria: readonly KitCriterion[],
): RatingsRecord {
  refuseUnknown(changes, criteria)
  const ratings = new Map(record.ratings.map((rating) => [rating.criterionId, rating]))
  for (const { criterionId, score, evidence } of changes.ratings ?? []) {
    const before = ratings.get(criterionId) ?? { criterionId, score: null, evidence: '' }
    ratings.set(criterionId, {
      ...before,
      ...(score === undefined ? {} : { score }),
      ...(evidence === undefined ? {} : { evidence }),
    })
  }
  const { recommendation = record.recommendation, conclusion = record.conclusion } = changes
  return { ...record, ratings: [...ratings.values()], recommendation, conclusion }
}

/** What was handed in, changed; how it read before is kept with when and why. */
export const amended = (
  before: RatingsRecord,
  after: RatingsRecord,
  facts: Pick<AmendmentRecord, 'at' | 'reason' | 'afterReveal'>,
): RatingsRecord => ({ ...after, amendments: [...before.amendments, { ...contentOf(before), ...facts }] })

export const isSame = (a: RatingsContent, b: RatingsContent): boolean =>
  JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b))

const contentOf = ({ ratings, recommendation, conclusion }: RatingsContent): RatingsContent => ({
  ratings,
  recommendation,
  conclusion,
})

/** A number without its reason helps nobody. @throws {AppError} `invalid-input` naming everything that is missing */
export function expectComplete(content: RatingsContent, criteria: readonly KitCriterion[]): void {
  const errors = criteria.flatMap((criterion) => missingOf(content, criterion))
  if (content.recommendation === null) {
    errors.push({ path: 'recommendation', message: 'Say what you would do, from a strong no to a strong yes.' })
  }
  if (content.conclusion.trim() === '') {
    errors.push({ path: 'conclusion', message: 'Write a conclusion: what decides it for you.' })
  }
  if (errors.length === 0) return
  throw new AppError('invalid-input', errors.map(({ message }) => message).join(' '), { errors })
}

function missingOf({ ratings }: RatingsContent, { id, name }: KitCriterion): FieldError[] {
  const rating = ratings.find(({ criterionId }) => criterionId === id)
  const missing: FieldError[] = []
  if (!rating || rating.score === null) {
    missing.push({ path: `ratings.${id}.score`, message: `Rate "${name}" from 1 to 5.` })
  }
  if (!rating || rating.evidence.trim() === '') {
    missing.push({ path: `ratings.${id}.evidence`, message: `Write what you saw or read that shows "${name}".` })
  }
  return missing
}

function refuseUnknown({ ratings = [] }: ChangeRatings, criteria: readonly KitCriterion[]): void {
  const errors = ratings.flatMap(({ criterionId }, index) =>
    criteria.some(({ id }) => id === criterionId)
      ? []
      : [{ path: `ratings.${index}.criterionId`, message: 'The kit has no such criterion any more. Load it again.' }],
  )
  if (errors.length > 0) throw new AppError('invalid-input', errors[0]?.message, { errors })
}
