import { type FeedbackReport, Theme } from '#protocol/feedback'
import type { ApplicationRecord } from '../applications/repository.ts'
import type { Scope } from '../store/scope.ts'
import { type FeedbackRecord, feedbacks } from './repository.ts'

/** With fewer people than this nothing is shown: one of them could be recognised by what is said. */
const fewestAuthors = 3
/** A theme is shown when so many people named it. */
const fewestPerTheme = 2

type Said = Pick<FeedbackRecord, 'by' | 'rating' | 'strengths' | 'concerns'>

/**
 * What a candidate reads of the feedback on them: a band instead of numbers, themes that several people share, no words
 * and no author. Pure. Null: too few people said something.
 * @param said newest first: of one person the newest counts
 */
export function reportOf(said: readonly Said[]): FeedbackReport | null {
  const newest = new Map<string, Said>()
  for (const one of said) if (!newest.has(one.by)) newest.set(one.by, one)
  const voices = [...newest.values()]
  if (voices.length < fewestAuthors) return null
  const shared = (of: (one: Said) => readonly Theme[]) =>
    Theme.options.filter((theme) => voices.filter((one) => of(one).includes(theme)).length >= fewestPerTheme)
  const strengths = shared((one) => one.strengths)
  return {
    impression: bandOf(voices.reduce((sum, { rating }) => sum + rating, 0) / voices.length),
    strengths,
    // What most see as a strength and some as a concern is said once, as what it mostly is.
    concerns: shared((one) => one.concerns).filter((theme) => !strengths.includes(theme)),
  }
}

function bandOf(average: number): FeedbackReport['impression'] {
  if (average >= 4) return 'strong'
  return average >= 3 ? 'good' : 'mixed'
}

/**
 * The report as of a decision: what was said later changes nothing, so that nobody learns from two visits what one
 * person said in between.
 */
export async function readReport(
  scope: Scope,
  { candidateId, jobId }: Pick<ApplicationRecord, 'candidateId' | 'jobId'>,
  decidedAt: Date,
): Promise<FeedbackReport | null> {
  const said = await feedbacks.ofCandidate(scope, candidateId)
  return reportOf(said.filter(({ at, jobIds }) => at <= decidedAt && jobIds.includes(jobId)))
}
