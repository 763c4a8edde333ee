import type { ApplicationStatus, Channel } from '#protocol/applications'
import { StageKind } from '#protocol/postings'
import { undoWindow } from '../applications/notice.ts'

/** What is known of one application from the feed alone; every figure is a sum over these. */
export interface Fact {
  readonly applicationId: string
  readonly jobId: string
  readonly candidateId: string
  readonly channel: Channel
  readonly appliedAt: Date
  readonly standing: Standing
  /** How it stood before its last change, as long as that can be undone. */
  readonly undo: (Standing & { readonly changedAt: Date }) | null
  readonly viewedAt: Date | null
  /** When the first interview was booked. */
  readonly bookedAt: Date | null
  /** The interviews that took place. */
  readonly met: readonly string[]
  /** Of a panel that was revealed: how much its reviewers agree, in per cent. */
  readonly agreement: number | null
  /** Every place it stood in, the oldest first. */
  readonly moves: readonly Move[]
}

/** What a change changes, and an undone change gives back. */
interface Standing {
  readonly stage: string
  readonly kind: StageKind
  readonly status: ApplicationStatus
  /** Since when it waits in this stage; null: it is closed. */
  readonly since: Date | null
  /** The furthest kind of stage that it was in. */
  readonly furthest: StageKind
  readonly selected: boolean
  readonly selectedAt: Date | null
  /** An import that was undone brought it: it is in no figure. */
  readonly takenBack: boolean
  readonly interviewedAt: Date | null
  /** The first thing the team did about it beyond looking. To write down that somebody withdrew is no answer. */
  readonly answeredAt: Date | null
  /** Hired or rejected. */
  readonly decidedAt: Date | null
  /** Milliseconds that it has waited in stages of a kind, those that are over. */
  readonly stays: Readonly<Partial<Record<StageKind, number>>>
}

interface Move {
  readonly seq: number
  readonly at: Date
  /** The entry's type without the part before the dot. */
  readonly type: string
  readonly stage: string
  readonly status: ApplicationStatus
  /** Who did it; null: the candidate or the system. */
  readonly by: string | null
  /** An import was undone by it. */
  readonly takenBack?: true
}

/** Of an entry, what a figure needs. */
export interface News {
  readonly seq: number
  readonly type: string
  readonly at: Date
  readonly actor: { readonly kind: 'user' | 'candidate' | 'system'; readonly id: string | null }
  readonly stage: string
  readonly kind: StageKind
  readonly status: ApplicationStatus
  readonly stageSince: Date
  readonly selected: boolean
  readonly takenBack: boolean
}

export const rankOf = (kind: StageKind): number => StageKind.options.indexOf(kind)

const isClosed = (status: ApplicationStatus): boolean => status === 'rejected' || status === 'withdrawn'

type Origin = Pick<Fact, 'applicationId' | 'jobId' | 'candidateId' | 'channel' | 'appliedAt'>

/** Who comes from elsewhere applied before the entry says that they are here. */
export function received(origin: Origin, news: News): Fact {
  const { stage, kind, status, stageSince } = news
  const standing: Standing = {
    stage,
    kind,
    status,
    since: isClosed(status) ? null : stageSince,
    furthest: kind,
    selected: news.selected,
    selectedAt: null,
    takenBack: news.takenBack,
    interviewedAt: kind === 'interview' ? stageSince : null,
    answeredAt: null,
    decidedAt: null,
    stays: {},
  }
  const empty = { undo: null, viewedAt: null, bookedAt: null, met: [], agreement: null }
  return { ...origin, ...empty, standing, moves: [moveOf(news)] }
}

/** Pure: the fact after one more entry about the application. */
export function changed(fact: Fact, news: News): Fact {
  if (news.type === 'viewed') return { ...fact, viewedAt: fact.viewedAt ?? news.at }
  const { undo } = fact
  const moves = [...fact.moves, moveOf(news)]
  // Taken back in time: it counts as if it had not happened.
  const isUndone =
    undo !== null &&
    news.at.getTime() - undo.changedAt.getTime() <= undoWindow &&
    undo.stage === news.stage &&
    undo.status === news.status &&
    undo.selected === news.selected
  if (isUndone) {
    const { changedAt: _, ...standing } = undo
    return { ...fact, standing, undo: null, moves }
  }
  return { ...fact, standing: next(fact.standing, news), undo: { ...fact.standing, changedAt: news.at }, moves }
}

function next(before: Standing, news: News): Standing {
  const { stage, kind, status, at, selected, takenBack } = news
  const closes = isClosed(status)
  const isInPlay = !closes
  // A stage that went under them: they wait for as long as before, and nobody decided anything.
  const isRelocated = stage !== before.stage && news.stageSince.getTime() !== at.getTime()
  const leaves = before.since !== null && !isRelocated && (stage !== before.stage || closes)
  const waited = leaves && before.since ? at.getTime() - before.since.getTime() : 0
  const stays = leaves
    ? { ...before.stays, [before.kind]: (before.stays[before.kind] ?? 0) + Math.max(0, waited) }
    : before.stays
  const isByTeam = news.actor.kind === 'user'
  const isDecision = status === 'rejected' || status === 'hired'
  const wasDecision = before.status === 'rejected' || before.status === 'hired'
  return {
    stage,
    kind,
    status,
    since: closes ? null : leaves || before.since === null ? at : before.since,
    furthest: isInPlay && rankOf(kind) > rankOf(before.furthest) ? kind : before.furthest,
    selected,
    selectedAt: selected ? (before.selectedAt ?? at) : null,
    takenBack,
    interviewedAt: before.interviewedAt ?? (isInPlay && kind === 'interview' ? at : null),
    answeredAt: before.answeredAt ?? (isByTeam && !isRelocated && status !== 'withdrawn' ? at : null),
    decidedAt: isDecision ? (wasDecision && status === before.status ? before.decidedAt : at) : null,
    stays,
  }
}

const moveOf = ({ seq, at, type, stage, status, actor, takenBack }: News): Move => ({
  seq,
  at,
  type,
  stage,
  status,
  by: actor.kind === 'user' ? actor.id : null,
  ...(takenBack ? { takenBack } : {}),
})
