import type { Analytics, endpoints } from '#protocol/analytics'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { answerOf } from './answer.ts'
import type { Dashboards } from './dashboards.ts'
import type { FairnessReader } from './fairness/read-fairness.ts'
import type { Figures } from './figures.ts'
import { filterOf } from './filter.ts'

/** The figures from counts that are kept with every entry of the feed, so that no answer scans applications. */
export const readAnalytics =
  (figures: Figures, dashboards: Dashboards, readFairness: FairnessReader) =>
  async (
    scope: Scope,
    member: Member,
    { query }: Pick<Input<typeof endpoints.readAnalytics>, 'query'>,
  ): Promise<Analytics> => {
    const { filter, jobs } = await filterOf(scope, member, query)
    dashboards.watch(member.employerId)
    const sums = await figures.read(member.employerId, filter)
    const active = jobs.filter(({ state }) => state === 'published').length
    const isOfPart = Object.values(query).some((value) => value !== undefined)
    const asked = { isGuarded: member.role === 'consultant', isOfPart }
    return {
      ...answerOf(sums, { total: jobs.length, active }, asked),
      // Of the whole company, whatever is asked for.
      fairness: await readFairness(scope, member, 'soon'),
    }
  }
