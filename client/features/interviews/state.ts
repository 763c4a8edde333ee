import type { Interview, InterviewStanding } from '#protocol/interviews'
import type { FeedEvent } from '../../live/live-feed.ts'

/** What I did to an interview that the server has not answered yet: shown at once, taken away by the answer. */
export type Pending = Partial<Pick<Interview, 'state' | 'startsAt' | 'endsAt' | 'durationMinutes'>>

export interface CalendarState {
  /** As the server said, by id. */
  readonly records: ReadonlyMap<string, Interview>
  readonly pending: ReadonlyMap<string, Pending>
  /** Standings that came before their record: they may be newer than the record that arrives. */
  readonly awaited: ReadonlyMap<string, InterviewStanding>
}

export const emptyCalendar: CalendarState = { records: new Map(), pending: new Map(), awaited: new Map() }

/** What a batch of entries did. */
export interface Applied {
  readonly state: CalendarState
  /** Shown otherwise than before. */
  readonly changed: readonly string[]
  /** An entry has no words, names or answers: these are to be read. */
  readonly toRead: readonly string[]
}

/** The newest version wins, so an entry that comes twice, late or out of order does no harm. */
function stand(record: Interview, standing: InterviewStanding): Interview {
  if (standing.version <= record.version) return record
  const { state, startsAt, endsAt, interviewerIds, roomId, version } = standing
  const known = new Map(record.interviewers.map((one) => [one.userId, one]))
  const lasts = startsAt !== null && endsAt !== null ? Date.parse(endsAt) - Date.parse(startsAt) : null
  return {
    ...record,
    ...{ state, startsAt, endsAt, version },
    durationMinutes: lasts === null ? record.durationMinutes : lasts / 60_000,
    interviewers: interviewerIds.map((userId) => known.get(userId) ?? { userId, name: null, reply: 'none' }),
    // Its name comes with the record.
    room: roomId === null ? null : roomId === record.room?.id ? record.room : { id: roomId, name: '' },
    offeredTimes: state === 'proposed' ? record.offeredTimes : [],
  }
}

/** Types that a newer server may add say nothing to this page. */
function standingOf({ type, data }: FeedEvent): InterviewStanding | null {
  return type.startsWith('interview.') && 'interviewId' in data ? (data as InterviewStanding) : null
}

/** Applies feed entries; `isNear` says which of the interviews not known yet are worth reading. */
export function applyEntries(
  state: CalendarState,
  entries: readonly FeedEvent[],
  isNear: (standing: InterviewStanding) => boolean,
): Applied {
  const records = new Map(state.records)
  const awaited = new Map(state.awaited)
  const changed = new Set<string>()
  const toRead = new Set<string>()
  for (const entry of entries) {
    const standing = standingOf(entry)
    if (standing === null) continue
    const id = standing.interviewId
    const record = records.get(id)
    if (record === undefined) {
      const before = awaited.get(id)
      if (before === undefined && !isNear(standing)) continue
      if (before === undefined || before.version < standing.version) awaited.set(id, standing)
      toRead.add(id)
      continue
    }
    const next = stand(record, standing)
    if (next === record) continue
    records.set(id, next)
    changed.add(id)
    toRead.add(id)
  }
  return { state: { ...state, records, awaited }, changed: [...changed], toRead: [...toRead] }
}

/** Takes records read over REST; one that an entry has overtaken meanwhile keeps the entry's standing. */
export function mergeRecords(state: CalendarState, read: readonly Interview[]): CalendarState {
  const records = new Map(state.records)
  const awaited = new Map(state.awaited)
  for (const record of read) {
    const late = awaited.get(record.id)
    awaited.delete(record.id)
    const known = records.get(record.id)
    // Of two answers the older may come last.
    if (known !== undefined && known.version > record.version) continue
    records.set(record.id, late === undefined ? record : stand(record, late))
  }
  return { ...state, records, awaited }
}

/** It is not there any more, or not mine to see. */
export function forget(state: CalendarState, id: string): CalendarState {
  const [records, awaited] = [new Map(state.records), new Map(state.awaited)]
  records.delete(id)
  awaited.delete(id)
  return { ...state, records, awaited }
}

/** Puts what I did over the interview until the server answers. */
export const pend = (state: CalendarState, id: string, mine: Pending): CalendarState => ({
  ...state,
  pending: new Map(state.pending).set(id, mine),
})

/** Takes my change off again: the server has answered, or refused. */
export function settle(state: CalendarState, id: string): CalendarState {
  const pending = new Map(state.pending)
  pending.delete(id)
  return { ...state, pending }
}

/** The interview as it is to be shown: the server's record with my unanswered change over it. */
export function shownInterview(state: CalendarState, id: string): Interview | undefined {
  const record = state.records.get(id)
  const mine = state.pending.get(id)
  return record === undefined || mine === undefined ? record : { ...record, ...mine }
}

/** All that is to be shown, the earliest first; those without a time yet at the end. */
export function shownInterviews(state: CalendarState): readonly Interview[] {
  const all = [...state.records.keys()].flatMap((id) => shownInterview(state, id) ?? [])
  return all.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))
}

const timeOf = ({ startsAt }: Interview): number => (startsAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(startsAt))
