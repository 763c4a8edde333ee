import { z } from 'zod'
import { ApplicationStatus } from './applications.ts'
import { line, page, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { BoardViewId, PostingId, UserId } from './ids.ts'

/** What one looks for among scorecards: nothing in, mine missing, some in and sealed, or turned over. */
export const ScoreFilter = z.enum(['nothing', 'mine', 'sealed', 'revealed'])
export type ScoreFilter = z.infer<typeof ScoreFilter>

/** What a board is to show. Without the search text: what one looks for may be a name, and a view can be shared. */
export const ViewFilters = z.strictObject({
  statuses: z.array(ApplicationStatus).min(1, 'Show at least one status.').max(ApplicationStatus.options.length),
  /** Ids of the stages that are shown; none: all. */
  stages: z.array(z.string().min(1).max(40)).max(20),
  source: z.string().max(200).nullable(),
  unopened: z.boolean(),
  /** In the stage for at least so many days. */
  waitingDays: z.number().int().min(1).max(3650).nullable(),
  /** All of them are on the candidate. */
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  /** How far the panel is. */
  score: ScoreFilter.nullable().default(null),
  order: z.enum(['recent', 'waiting', 'code']),
})
export type ViewFilters = z.infer<typeof ViewFilters>

/** Filters of a board under a name: one's own, or shared with everybody who sees the board. */
export const BoardView = z.object({
  id: BoardViewId,
  name: z.string(),
  filters: ViewFilters,
  /** The board that it is for; null: every board. */
  jobId: PostingId.nullable(),
  shared: z.boolean(),
  /** Whose it is: they change it, and admins what is shared. */
  ownerId: UserId,
  version: z.number(),
  updatedAt: Time,
})
export type BoardView = z.infer<typeof BoardView>

const fields = { name: line(60), filters: ViewFilters, shared: z.boolean() }

export const CreateBoardView = z
  .strictObject({ ...fields, jobId: PostingId.nullable() })
  .refine(({ jobId, filters }) => jobId !== null || filters.stages.length === 0, {
    message: 'Stages are those of one posting: say in jobId which.',
    path: ['filters', 'stages'],
  })
export type CreateBoardView = z.infer<typeof CreateBoardView>

export const EditBoardView = z.strictObject(fields).partial()
export type EditBoardView = z.infer<typeof EditBoardView>

const views = '/employers/:employerId/board-views'

export const endpoints = {
  listBoardViews: get(views, {
    summary: 'My views and the shared ones of boards that I see, in one page, by name.',
    access: { may: 'pipeline.read' },
    result: page(BoardView),
  }),
  createBoardView: post(views, {
    summary: 'Keep filters of a board under a name.',
    access: { may: 'pipeline.read' },
    body: CreateBoardView,
    result: BoardView,
    status: 201,
    versioned: true,
  }),
  editBoardView: patch(`${views}/:viewId`, {
    summary: 'Rename a view, keep other filters in it, share it or keep it to oneself.',
    access: { may: 'pipeline.read' },
    body: EditBoardView,
    result: BoardView,
    versioned: true,
  }),
  deleteBoardView: del(`${views}/:viewId`, {
    summary: 'Delete a view.',
    access: { may: 'pipeline.read' },
    versioned: true,
  }),
}

const ViewStanding = z.object({ viewId: BoardViewId, jobId: PostingId.nullable(), version: z.number() })

/** Of shared views alone; one's own are nobody else's business. */
export const entries = {
  'view.saved': ViewStanding,
  /** Deleted, or not shared any more. */
  'view.deleted': ViewStanding,
}
