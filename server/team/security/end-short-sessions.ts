import type { JobPayload } from '#protocol/jobs'
import { type SessionRecord, sessionRows } from '../../auth/repository.ts'
import type { Tx } from '../../journal/tx.ts'
import { type Scope, within } from '../../store/scope.ts'
import type { TeamParts } from '../parts.ts'
import { membershipRows } from '../repository.ts'
import { security } from './repository.ts'
import { limitsOfAll } from './session-limits.ts'

/** Whose sessions at a company; null: everybody's. */
type About = JobPayload<'end-short-sessions'>

/** People of whom is read at once what is asked of them, and where they are signed in. */
const atOnce = 100

/** Long after the answer to any sign-in that went by what the company asked for before. */
const signInTakes = 30_000

/**
 * Somebody joined a company, or is no owner there any more, or the company asks for more: in the transaction of that.
 * Sessions end after it, in `endShortSessions`; this ends them also when that did not come about, and those of who signed
 * in meanwhile.
 */
export async function askToEndShortSessions(tx: Tx, about: About): Promise<void> {
  const { requireTwoFactor, sso } = await security.of(tx, about.employerId)
  if (!requireTwoFactor && sso?.state !== 'enforced') return
  const dueAt = new Date(tx.now.getTime() + signInTakes)
  tx.outbox('end-short-sessions', about, { dueAt, employerId: about.employerId })
}

/** After the commit, so that of a change of what the company asks and one of who is there the later sees the earlier. */
export async function endShortSessions(
  { scope, onSessionsEnded }: Pick<TeamParts, 'scope' | 'onSessionsEnded'>,
  about: About,
): Promise<void> {
  onSessionsEnded(await removeShortSessions(scope(), about))
}

/**
 * Removes the sessions that reach the company without what it asks of who opens one, and answers which they were. What is
 * open with them ends when it is told of, or at the next sweep.
 */
export async function removeShortSessions(scope: Scope, { employerId, userId }: About): Promise<string[]> {
  const people = userId === null ? await peopleOf(scope, employerId) : [userId]
  const ids: string[] = []
  for (let i = 0; i < people.length; i += atOnce) {
    ids.push(...(await shortOf(scope, employerId, people.slice(i, i + atOnce))))
  }
  if (ids.length > 0) await sessionRows(scope).deleteMany({ _id: { $in: ids } }, within(scope))
  return ids
}

async function peopleOf(scope: Scope, employerId: string): Promise<string[]> {
  const found = await membershipRows(scope).find({ employerId }, within(scope)).toArray()
  return found.filter(({ role }) => role !== 'consultant').map(({ userId }) => userId)
}

async function shortOf(scope: Scope, employerId: string, people: readonly string[]): Promise<string[]> {
  const limits = await limitsOfAll(scope, people)
  const asksForProvider = (userId: string) => limits.get(userId)?.notAt?.includes(employerId) ?? false
  const asked = people.filter((userId) => limits.get(userId)?.limited || asksForProvider(userId))
  if (asked.length === 0) return []
  const found = await sessionRows(scope)
    .find({ userId: { $in: asked } }, within(scope))
    .toArray()
  // One that a provider vouches for was not opened by password, and reaches the provider's company alone.
  const byPassword = found.filter(({ only }) => only === undefined)
  return byPassword.filter((session) => isShort(session)).map(({ _id }) => _id)

  function isShort({ userId, limited, notAt }: SessionRecord): boolean {
    if (limits.get(userId)?.limited && !limited) return true
    return asksForProvider(userId) && !notAt?.includes(employerId)
  }
}
