import type { Stage } from '#protocol/postings'
import { type ReminderKind, replyDaysOf } from '#protocol/reminders'
import type { ApplicationRecord } from '../repository.ts'

const day = 24 * 3600 * 1000

type Standing = Pick<ApplicationRecord, 'stage' | 'status' | 'stageSince' | 'lookAgainAt'>

export interface Timer {
  readonly kind: Exclude<ReminderKind, 'own'>
  readonly dueAt: Date
}

/** By when a candidate in this stage hears from the team; null: the stage promises nothing. */
function replyDueAt({ stage, stageSince }: Pick<Standing, 'stage' | 'stageSince'>, stages: readonly Stage[]) {
  const found = stages.find(({ id }) => id === stage)
  const days = found ? replyDaysOf(found) : null
  return days === null ? null : new Date(stageSince.getTime() + days * day)
}

/** When the team is to be reminded of an application that nobody touches; null: never. Pure. */
export function timerOf(application: Standing, stages: readonly Stage[]): Timer | null {
  if (application.status === 'on_hold') {
    return application.lookAgainAt ? { kind: 'hold', dueAt: application.lookAgainAt } : null
  }
  if (application.status !== 'active') return null
  const dueAt = replyDueAt(application, stages)
  return dueAt && { kind: 'reply', dueAt }
}
