import type { ApplicationStatus } from '#protocol/applications'
import type { KitCriterion } from '#protocol/kits'
import type { ChangeRatings, Recommendation } from '#protocol/scorecards'
import type { RatingsRecord } from '../scorecards/repository.ts'
import { type Band, conclusions, evidence } from './evidence.ts'
import type { Random } from './random.ts'

type Scores = readonly number[]

/** What a panel's numbers gather around: who was hired convinced most of it. */
const qualities: Readonly<Record<ApplicationStatus, readonly [number, number]>> = {
  hired: [4.1, 4.8],
  active: [3.2, 4.4],
  on_hold: [3, 3.8],
  withdrawn: [2.9, 4.2],
  rejected: [1.9, 3.2],
}

const clamped = (value: number): number => Math.min(5, Math.max(1, Math.round(value)))

/** Each reviewer's numbers, criterion by criterion; in every third panel one of them sees one thing quite differently. */
export function judge(
  random: Random,
  status: ApplicationStatus,
  criteria: readonly KitCriterion[],
  reviewers: number,
): Scores[] {
  const quality = random.between(...qualities[status])
  const strengths = criteria.map(() => random.between(-0.7, 0.7))
  const all = Array.from({ length: reviewers }, () => {
    const leniency = random.between(-0.35, 0.35)
    return strengths.map((strength) => clamped(quality + strength + leniency + random.between(-0.3, 0.3)))
  })
  if (!random.chance(0.35)) return all
  const [apart, criterion] = [random.int(0, reviewers - 1), random.int(0, criteria.length - 1)]
  const others = clamped(quality + (strengths[criterion] ?? 0))
  const alone = others >= 3 ? others - 2 : others + 2
  return all.map((scores, reviewer) => scores.with(criterion, reviewer === apart ? alone : others))
}

/** Ratings that are complete: every number with what was heard, and what the reviewer would do. */
export function opinionOf(
  random: Random,
  criteria: readonly KitCriterion[],
  scores: Scores,
  topics: readonly string[],
): ChangeRatings {
  const told = random.some(topics, criteria.length)
  const ratings = criteria.map(({ id, name }, place) => {
    const score = scores[place] ?? 3
    return { criterionId: id, score, evidence: sentence(random, name, score, told[place % told.length] ?? 'the work') }
  })
  const recommendation = recommendationOf(scores)
  const conclusion = random.pick(conclusions[recommendation]).replaceAll('{topic}', told[0] ?? 'the work')
  return { ratings, recommendation, conclusion }
}

/** The first criteria alone, as somebody left them to go to the next meeting. */
export function draftOf(random: Random, criteria: readonly KitCriterion[], topics: readonly string[]): ChangeRatings {
  const begun = criteria.slice(0, random.int(1, criteria.length - 1))
  const scores = begun.map(() => random.int(2, 5))
  const { ratings } = opinionOf(random, begun, scores, topics)
  return { ratings }
}

/** One number, a step closer to the middle after the panel had talked. */
export function second(random: Random, { ratings }: RatingsRecord, criteria: readonly KitCriterion[]): ChangeRatings {
  const { id } = random.pick(criteria)
  const before = ratings.find(({ criterionId }) => criterionId === id)
  const score = clamped((before?.score ?? 3) + ((before?.score ?? 3) > 3 ? -1 : 1))
  return { ratings: [{ criterionId: id, score }] }
}

function sentence(random: Random, criterion: string, score: number, topic: string): string {
  const heard = evidence[criterion]
  if (!heard) throw new Error(`Nobody knows what to hear for ${criterion}`)
  const band: Band = score <= 2 ? 'low' : score === 3 ? 'middle' : 'high'
  return random.pick(heard[band]).replaceAll('{topic}', topic)
}

function recommendationOf(scores: Scores): Recommendation {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  if (mean < 2.2) return 'strong-no'
  if (mean < 3.2) return 'no'
  return mean < 4.3 ? 'yes' : 'strong-yes'
}
