import { applications } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import { meetingsOf } from '../interviews/interviewers-of.ts'
import { interviews } from '../interviews/repository.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import { completed, panelOf } from './case.ts'
import { tell, tellRevealed } from './entries.ts'
import { isAwaited, revealedIfComplete } from './panel.ts'
import { type PanelRecord, panels } from './repository.ts'

/**
 * Somebody leaves the company: no panel waits for them any more. What they submitted stays. Where they were the last who
 * was missing the panel is complete, and so revealed.
 * @param jobIds of the hiring teams that they are on, and are taken off next
 */
export async function leavePanels(tx: Tx, actor: Member, userId: string, jobIds: readonly string[]): Promise<void> {
  const waiting = new Set([
    ...(await applicationsWaitingFor(tx, actor.employerId, userId)),
    ...(await lastMissingAmong(tx, actor.employerId, userId, jobIds)),
  ])
  for (const applicationId of waiting) {
    const application = await applications.byId(tx, applicationId)
    const posting = await postings.get(tx, actor.employerId, application.jobId)
    const before = await panelOf(tx, application, posting)
    if (!isAwaited(before, userId)) continue
    const panel = revealedIfComplete({ ...without(before, userId), version: before.version + 1 }, tx.now)
    // Who is asked without a choice is found anew whenever it is read.
    if (!panel.assigned && panel.revealed === null) continue
    await panels.save(tx, panel)
    tell(tx, 'scorecard.assigned', panel, byUser(actor))
    if (panel.revealed !== null) await tellRevealed(tx, panel, actor)
  }
}

const without = (panel: PanelRecord, userId: string): PanelRecord => ({
  ...panel,
  reviewers: panel.reviewers.filter((reviewer) => reviewer.userId !== userId),
})

/** Panels that somebody chose, and those of candidates whom the person interviews. */
async function applicationsWaitingFor(tx: Tx, employerId: string, userId: string): Promise<Set<string>> {
  const chosen = await panels.waitingFor(tx, employerId, userId)
  const met = await panels.many(tx, await interviews.applicationsOfPerson(tx, employerId, userId))
  const sealed = [...met.values()].filter(({ revealed }) => revealed === null)
  return new Set([...chosen, ...sealed].map(({ _id }) => _id))
}

/** Of the panels that ask the interviewers of a posting, those for which nobody but this person is missing. */
async function lastMissingAmong(
  tx: Tx,
  employerId: string,
  userId: string,
  jobIds: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  for (const { _id: jobId, team } of await postings.many(tx, employerId, jobIds)) {
    if (!team.interviewerIds.some((id) => id === userId)) continue
    const usual = (await panels.ofJob(tx, jobId)).filter(({ assigned, revealed }) => !assigned && revealed === null)
    if (usual.length === 0) continue
    const complete = await completed(tx, { employerId, jobId, team, meetings: await meetingsOf(tx, { jobId }) })
    const last = usual.filter((stored) => {
      const panel = complete(stored, stored)
      return isAwaited(panel, userId) && revealedIfComplete(without(panel, userId), tx.now).revealed !== null
    })
    found.push(...last.map(({ _id }) => _id))
  }
  return found
}
