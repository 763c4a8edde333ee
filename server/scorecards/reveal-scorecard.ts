import type { endpoints } from '#protocol/scorecards'
import { AppError } from '../app-error.ts'
import { candidates } from '../candidates/repository.ts'
import { recordsOf, withoutNames } from '../candidates/words-about.ts'
import type { CommandRun } from '../http/bind.ts'
import { openLivingCase } from './case.ts'
import { tellRevealed } from './entries.ts'
import { countsOf } from './panel.ts'
import { presentScorecard } from './read-scorecard.ts'
import { panels } from './repository.ts'

/** Turns over what is in although somebody is missing. Whoever comes second finds it revealed: nothing happens twice. */
export const revealScorecard: CommandRun<typeof endpoints.revealScorecard> = async (
  tx,
  member,
  { applicationId, body },
) => {
  const found = await openLivingCase(tx, member, applicationId, 'scorecard.manage')
  const { panel } = found
  if (panel.revealed !== null) return presentScorecard(tx, member, found)
  if (countsOf(panel).submitted === 0) {
    throw new AppError('conflict', 'Nobody has submitted ratings yet: there is nothing to reveal.')
  }
  // The reason is read by people to whom this candidate stays blind.
  const candidate = await candidates.get(tx, member.employerId, panel.candidateId)
  const reason = withoutNames(await recordsOf(tx, candidate), body.reason)
  const revealed = {
    ...panel,
    revealed: { at: tx.now, by: member.userId, reason },
    version: panel.version + 1,
  }
  await panels.save(tx, revealed)
  await tellRevealed(tx, revealed, member)
  return presentScorecard(tx, member, { ...found, panel: revealed })
}
