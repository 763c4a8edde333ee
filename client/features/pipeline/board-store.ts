import type { Application } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import type { ScoreStates } from '#protocol/scorecards'
import type { FeedEvent } from '../../live/live-feed.ts'
import { type ColumnView, emptyColumn, hold, medianDays, sorted } from './arrange.ts'
import { defaultFilters, type Filters, matcher } from './filters.ts'
import { interviewsOf, isSameScore, Scores, type ScoreView } from './scores.ts'
import {
  type Applied,
  applyEntries,
  type BoardState,
  emptyBoard,
  type LastChange,
  mergeRecords,
  pend,
  settle,
  shownCard,
} from './state.ts'
import { Topics } from './topics.ts'

export type Glow = 'theirs' | 'refused'

/** One card as drawn; the same object as long as nothing about it changed. */
export interface CardView {
  readonly application: Application
  /** Shown before the server has agreed. */
  readonly pending: boolean
  readonly lifted: boolean
  readonly glow: Glow | null
  /** How far its panel is; null: not known, or not for me. */
  readonly score: ScoreView | null
}

export interface ColumnSummary {
  /** Of those that the filters let through. */
  readonly shown: number
  /** Everybody in play in this stage, whatever the filters. */
  readonly inPlay: number
  readonly medianDays: number | null
}

const glowTime = 1500
/** Cards of a stage that the posting no longer has; they need a place to be moved from. */
export const lostStage = ''

/** The board of one posting: the reducer's state, its columns in order, and who is to be told of a change. */
export class BoardStore {
  readonly #topics = new Topics()
  readonly #jobId: string
  readonly #me: string
  #state: BoardState = emptyBoard
  #stages: ReadonlySet<string> = new Set()
  #filters: Filters = defaultFilters
  #shown = new Map<string, Application>()
  #byStage = new Map<string, Set<string>>()
  #columns = new Map<string, ColumnView>()
  #summaries = new Map<string, ColumnSummary>()
  #views = new Map<string, CardView>()
  #scores: Scores | null = null
  #interviews: ReadonlySet<string> = new Set()
  #glows = new Map<string, Glow>()
  #mine = new Set<string>()
  #reading = new Set<string>()
  #revision = 0
  #carry: { readonly id: string; readonly stage: string } | null = null
  /** Columns to be put in order when what is done together is done; null: each change by itself. */
  #later: Set<string> | null = null

  constructor(jobId: string, me: string) {
    this.#jobId = jobId
    this.#me = me
  }

  readonly onCard = (id: string) => (listener: () => void) => this.#topics.on(`card ${id}`, listener)
  readonly onColumn = (stage: string) => (listener: () => void) => this.#topics.on(`column ${stage}`, listener)
  readonly onBoard = (listener: () => void) => this.#topics.on('board', listener)

