import type { Hono } from 'hono'
import { endpoints } from '#protocol/interviews'
import { endpoints as planning } from '#protocol/scheduling'
import type { Bind } from '../http/bind.ts'
import type { Limits } from '../http/limits.ts'
import { feedOf } from '../journal/entry.ts'
import type { Scope } from '../store/scope.ts'
import { changeInterview } from './change-interview.ts'
import { cancelInterview, noteDone, noteNoShow } from './end-interview.ts'
import { addExternal, listMyExternals, refreshExternal, removeExternal } from './external/my-externals.ts'
import { calendarFeedPage } from './feed/feed-page.ts'
import { type FeedParts, newFeedSeed, readMyFeed, renewMyFeed, revokeMyFeed } from './feed/my-feed.ts'
import { readFreeBusy } from './free-busy.ts'
import { readMyHours, setMyHours } from './hours/my-hours.ts'
import { portalInterviewRoutes } from './portal/routes.ts'
import { findTimes, listInterviews, readInterview } from './read-interviews.ts'
import { replyToInterview } from './reply.ts'
import { addRoom, editRoom, listRooms, removeRoom } from './rooms/keep-rooms.ts'
import { offerInterview, scheduleInterview } from './schedule-interview.ts'

/** What is a person's own is in no company's feed. */
const none = () => []
const feed = ({ employerId }: { readonly employerId: string }) => [feedOf(employerId)]

export interface InterviewParts extends FeedParts {
  readonly app: Hono
  readonly scope: () => Scope
  readonly limits: Limits
  readonly trustProxy: number
  readonly mailDomain: (publicUrl: string) => string
}

export function interviewRoutes(bind: Bind, parts: InterviewParts): void {
  bind.command(endpoints.scheduleInterview, feed, scheduleInterview)
  bind.command(endpoints.offerInterview, feed, offerInterview)
  bind.query(endpoints.listInterviews, listInterviews)
  bind.query(endpoints.readInterview, readInterview)
  bind.command(endpoints.changeInterview, feed, changeInterview)
  bind.command(endpoints.cancelInterview, feed, cancelInterview)
  bind.command(endpoints.noteNoShow, feed, noteNoShow)
  bind.command(endpoints.noteDone, feed, noteDone)
  bind.command(endpoints.replyToInterview, feed, replyToInterview)
  bind.query(endpoints.findTimes, findTimes)
  bind.query(planning.readFreeBusy, readFreeBusy)
  bind.query(planning.listRooms, listRooms)
  bind.command(planning.addRoom, feed, addRoom)
  bind.command(planning.editRoom, feed, editRoom)
  bind.command(planning.removeRoom, feed, removeRoom)
  bind.query(planning.readMyHours, readMyHours)
  bind.command(planning.setMyHours, none, setMyHours)
  bind.query(planning.readMyFeed, readMyFeed(parts))
  bind.prepared(planning.renewMyFeed, none, newFeedSeed, renewMyFeed(parts))
  bind.command(planning.revokeMyFeed, none, revokeMyFeed)
  bind.query(planning.listExternalCalendars, listMyExternals)
  bind.command(planning.addExternalCalendar, none, addExternal(parts.links))
  bind.command(planning.refreshExternalCalendar, none, refreshExternal)
  bind.command(planning.removeExternalCalendar, none, removeExternal)
  portalInterviewRoutes(bind, parts.scope)
  calendarFeedPage(parts.app, parts)
}
