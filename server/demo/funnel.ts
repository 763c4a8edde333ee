import type { StageKind } from '#protocol/postings'

/** How an application fares in a stage: shares of 1; what is left waits there. */
interface Odds {
  readonly goesOn: number
  readonly rejected: number
  readonly withdraws: number
  readonly held: number
  /** Days until something is decided. */
  readonly days: readonly [number, number]
}

export const odds: Readonly<Record<StageKind, Odds>> = {
  applied: { goesOn: 0.5, rejected: 0.38, withdraws: 0.03, held: 0.01, days: [0.05, 4] },
  screen: { goesOn: 0.5, rejected: 0.28, withdraws: 0.05, held: 0.04, days: [1, 6] },
  assessment: { goesOn: 0.52, rejected: 0.24, withdraws: 0.06, held: 0.05, days: [2, 7] },
  interview: { goesOn: 0.22, rejected: 0.4, withdraws: 0.06, held: 0.08, days: [2, 8] },
  offer: { goesOn: 0, rejected: 0, withdraws: 0.35, held: 0.1, days: [2, 6] },
  hired: { goesOn: 0, rejected: 0, withdraws: 0, held: 0, days: [1, 2] },
}

/** Days in a stage for somebody who gets the job: quick everywhere. */
export const quick: readonly [number, number] = [0.5, 2.5]

/** Reasons name what was asked for and missed, never the person. */
export const rejections: Readonly<Record<StageKind, readonly string[]>> = {
  applied: [
    'The experience asked for in the posting is missing.',
    'The answers show interest, but no example from practice.',
    'Applied for another kind of work; pointed to the right posting.',
    'Two of the requirements are not met.',
    'The answer to the question does not go into what was asked.',
  ],
  screen: [
    'Hours and place do not fit what the job needs.',
    'The expected pay lies well above the published range.',
    'The examples stayed general when we asked for details.',
    'Looking for a role with a different focus.',
  ],
  assessment: [
    'Below the agreed bar in two of four criteria.',
    'The solution did not handle the main case.',
    'Good in parts; others were stronger on the core task.',
  ],
  interview: [
    'The panel rated two others higher on the core criteria.',
    'Less depth in the main task than the role needs.',
    'Strong in many things; not yet at the level of this role. Encouraged to apply again.',
  ],
  offer: ['We could not agree on the hours.'],
  hired: [],
}

export const holds: readonly string[] = [
  'Waiting for the second interviewer to come back from leave.',
  'The candidate asked for two weeks because of an exam.',
  'The team plan for next quarter decides whether there is a second place.',
  'References are still missing.',
]

export const filled = 'The position is filled.'