  readonly column = (stage: string): ColumnView => this.#columns.get(stage) ?? emptyColumn
  readonly summary = (stage: string): ColumnSummary | undefined => this.#summaries.get(stage)
  readonly record = (id: string): Application | undefined => this.#shown.get(id)
  readonly confirmed = (id: string): Application | undefined => this.#state.cards.get(id)
  readonly lastChange = (id: string): LastChange | undefined => this.#state.changes.get(id)
  readonly awaited = (): string[] => [...this.#state.awaited.keys()]
  /** Raised at each change, for what is counted over all cards. */
  readonly revision = (): number => this.#revision
  readonly all = (): Iterable<Application> => this.#shown.values()
  /** Everybody in a stage, whatever their status and the filters. */
  readonly everybodyIn = (stage: string): number => this.#byStage.get(stage)?.size ?? 0
  readonly isEmpty = (): boolean => this.#shown.size === 0
  readonly columnOf = (card: Application): string => (this.#stages.has(card.stage) ? card.stage : lostStage)

  readonly card = (id: string): CardView | undefined => {
    const application = this.#shown.get(id)
    if (application === undefined) return undefined
    const pending = this.#state.pending.has(id)
    const lifted = this.#carry?.id === id
    const glow = this.#glows.get(id) ?? null
    const old = this.#views.get(id)
    const score = this.#scoreOf(application)
    if (
      old?.application === application &&
      old.pending === pending &&
      old.lifted === lifted &&
      old.glow === glow &&
      isSameScore(old.score, score)
    ) {
      return old
    }
    const view = { application, pending, lifted, glow, score }
    this.#views.set(id, view)
    return view
  }

  /** Records read over REST that were asked for: they are simply there. */
  load(records: readonly Application[]): void {
    this.#take(mergeRecords(this.#state, records), { release: true })
  }

  /** After everything was read again: what was not there any more goes. */
  retain(ids: ReadonlySet<string>): void {
    const lost = [...this.#shown.keys()].filter((id) => !ids.has(id))
    if (lost.length === 0) return
    const cards = new Map(this.#state.cards)
    for (const id of lost) {
      cards.delete(id)
      const card = this.#shown.get(id)
      if (card !== undefined) this.#byStage.get(this.columnOf(card))?.delete(id)
      this.#shown.delete(id)
    }
    this.#state = { ...this.#state, cards }
    for (const stage of this.#byStage.keys()) this.#rebuild(stage, true)
    this.#tellBoard()
  }

  /** A record that somebody's action brought here: it glows, and waits behind the pill where I read. */
  arrive(records: readonly Application[]): void {
    const applied = mergeRecords(this.#state, records)
    this.#take(applied)
    this.#glowAll(applied.changed, 'theirs')
  }

  /** Answers to my own requests. */
  answer(...records: readonly Application[]): void {
    for (const { id } of records) this.#mine.add(id)
    this.#take(mergeRecords(this.#state, records))
  }

  /** Many changes at once: each column is put in order once, at the end. */
  together(run: () => void): void {
    const later = new Set<string>()
    this.#later = later
    try {
      run()
    } finally {
      this.#later = null
      for (const stage of later) this.#rebuild(stage, false)
      this.#tellBoard()
    }
  }

  apply(entries: readonly FeedEvent[]): Pick<Applied, 'unknown' | 'revealed'> {
    const before = new Map<string, Application | undefined>()
    for (const { data } of entries) {
      if ('applicationId' in data) before.set(data.applicationId, this.#shown.get(data.applicationId))
    }
    const applied = applyEntries(this.#state, entries, this.#jobId, this.#me)
    const theirs = applied.changed.filter((id) => !this.#state.pending.has(id))
    for (const id of theirs) this.#mine.delete(id)
    this.#take(applied)
    this.#glowAll(
      theirs.filter((id) => {
        const [old, now] = [before.get(id), this.#shown.get(id)]
        return old?.stage !== now?.stage || old?.status !== now?.status
      }),
      'theirs',
    )
    return applied
  }

  pend(id: string, stage: string, status: Application['status']): void {
    this.#mine.add(id)
    this.#state = pend(this.#state, id, { stage, status, since: new Date().toISOString() })
    this.#refresh([id])
  }

  settle(id: string, glow: Glow | null): void {
    this.#state = settle(this.#state, id)
    this.#refresh([id])
    if (glow !== null) this.#glowAll([id], glow)
  }

  /** A card in my hand, shown over a column before it is dropped; null puts it back. */
  carry(carry: { id: string; stage: string } | null): void {
    const ids = [this.#carry?.id, carry?.id].filter((id) => id !== undefined)
    for (const id of ids) this.#mine.add(id)
    this.#carry = carry
    this.#refresh(ids)
  }

  /** How far the panels are, as read. */
  readScores(states: ScoreStates): void {
    this.#takeScores(this.#scores?.read(states) ?? Scores.of(states), null)
  }

  /** What an entry tells of one panel; true: what concerns me has to be read again. */
  applyScore(event: Parameters<Scores['apply']>[0]): boolean {
    // The reading that is under way may be older than the entry.
    if (this.#scores === null) return true
    const { scores, isUnsure } = this.#scores.apply(event)
    if (scores !== this.#scores) this.#takeScores(scores, event.data.applicationId)
    return isUnsure
  }

  arrange(stages: readonly Stage[], filters: Filters): void {
    this.#stages = new Set(stages.map(({ id }) => id))
    this.#interviews = interviewsOf(stages)
    this.#filters = filters
    this.#byStage.clear()
    for (const card of this.#shown.values()) this.#place(card)
    for (const stage of [...this.#stages, lostStage]) this.#rebuild(stage, true)
    this.#tellBoard()
  }

  /** Somebody reads a column (pointer, focus, or scrolled away from its top): nothing in it moves by itself. */
  read(stage: string, reading: boolean): void {
    if (reading === this.#reading.has(stage)) return
    if (reading) this.#reading.add(stage)
    else {
      this.#reading.delete(stage)
      this.#rebuild(stage, true)
    }
  }

  /** "2 new" was pressed. */
  release(stage: string): void {
    this.#rebuild(stage, true)
  }

  #tellBoard(): void {
    if (this.#later !== null) return
    this.#revision += 1
    this.#topics.tell('board')
  }

  #take(applied: Applied, { release = false } = {}): void {
    this.#state = applied.state
    this.#refresh(applied.changed, release)
  }

  #refresh(ids: readonly string[], release = false): void {
    const stages = new Set<string>()
    for (const id of ids) {
      const before = this.#shown.get(id)
      const card = shownCard(this.#state, id)
      if (card === undefined) continue
      const now = this.#carry?.id === id ? carried(card, this.#carry.stage) : card
      this.#shown.set(id, now)
      if (before !== undefined) {
        this.#byStage.get(this.columnOf(before))?.delete(id)
        stages.add(this.columnOf(before))
      }
      stages.add(this.#place(now))
    }
    for (const stage of stages) this.#rebuild(stage, release)
    for (const id of ids) this.#topics.tell(`card ${id}`)
    if (ids.length > 0) this.#tellBoard()
  }

  #place(card: Application): string {
    const stage = this.columnOf(card)
    const ids = this.#byStage.get(stage) ?? new Set()
    this.#byStage.set(stage, ids.add(card.id))
    return stage
  }

  #rebuild(stage: string, release: boolean): void {
    if (this.#later !== null && !release) {
      this.#later.add(stage)
      return
    }
    const everyone = [...(this.#byStage.get(stage) ?? [])].flatMap((id) => this.#shown.get(id) ?? [])
    const matches = matcher(this.#filters, Date.now(), (card) => this.#scoreOf(card))
    const cards = everyone.filter((card) => card.id === this.#carry?.id || matches(card))
    const ids = sorted(cards, this.#filters.order)
    const held = this.#reading.has(stage) && !release
    const before = this.column(stage)
    this.#columns.set(stage, held ? hold(before, ids, this.#mine) : { ids, gone: new Set(), waiting: [] })
    const inPlay = everyone.filter((card) => card.status !== 'rejected' && card.status !== 'withdrawn').length
    this.#summaries.set(stage, { shown: ids.length, inPlay, medianDays: medianDays(cards, Date.now()) })
    for (const id of before.gone) this.#topics.tell(`card ${id}`)
    this.#topics.tell(`column ${stage}`)
  }

  #scoreOf(card: Application): ScoreView | null {
    return this.#scores?.view(card, this.#interviews) ?? null
  }

  /** @param id the only card it is about; null: any */
  #takeScores(scores: Scores, id: string | null): void {
    this.#scores = scores
    if (this.#filters.score !== null) {
      const card = id === null ? undefined : this.#shown.get(id)
      const touched = card === undefined ? this.#byStage.keys() : [this.columnOf(card)]
      for (const stage of touched) this.#rebuild(stage, id === null)
    }
    for (const one of id === null ? this.#shown.keys() : [id]) this.#topics.tell(`card ${one}`)
    this.#tellBoard()
  }

  #glowAll(ids: readonly string[], glow: Glow): void {
    const set = (value: Glow | null) => {
      for (const id of ids) {
        if (value === null) this.#glows.delete(id)
        else this.#glows.set(id, value)
        this.#topics.tell(`card ${id}`)
      }
    }
    set(glow)
    setTimeout(() => set(null), glowTime)
  }
}

function carried(card: Application, stage: string): Application {
  return card.stage === stage ? card : { ...card, stage, stageSince: new Date().toISOString() }
}
