import { applications } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import { interviews } from '../interviews/repository.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import { panelOf } from './case.ts'
import { tell, tellRevealed } from './entries.ts'
import { isAwaited, revealedIfComplete } from './panel.ts'
import { panels } from './repository.ts'

/**
 * Somebody leaves the company: no panel that somebody chose, or that has them for an interview, waits for them any more.
 * What they submitted stays. Where they were the last who was missing the panel is complete, and so revealed.
 */
export async function leavePanels(tx: Tx, actor: Member, userId: string): Promise<void> {
  for (const applicationId of await applicationsWaitingFor(tx, actor.employerId, userId)) {
    const application = await applications.byId(tx, applicationId)
    const posting = await postings.get(tx, actor.employerId, application.jobId)
    const before = await panelOf(tx, application, posting)
    if (!isAwaited(before, userId)) continue
    const reviewers = before.reviewers.filter((reviewer) => reviewer.userId !== userId)
    const panel = revealedIfComplete({ ...before, reviewers, version: before.version + 1 }, tx.now)
    // Who is asked without a choice is found anew whenever it is read.
    if (!panel.assigned && panel.revealed === null) continue
    await panels.save(tx, panel)
    tell(tx, 'scorecard.assigned', panel, byUser(actor))
    if (panel.revealed !== null) await tellRevealed(tx, panel, actor.ip)
  }
}

async function applicationsWaitingFor(tx: Tx, employerId: string, userId: string): Promise<Set<string>> {
  const chosen = await panels.waitingFor(tx, employerId, userId)
  const met = await panels.many(tx, await interviews.applicationsOfPerson(tx, employerId, userId))
  const sealed = [...met.values()].filter(({ revealed }) => revealed === null)
  return new Set([...chosen, ...sealed].map(({ _id }) => _id))
}
