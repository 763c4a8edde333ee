import { AppError } from '../app-error.ts'
import type { Person } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { join } from '../team/membership.ts'
import type { EngagementRecord } from './engagements.ts'
import { mailAnswer } from './mails.ts'
import type { Consultant } from './profiles.ts'
import { save } from './save.ts'

/** Opens the employer's blind pipeline, figures and the conversation to the consultant. Twice is once. */
export async function acceptEngagement(
  tx: Tx,
  person: Person,
  me: Consultant,
  engagement: EngagementRecord,
): Promise<EngagementRecord> {
  if (engagement.state === 'active') return engagement
  expectOpen(engagement)
  const { userId } = person
  const accepted = await save(tx, person, 'engagement.accepted', {
    ...engagement,
    consultantId: userId,
    state: 'active',
    answeredAt: tx.now,
  })
  await join(tx, person, engagement.employerId, userId, 'consultant')
  await mailAnswer(tx, accepted, me.account.name)
  return accepted
}

/** Twice is once. */
export async function declineEngagement(
  tx: Tx,
  person: Person,
  _me: Consultant,
  engagement: EngagementRecord,
): Promise<EngagementRecord> {
  if (engagement.state === 'declined') return engagement
  expectOpen(engagement)
  const declined = await save(tx, person, 'engagement.declined', {
    ...engagement,
    consultantId: person.userId,
    state: 'declined',
    isOpen: false,
    answeredAt: tx.now,
  })
  await mailAnswer(tx, declined, declined.email)
  return declined
}

/** @throws {AppError} `conflict` saying what became of the invitation */
function expectOpen({ state }: EngagementRecord): void {
  if (state !== 'invited') throw new AppError('conflict', outcomes[state])
}

const outcomes = {
  active: 'You accepted this invitation already. End the engagement instead.',
  declined: 'You declined this invitation. Ask the company to invite you again.',
  withdrawn: 'The company took this invitation back. Ask them to invite you again.',
  ended: 'This engagement has ended. Ask the company to invite you again.',
} as const
