import type { Journal } from '../journal/journal.ts'
import { eachDue } from '../store/each-due.ts'
import type { Scope } from '../store/scope.ts'
import { interviews, isAhead } from './repository.ts'
import { tellParties } from './tell-parties.ts'

const batch = 100

/**
 * Reminds everybody of the interviews of tomorrow, each once: that it is done and the mails are one transaction, which
 * looks at the interview again. A worker that dies leaves the rest to the next round, of any worker.
 */
export async function remindOfInterviews(scope: Scope, journal: Pick<Journal, 'commit'>): Promise<void> {
  await eachDue(
    (besides) => interviews.toRemind(scope, batch, besides),
    ({ _id }) =>
      journal.commit(
        [],
        async (tx) => {
          const interview = await interviews.find(tx, _id)
          // Another worker was first, or somebody moved it meanwhile.
          if (!interview?.remindAt || interview.remindAt > tx.now) return
          interviews.replace(tx, { ...interview, remindAt: null })
          const isToCome = isAhead(interview) && interview.startsAt !== null && interview.startsAt > tx.now
          if (isToCome) tellParties(tx, interview, { candidate: 'reminder', interviewers: 'reminder' })
        },
        { now: scope.now },
      ),
  )
}
