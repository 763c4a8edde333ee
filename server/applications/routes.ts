import { endpoints } from '#protocol/applications'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { moveToStage } from './move-to-stage.ts'
import { listApplications, readApplication } from './read-applications.ts'

export function applicationRoutes(bind: Bind): void {
  bind.query(endpoints.listApplications, listApplications)
  bind.query(endpoints.readApplication, readApplication)
  bind.command(endpoints.moveApplication, ({ employerId }) => [feedOf(employerId)], moveToStage)
}
