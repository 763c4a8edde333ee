import type { JobPayload } from '#protocol/jobs'
import { describeAlert } from '../alerts/describe-alert.ts'
import { describeForCandidate } from '../applications/tell-candidate.ts'
import { describeSelection } from '../applications/tell-selection.ts'
import { describeUnread } from '../chat/tell-unread.ts'
import { describeInterview } from '../interviews/describe-interview.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { describeNotification } from './inbox/describe-notification.ts'

/** What the workers tell people of, described when it is told: it may have changed since, or be no news any more: then null. */
export interface News {
  /** What follows a decision that a candidate is to hear of. */
  forCandidate(applicationId: string, version: number): ReturnType<typeof describeForCandidate>
  /** What a colleague is to be told of a selection. */
  selection(about: JobPayload<'tell-selection'>): ReturnType<typeof describeSelection>
  /** What one party is to be told of an interview. */
  interview(about: JobPayload<'tell-interview'>): ReturnType<typeof describeInterview>
  /** What a subscriber is to be told of a posting. */
  alert(about: JobPayload<'tell-alert'>): ReturnType<typeof describeAlert>
  /** What somebody is to be told at once of an entry. */
  notification(about: JobPayload<'tell-notification'>): ReturnType<typeof describeNotification>
  /** What somebody is to be told of messages that they have not read. */
  unread(about: JobPayload<'tell-unread'>): ReturnType<typeof describeUnread>
}

export const createNews = (scope: () => Scope, links: LinkSecrets): News => ({
  forCandidate: (applicationId, version) => describeForCandidate(scope(), links, applicationId, version),
  selection: (about) => describeSelection(scope(), about),
  alert: (about) => describeAlert(scope(), links, about),
  interview: (about) => describeInterview(scope(), links, about),
  notification: (about) => describeNotification(scope(), about),
  unread: (about) => describeUnread(scope(), about),
})
