import type { BoardView } from '#protocol/board-views'
import { BoardViewId, PostingId, UserId } from '#protocol/ids'
import type { ViewRecord } from './repository.ts'

export const present = (view: ViewRecord): BoardView => ({
  id: BoardViewId.parse(view._id),
  name: view.name,
  filters: view.filters,
  jobId: view.jobId === null ? null : PostingId.parse(view.jobId),
  shared: view.shared,
  ownerId: UserId.parse(view.ownerId),
  version: view.version,
  updatedAt: view.updatedAt.toISOString(),
})
