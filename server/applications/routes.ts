import { endpoints } from '#protocol/applications'
import { endpoints as views } from '#protocol/board-views'
import { endpoints as postings } from '#protocol/postings'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { changeStages } from './change-stages.ts'
import { moveMany } from './move-many.ts'
import { moveToStage } from './move-to-stage.ts'
import { listApplications, readApplication } from './read-applications.ts'
import { createView, deleteView, editView } from './views/keep-view.ts'
import { listViews } from './views/list-views.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function applicationRoutes(bind: Bind): void {
  bind.query(endpoints.listApplications, listApplications)
  bind.query(endpoints.readApplication, readApplication)
  bind.command(endpoints.moveApplication, feed, moveToStage)
  bind.command(endpoints.moveApplications, feed, moveMany)
  bind.command(postings.changeStages, feed, changeStages)
  bind.query(views.listBoardViews, listViews)
  bind.command(views.createBoardView, feed, createView)
  bind.command(views.editBoardView, feed, editView)
  bind.command(views.deleteBoardView, feed, deleteView)
}
