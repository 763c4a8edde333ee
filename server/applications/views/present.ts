import type { BoardView } from '#protocol/board-views'
import { BoardViewId, PostingId, UserId } from '#protocol/ids'
import type { ViewRecord } from './repository.ts'

export const present = (view: ViewRecord): BoardView => ({
  id: BoardViewId.parse(view._id),
  name: view.name,
  // Views that are older know nothing of tags and scores.
  filters: { ...view.filters, tags: view.filters.tags ?? [], score: view.filters.score ?? null },
  jobId: view.jobId === null ? null : PostingId.parse(view.jobId),
  shared: view.shared,
  ownerId: UserId.parse(view.ownerId),
  version: view.version,
  updatedAt: view.updatedAt.toISOString(),
})
