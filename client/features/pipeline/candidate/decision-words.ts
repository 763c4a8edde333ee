import type { Decision } from '#protocol/decisions'

interface Names {
  readonly person: (userId: string | null) => string
  readonly stage: (stage: string) => string
}

/** A line of the decision log as a sentence. */
export function decisionWords({ kind, by, from, to, score }: Decision, { person, stage }: Names): string {
  const name = person(by)
  const who = name === 'You' ? 'you' : name
  switch (kind) {
    case 'selected':
      return `Selected by ${who}${score === null ? '' : `, ${score} of 5`}`
    case 'unselected':
      return `Selection taken back by ${who}`
    case 'moved':
      return `Moved from ${stage(from.stage)} to ${stage(to.stage)} by ${who}`
    case 'held':
      return `Put on hold by ${who}`
    case 'resumed':
      return resumedWords(from.status, by === null ? null : who)
    case 'rejected':
      return `Rejected by ${who} in ${stage(from.stage)}`
    case 'withdrawn':
      return by === null ? 'Withdrawn by the candidate' : `Noted as withdrawn by ${who}`
    case 'hired':
      return `Hired by ${who}`
  }
}

/** @param who null: the candidate */
function resumedWords(from: Decision['from']['status'], who: string | null): string {
  if (from === 'withdrawn') return who === null ? 'The candidate applied again' : `Made active again by ${who}`
  return `${from === 'rejected' ? 'Rejection taken back' : 'Taken off hold'} by ${who}`
}
