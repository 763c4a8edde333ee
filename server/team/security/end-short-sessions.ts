import { sessionRows } from '../../auth/repository.ts'
import type { TeamParts } from '../parts.ts'
import { limitsOf } from './session-limits.ts'

/**
 * Somebody joined a company, or is no owner there any more: it asks more of them than of whoever opened their sessions.
 * Those that would reach it all the same end. After the commit, so that of a change of what the company asks and this one
 * the later sees the earlier.
 */
export async function endShortSessions(
  { scope, sessions, onSessionsEnded }: Pick<TeamParts, 'scope' | 'sessions' | 'onSessionsEnded'>,
  employerId: string,
  userId: string,
): Promise<void> {
  const { limited = false, notAt = [] } = await limitsOf(scope(), userId)
  const asksForProvider = notAt.includes(employerId)
  if (!limited && !asksForProvider) return
  // One that a provider vouches for was not opened by password, and reaches the provider's company alone.
  const byPassword = (await sessionRows(scope()).find({ userId }).toArray()).filter(({ only }) => only === undefined)
  const short = byPassword.filter(
    (session) => (limited && !session.limited) || (asksForProvider && !session.notAt?.includes(employerId)),
  )
  const ids = short.map(({ _id }) => _id)
  for (const id of ids) await sessions.end(id)
  onSessionsEnded(ids)
}
