import type { Application, ApplicationStanding } from '#protocol/applications'
import type { FeedActor } from '#protocol/feed'
import type { FeedEvent } from '../../live/live-feed.ts'

/** Who changed a card last, as far as this page has seen. Names are joined when shown. */
export interface LastChange {
  readonly version: number
  readonly actor: FeedActor
  readonly at: string
}

/** What I did to a card that the server has not answered yet: shown at once, taken away by the answer. */
export interface Pending {
  readonly stage: string
  readonly status: Application['status']
  readonly since: string
}

export interface BoardState {
  /** As the server said, by application id. */
  readonly cards: ReadonlyMap<string, Application>
  readonly pending: ReadonlyMap<string, Pending>
  readonly changes: ReadonlyMap<string, LastChange>
  /** Standings of applications whose record is still on its way: they may be newer than the record that arrives. */
  readonly awaited: ReadonlyMap<string, ApplicationStanding>
}

export const emptyBoard: BoardState = { cards: new Map(), pending: new Map(), changes: new Map(), awaited: new Map() }

/** What a batch of entries did, so that only those parts are drawn again. */
export interface Applied {
  readonly state: BoardState
  /** Cards whose record changed. */
  readonly changed: readonly string[]
  /** Applications of this posting that have no record here: fetch them. */
  readonly unknown: readonly string[]
  /** Cards of which more changed than where they stand, or of whom I may know more: only the server can say. */
  readonly revealed: readonly string[]
}

/** The newest version wins, so an entry that comes twice, late or out of order does no harm. */
function stand(card: Application, standing: ApplicationStanding): Application {
  if (standing.version <= card.version) return card
  const { stage, status, stageSince, selected, lookAgainAt, version } = standing
  return { ...card, stage, status, stageSince, selected, lookAgainAt, version }
}

/** Types that a newer server may add say nothing to this page. */
function standingOf({ type, data }: FeedEvent): ApplicationStanding | null {
  return type.startsWith('application.') && 'stage' in data ? data : null
}

/** Applies feed entries to the board of one posting; others' postings pass it by. */
export function applyEntries(state: BoardState, entries: readonly FeedEvent[], jobId: string, me: string): Applied {
  const cards = new Map(state.cards)
  const changes = new Map(state.changes)
  const awaited = new Map(state.awaited)
  const changed = new Set<string>()
  const unknown = new Set<string>()
  const revealed = new Set<string>()

  for (const entry of entries) {
    if (entry.type === 'candidate.revealed') {
      const { userId, candidateId } = entry.data
      if (userId !== me) continue
      for (const card of cards.values()) if (card.candidateId === candidateId) revealed.add(card.id)
      // The record on its way may have been read just before.
      for (const [id, standing] of awaited) if (standing.candidateId === candidateId) revealed.add(id)
      continue
    }
    if (entry.type === 'candidate.updated' && (entry.data.what === 'tags' || entry.data.what === 'merged')) {
      for (const card of cards.values()) if (card.candidateId === entry.data.candidateId) revealed.add(card.id)
      continue
    }
    const standing = standingOf(entry)
    if (standing === null || standing.jobId !== jobId) continue
    const id = standing.applicationId
    const last = changes.get(id)
    if (last === undefined || last.version < standing.version) {
      changes.set(id, { version: standing.version, actor: entry.actor, at: entry.at })
    }
    const card = cards.get(id)
    if (card === undefined) {
      const before = awaited.get(id)
      if (before === undefined || before.version < standing.version) awaited.set(id, standing)
      unknown.add(id)
      continue
    }
    const stood = stand(card, standing)
    // Opened once is opened for ever, whatever the order of arrival.
    const next = entry.type === 'application.viewed' && !stood.viewed ? { ...stood, viewed: true } : stood
    // Brought again by a file, it may say another source and another day.
    if (entry.type === 'application.received' && stood !== card) revealed.add(id)
    if (next === card) continue
    cards.set(id, next)
    changed.add(id)
  }
  return {
    state: { ...state, cards, changes, awaited },
    changed: [...changed],
    unknown: [...unknown],
    revealed: [...revealed],
  }
}

/** Takes records read over REST; one that an entry has overtaken meanwhile keeps the entry's standing. */
export function mergeRecords(state: BoardState, records: readonly Application[]): Applied {
  const cards = new Map(state.cards)
  const awaited = new Map(state.awaited)
  const changed: string[] = []
  for (const record of records) {
    const known = cards.get(record.id)
    const late = awaited.get(record.id)
    awaited.delete(record.id)
    let next = late === undefined ? record : stand(record, late)
    if (known !== undefined && known.version > next.version) {
      // An old answer may still be the first to know the name.
      next = { ...known, candidate: next.candidate, tags: next.tags, viewed: known.viewed || next.viewed }
    }
    if (known?.viewed && !next.viewed) next = { ...next, viewed: true }
    // A name once revealed stays; of two answers the older may come last.
    if (known?.candidate.name && !next.candidate.name) next = { ...next, candidate: known.candidate }
    if (known !== undefined && sameRecord(known, next)) continue
    cards.set(record.id, next)
    changed.push(record.id)
  }
  return { state: { ...state, cards, awaited }, changed, unknown: [], revealed: [] }
}

/** Puts what I did over the card until the server answers. */
export function pend(state: BoardState, id: string, pending: Pending): BoardState {
  return { ...state, pending: new Map(state.pending).set(id, pending) }
}

/** Takes my change off again: the server has answered, or refused. */
export function settle(state: BoardState, id: string): BoardState {
  const pending = new Map(state.pending)
  pending.delete(id)
  return { ...state, pending }
}

/** The card as it is to be shown: the server's record with my unanswered change over it. */
export function shownCard(state: BoardState, id: string): Application | undefined {
  const card = state.cards.get(id)
  const mine = state.pending.get(id)
  if (card === undefined || mine === undefined) return card
  const stageSince = mine.stage === card.stage ? card.stageSince : mine.since
  return { ...card, stage: mine.stage, status: mine.status, stageSince }
}

function sameRecord(a: Application, b: Application): boolean {
  return (
    a.version === b.version &&
    a.viewed === b.viewed &&
    a.stage === b.stage &&
    a.status === b.status &&
    a.candidate.name === b.candidate.name &&
    a.tags.join('\n') === b.tags.join('\n')
  )
}
