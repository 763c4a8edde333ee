import { type AnswerTrends, fewestAnswers } from '#protocol/answers'
import type { BatchRecord } from './repository.ts'
import { countThemes } from './themes.ts'

/** How the answers change over time, by whole batches: nothing here is about fewer people than a batch holds. Pure. */
export function trendsOf(newestFirst: readonly BatchRecord[]): AnswerTrends {
  const batches = [...newestFirst].reverse()
  const all = batches.flatMap(({ answers }) => answers)
  const points = batches.map(({ number, releasedOn, answers }) => ({
    ...{ number, releasedOn, answers: answers.length },
    rating: averageOf(answers),
    themes: countThemes(answers),
  }))
  const recurring = countThemes(all)
    .map((count) => ({
      ...count,
      batches: points.filter(({ themes }) => themes.some(({ theme }) => theme === count.theme)).length,
    }))
    .filter(({ batches: seen, mentions }) => seen > 1 || mentions >= fewestAnswers)
  return { total: all.length, rating: averageOf(all), points, recurring }
}

function averageOf(answers: readonly { readonly rating: number | null }[]): number | null {
  const ratings = answers.flatMap(({ rating }) => (rating === null ? [] : [rating]))
  if (ratings.length === 0) return null
  return Math.round((ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length) * 100) / 100
}
