import type { JobPayload } from '#protocol/jobs'
import { accounts } from '../../auth/accounts.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../../team/repository.ts'
import { notifications } from './repository.ts'
import { isStillFor } from './rules.ts'
import { type Words, wordsFor } from './words.ts'

/** What somebody is told at once of an entry. */
export interface NotificationNews extends Words {
  readonly to: string
  readonly name: string
}

/** Null when the person may not see any more what it is about, or is gone. */
export async function describeNotification(
  scope: Scope,
  { notificationId }: JobPayload<'tell-notification'>,
): Promise<NotificationNews | null> {
  const told = await notifications.find(scope, notificationId)
  if (!told) return null
  const { employerId, userId } = told
  const [place, person] = await Promise.all([memberships.find(scope, employerId, userId), accounts.byId(scope, userId)])
  if (!person || !isStillFor(place, told)) return null
  const words = await wordsFor(scope, employerId, [told])
  return { to: person.email, name: person.name, ...words(told) }
}
