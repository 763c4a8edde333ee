import type { PortalView } from '#protocol/careers'
import type { Stage } from '#protocol/postings'
import type { ApplicationRecord } from './repository.ts'

/** Where an application stands, in words for the candidate. `state` changes when there is something to tell. */
export type CandidateWords = Pick<PortalView, 'state' | 'headline' | 'next' | 'canWithdraw'>

/** As much of an application as a candidate hears of. */
export interface Told extends Pick<ApplicationRecord, 'stage' | 'status'> {
  /** Chosen for an interview. */
  readonly selected: boolean
  /** Withdrawn, as somebody of the team wrote down; left out: the candidate did it here. */
  readonly isNoted?: true
}

/** @param jobOpen false once the posting is closed, archived or deleted */
export function candidateWords(
  application: Told,
  stages: readonly Stage[],
  companyName: string,
  jobOpen: boolean,
): CandidateWords {
  const kind = stages.find(({ id }) => id === application.stage)?.kind ?? 'applied'
  switch (application.status) {
    case 'withdrawn':
      return { ...(application.isNoted ? notedWords(companyName) : ownWords), state: 'withdrawn', canWithdraw: false }
    case 'rejected':
      return {
        state: 'not_selected',
        headline: `${companyName} decided not to go on with your application.`,
        next: 'Thank you for the time you put into it. You are welcome to apply for other jobs.',
        canWithdraw: false,
      }
    case 'hired':
      return {
        state: 'hired',
        headline: 'You got the job.',
        next: `${companyName} will be in touch about your first day.`,
        canWithdraw: false,
      }
    case 'on_hold':
      return {
        state: 'on_hold',
        headline: 'Your application is on hold.',
        next: 'The hiring team needs more time. Nothing is decided, and you need to do nothing.',
        canWithdraw: true,
      }
    case 'active':
      if (!jobOpen) {
        return {
          state: 'job_closed',
          headline: 'This job is closed.',
          next: `${companyName} takes no further steps for now. You will hear if that changes.`,
          canWithdraw: true,
        }
      }
      return { ...(application.selected && isEarly.has(kind) ? chosenWords : activeWords[kind]), canWithdraw: true }
  }
}

const ownWords = {
  headline: 'You withdrew this application.',
  next: 'Nothing more happens with it. You are welcome to apply for other jobs.',
}

/** They may have said so on the telephone, or not at all. */
const notedWords = (companyName: string) => ({
  headline: `${companyName} noted that you withdrew this application.`,
  next: `Nothing more happens with it. If that is wrong, please tell ${companyName}.`,
})

const waiting = 'The hiring team will write to your mail address. You need to do nothing until then.'

const isEarly: ReadonlySet<Stage['kind']> = new Set(['applied', 'screen', 'assessment'])

/** Where a posting has no stage for interviews, being chosen is news all the same. */
const chosenWords: Omit<CandidateWords, 'canWithdraw'> = {
  state: 'in_progress',
  headline: 'The hiring team wants to go on with you.',
  next: waiting,
}

const activeWords: Record<Stage['kind'], Omit<CandidateWords, 'canWithdraw'>> = {
  applied: { state: 'in_progress', headline: 'Your application arrived.', next: `It will be read soon. ${waiting}` },
  screen: { state: 'in_progress', headline: 'Your application is being read.', next: waiting },
  assessment: { state: 'in_progress', headline: 'Your application is being looked at closely.', next: waiting },
  interview: {
    state: 'in_progress',
    headline: 'The hiring team wants to talk with you.',
    next: 'The time is agreed with you by mail.',
  },
  offer: { state: 'offer', headline: 'The hiring team is preparing an offer.', next: waiting },
  hired: { state: 'hired', headline: 'You got the job.', next: waiting },
}
