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
      if (from.status === 'withdrawn') return `Made active again by ${who}`
      return from.status === 'rejected' ? `Rejection taken back by ${who}` : `Taken off hold by ${who}`
    case 'rejected':
      return `Rejected by ${who} in ${stage(from.stage)}`
    case 'withdrawn':
      return by === null ? 'Withdrawn by the candidate' : `Noted as withdrawn by ${who}`
    case 'hired':
      return `Hired by ${who}`
  }
}
