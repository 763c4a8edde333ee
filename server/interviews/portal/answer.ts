import type { PortalInterview } from '#protocol/portal-interviews'
import { AppError } from '../../app-error.ts'
import { byCandidate } from '../../journal/actors.ts'
import type { Tx } from '../../journal/tx.ts'
import type { Scope } from '../../store/scope.ts'
import { book } from '../book.ts'
import { ended, freeTime } from '../end-interview.ts'
import { tell } from '../entries.ts'
import { rescheduleUntil } from '../present.ts'
import { type InterviewRecord, interviews, isAhead, noSuchInterview } from '../repository.ts'
import { castOf, slotOf, withTime } from '../schedule-interview.ts'
import { tellParties } from '../tell-parties.ts'
import { earliestMove, isPlannable, otherTimes } from './offered-times.ts'
import { presentForCandidate } from './present.ts'

/** Which interview, of whose application. */
export interface Mine {
  readonly applicationId: string
  readonly interviewId: string
}

export async function listMine(scope: Scope, applicationId: string): Promise<PortalInterview[]> {
  const found = await interviews.ofApplication(scope, applicationId)
  const shown: PortalInterview[] = []
  for (const one of found) shown.push(await presentForCandidate(scope, one))
  return shown
}

export async function timesForMine(scope: Scope, mine: Mine): Promise<string[]> {
  const interview = await own(scope, mine)
  return isMovable(scope, interview) && (await isPlannable(scope, interview)) ? otherTimes(scope, interview) : []
}

/** Says yes to the time. A second time changes nothing. */
export async function confirm(tx: Tx, mine: Mine): Promise<PortalInterview> {
  const before = await own(tx, mine)
  if (before.state === 'confirmed') return presentForCandidate(tx, before)
  expectAhead(tx, before)
  const interview: InterviewRecord = { ...before, state: 'confirmed', version: before.version + 1 }
  return keep(tx, interview, 'interview.confirmed')
}

/** Says no: everybody has their time back, and the team decides what follows. A second time changes nothing. */
export async function decline(tx: Tx, mine: Mine, reason: string | undefined): Promise<PortalInterview> {
  const before = await own(tx, mine)
  if (before.state === 'declined') return presentForCandidate(tx, before)
  if (before.state !== 'proposed') expectAhead(tx, before)
  await freeTime(tx, before)
  const interview = { ...ended(before, 'declined'), reason: reason || null, reasonBy: null }
  // What was only offered is in nobody's calendar.
  if (before.state !== 'proposed') tellParties(tx, interview, { candidate: 'declined', interviewers: 'declined' })
  return keep(tx, interview, 'interview.declined')
}

/** Takes one of the offered times. @throws {AppError} `interview-conflict` when it is taken meanwhile */
export async function choose(tx: Tx, mine: Mine, startsAt: Date): Promise<PortalInterview> {
  const before = await own(tx, mine)
  if (before.state === 'confirmed' && before.startsAt?.getTime() === startsAt.getTime()) {
    return presentForCandidate(tx, before)
  }
  if (before.state !== 'proposed') throw new AppError('interview-closed', 'There are no times to choose from any more.')
  await expectPlannable(tx, before)
  if (!before.offeredTimes.some((time) => time.getTime() === startsAt.getTime())) {
    throw new AppError('interview-conflict', 'This time was not offered. Choose one of those on your page.', {
      more: { conflicts: [], alternatives: before.offeredTimes.map((time) => time.toISOString()) },
    })
  }
  if (startsAt <= tx.now) throw new AppError('too-late', 'This time is over. Choose another.')
  const interview = confirmedAt(tx, before, startsAt, null)
  await book(tx, {
    ...{ ...castOf(interview), interviewId: interview._id, slot: slotOf(startsAt, interview) },
    ...{ despite: before.despite, before: null, byCandidate: 'offered' },
  })
  tellParties(tx, interview, { candidate: 'invited', interviewers: 'invited' })
  return keep(tx, interview, 'interview.scheduled')
}

/**
 * Moves it to another time that suits everybody, until the cut-off.
 * @throws {AppError} `too-late` after it, `interview-conflict` for a time that does not suit
 */
export async function move(tx: Tx, mine: Mine, startsAt: Date, reason: string): Promise<PortalInterview> {
  const before = await own(tx, mine)
  if (before.startsAt?.getTime() === startsAt.getTime()) return presentForCandidate(tx, before)
  expectAhead(tx, before)
  await expectPlannable(tx, before)
  if (before.startsAt === null || !isMovable(tx, before)) {
    throw new AppError('too-late', 'It is too late to move this interview here. Decline it, or write to the company.')
  }
  if (startsAt.getTime() < earliestMove(tx, before)) {
    throw new AppError('too-late', 'This time is too soon for the interviewers. Choose a later one.')
  }
  const interview = confirmedAt(tx, before, startsAt, reason)
  await book(tx, {
    ...{ ...castOf(interview), interviewId: interview._id, slot: slotOf(startsAt, interview) },
    ...{ despite: [], before: { ...castOf(before), slot: slotOf(before.startsAt, before) }, byCandidate: 'any' },
  })
  tellParties(tx, interview, { candidate: 'moved', interviewers: 'moved' })
  return keep(tx, interview, 'interview.rescheduled')
}

/** @throws {AppError} `not-found`, also for an interview of another application */
async function own(scope: Scope, { applicationId, interviewId }: Mine): Promise<InterviewRecord> {
  const interview = await interviews.find(scope, interviewId)
  if (interview?.applicationId !== applicationId) throw noSuchInterview()
  return interview
}

function expectAhead({ now }: Pick<Scope, 'now'>, interview: InterviewRecord): void {
  if (!isAhead(interview)) {
    throw new AppError('interview-closed', 'There is nothing to answer any more. Your page shows how it stands.')
  }
  if (interview.startsAt === null || interview.startsAt <= now) {
    throw new AppError('too-late', 'This interview has begun already.')
  }
}

/** @throws {AppError} `interview-closed`, in words that tell nothing of who left or what was put away */
async function expectPlannable(scope: Scope, interview: InterviewRecord): Promise<void> {
  if (await isPlannable(scope, interview)) return
  throw new AppError('interview-closed', 'No time can be taken now. The company will write to you, or decline it here.')
}

function isMovable({ now }: Pick<Scope, 'now'>, interview: InterviewRecord): boolean {
  const until = rescheduleUntil(interview)
  return until !== null && now < until
}

/** At a time that the candidate chose, and so agrees to. */
const confirmedAt = (tx: Tx, before: InterviewRecord, startsAt: Date, reason: string | null): InterviewRecord =>
  withTime(
    {
      ...{ ...before, state: 'confirmed', replies: {}, offeredTimes: [], reason, reasonBy: null },
      ...{ version: before.version + 1, sequence: before.sequence + 1 },
    },
    startsAt,
    tx.now,
  )

async function keep(tx: Tx, interview: InterviewRecord, type: Parameters<typeof tell>[1]): Promise<PortalInterview> {
  interviews.replace(tx, interview)
  tell(tx, type, interview, byCandidate(interview.candidateId))
  return presentForCandidate(tx, interview)
}
