import { endpoints } from '#protocol/applications'
import { endpoints as views } from '#protocol/board-views'
import { endpoints as deciding } from '#protocol/decisions'
import { endpoints as postings } from '#protocol/postings'
import { endpoints as reminding } from '#protocol/reminders'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { changeStages } from './change-stages.ts'
import { listDecisions, type ScoresSealed } from './decisions/list-decisions.ts'
import { editHiringSettings, readHiringSettings } from './hiring-settings/edit-settings.ts'
import { moveMany } from './move-many.ts'
import { moveToStage } from './move-to-stage.ts'
import { listApplications, readApplication } from './read-applications.ts'
import { changeReminder } from './reminders/change-reminder.ts'
import { listReminders } from './reminders/list-reminders.ts'
import { setReminder } from './reminders/set-reminder.ts'
import { selectCandidate, takeBackSelection } from './select-candidate.ts'
import { createView, deleteView, editView } from './views/keep-view.ts'
import { listViews } from './views/list-views.ts'

const feed = ({ employerId }: { readonly employerId: string }) => [feedOf(employerId)]

export function applicationRoutes(bind: Bind, { scoresSealed }: { scoresSealed: ScoresSealed }): void {
  bind.query(endpoints.listApplications, listApplications)
  bind.query(endpoints.readApplication, readApplication)
  bind.command(endpoints.moveApplication, feed, moveToStage)
  bind.command(endpoints.moveApplications, feed, moveMany)
  bind.command(postings.changeStages, feed, changeStages)
  bind.query(views.listBoardViews, listViews)
  bind.command(views.createBoardView, feed, createView)
  bind.command(views.editBoardView, feed, editView)
  bind.command(views.deleteBoardView, feed, deleteView)

  bind.command(deciding.selectCandidate, feed, selectCandidate)
  bind.command(deciding.takeBackSelection, feed, takeBackSelection)
  bind.query(deciding.listDecisions, listDecisions(scoresSealed))
  bind.query(deciding.readHiringSettings, readHiringSettings)
  bind.command(deciding.editHiringSettings, feed, editHiringSettings)

  bind.query(reminding.listReminders, listReminders)
  bind.command(reminding.setReminder, feed, setReminder)
  bind.command(reminding.changeReminder, feed, changeReminder)
}
