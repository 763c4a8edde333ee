import type { Application } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import { replyDaysOf } from '#protocol/reminders'

const day = 86_400_000

/** How late the team is with an application: `late` by whole days (0: since today), or `soon`, within a day. */
export interface Due {
  readonly kind: 'reply' | 'hold'
  readonly state: 'soon' | 'late'
  readonly days: number
  /** When it is due, ISO 8601. */
  readonly at: string
}

type Standing = Pick<Application, 'stage' | 'status' | 'stageSince' | 'lookAgainAt'>

/** When somebody should do something about it; null: nothing is promised, or all is decided. */
function dueAt({ stage, status, stageSince, lookAgainAt }: Standing, stages: readonly Stage[]) {
  if (status === 'on_hold') return lookAgainAt === null ? null : { kind: 'hold' as const, at: Date.parse(lookAgainAt) }
  if (status !== 'active') return null
  const found = stages.find(({ id }) => id === stage)
  const days = found ? replyDaysOf(found) : null
  return days === null ? null : { kind: 'reply' as const, at: Date.parse(stageSince) + days * day }
}

/** What a card says of its time; null: there is time. */
export function dueOf(application: Standing, stages: readonly Stage[], now: number): Due | null {
  const due = dueAt(application, stages)
  if (due === null || due.at - now > day) return null
  const state = due.at <= now ? ('late' as const) : ('soon' as const)
  return {
    kind: due.kind,
    state,
    days: Math.max(0, Math.floor((now - due.at) / day)),
    at: new Date(due.at).toISOString(),
  }
}

/** Short, for the card. */
export function dueWords({ kind, state, days }: Due): string {
  if (state === 'soon') return kind === 'hold' ? 'look again soon' : 'reply due'
  if (kind === 'hold') return 'look again'
  return days === 0 ? 'reply late' : `${days} d late`
}

/** In full, for those who hear it. */
export function dueSentence({ kind, state, days }: Due): string {
  if (kind === 'hold') return state === 'soon' ? 'to be looked at again within a day' : 'to be looked at again'
  if (state === 'soon') return 'the reply is due within a day'
  return days === 0 ? 'the reply is late' : `the reply is ${days} ${days === 1 ? 'day' : 'days'} late`
}
