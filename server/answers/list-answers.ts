import { type AnswerTrends, type endpoints, fewestAnswers } from '#protocol/answers'
import type { Result } from '#protocol/contract'
import { invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { batches } from './repository.ts'
import { trendsOf } from './trends.ts'

/** Whole batches, the newest first: there is no filter, so none can leave fewer people than a batch holds. */
export async function listAnswers(
  scope: Scope,
  { employerId }: Member,
  { query: { limit, cursor } }: Pick<Input<typeof endpoints.listAnswers>, 'query'>,
): Promise<Result<typeof endpoints.listAnswers>> {
  const found = await batches.newest(scope, employerId, limit + 1, cursor === undefined ? undefined : numberIn(cursor))
  const items = found.slice(0, limit).map(({ number, releasedOn, answers }) => ({ number, releasedOn, answers }))
  const last = items.at(-1)
  return { items, nextCursor: found.length > limit && last ? String(last.number) : null, fewest: fewestAnswers }
}

function numberIn(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  return Number(cursor)
}

/** The newest so many batches make the trends: five hundred people and more. */
const most = 100

export const readAnswerTrends = async (scope: Scope, { employerId }: Member): Promise<AnswerTrends> =>
  trendsOf(await batches.newest(scope, employerId, most))
