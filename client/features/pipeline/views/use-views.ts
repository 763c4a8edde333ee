import { useQueryClient } from '@tanstack/react-query'
import { type BoardView, endpoints, type ViewFilters } from '#protocol/board-views'
import { PostingId } from '#protocol/ids'
import type { Stage } from '#protocol/postings'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useWrite } from '../../../live/use-write.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import { type Filters, withKnownStages } from '../filters.ts'

/** What a view keeps of the filters: all but the search text, which may be a name. */
export const keptFilters = ({ text: _text, ...kept }: Filters): ViewFilters => ({
  ...kept,
  statuses: [...kept.statuses],
  stages: [...kept.stages],
  tags: [...kept.tags],
})

type OfView = Pick<BoardView, 'filters'>

/** Whether every stage that the view shows is gone: what it was for is not on the board any more. */
export const isWithoutItsStages = ({ filters }: OfView, stages: readonly Pick<Stage, 'id'>[]): boolean =>
  filters.stages.length > 0 && withKnownStages(filters, stages).stages.length === 0

/** Whether the board, which has these stages, shows what the view says. */
export function isShown(view: OfView, now: Filters, stages: readonly Pick<Stage, 'id'>[]): boolean {
  if (isWithoutItsStages(view, stages)) return false
  const filters = withKnownStages(view.filters, stages)
  const kept = keptFilters(now)
  const same = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join()
  return (
    now.text === '' &&
    same(filters.statuses, kept.statuses) &&
    same(filters.stages, kept.stages) &&
    same(filters.tags, kept.tags) &&
    filters.score === kept.score &&
    filters.source === kept.source &&
    filters.unopened === kept.unopened &&
    filters.waitingDays === kept.waitingDays &&
    filters.order === kept.order
  )
}

/** The views for one board, mine and shared ones, and how they are changed. */
export function useViews(jobId: string) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const request = { params: { employerId } }
  const found = useLiveQuery(queryOf(endpoints.listBoardViews, request), ['view.saved', 'view.deleted'])
  const items = 'data' in found ? found.data.items : []
  // One's own views are in no feed: what I change is read again here.
  const again = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listBoardViews, request) })
  const to = (view: BoardView) => ({ params: { employerId, viewId: view.id }, ifMatch: view.version })
  return {
    views: items.filter((view) => view.jobId === null || view.jobId === jobId),
    save: async (name: string, shared: boolean, now: Filters) => {
      // Stages are those of this posting; everything else means the same on every board.
      const ofThisBoard = now.stages.length > 0 ? PostingId.parse(jobId) : null
      // A tag may say who somebody is, like a search text: others are blind.
      const filters = { ...keptFilters(now), ...(shared ? { tags: [] } : {}) }
      const body = { name, shared, filters, jobId: ofThisBoard }
      await write(endpoints.createBoardView, { ...request, body }, `Save the view “${name}”`)
      await again()
    },
    rename: async (view: BoardView, name: string) => {
      await write(endpoints.editBoardView, { ...to(view), body: { name } }, `Rename the view “${view.name}”`)
      await again()
    },
    remove: async (view: BoardView) => {
      await write(endpoints.deleteBoardView, to(view), `Delete the view “${view.name}”`)
      await again()
    },
    /** As it was, but for whose it is: of a colleague's that I deleted I am the owner. */
    bringBack: async ({ name, shared, filters, jobId: of }: BoardView) => {
      const body = { name, shared, filters, jobId: of }
      await write(endpoints.createBoardView, { ...request, body }, `Bring back the view “${name}”`)
      await again()
    },
  }
}
