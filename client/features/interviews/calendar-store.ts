import type { Interview, InterviewStanding } from '#protocol/interviews'
import type { FeedEvent } from '../../live/live-feed.ts'
import {
  applyEntries,
  type CalendarState,
  emptyCalendar,
  forget,
  mergeRecords,
  type Pending,
  pend,
  settle,
} from './state.ts'
import { overlaps, type Span } from './zone-days.ts'

/** Why a block lights up: somebody else changed it, or what I did was refused. */
export type Glow = 'theirs' | 'refused'

export interface Snapshot {
  readonly state: CalendarState
  readonly glows: ReadonlyMap<string, Glow>
  readonly load: { readonly status: 'loading' | 'ready' } | { readonly status: 'failed'; readonly error: unknown }
}

export interface CalendarPorts {
  /** All interviews that begin within these milliseconds, and those whose time is not chosen yet. */
  readonly list: (range: Span, signal: AbortSignal) => Promise<readonly Interview[]>
  /** Null: not there any more, or not mine to see. */
  readonly one: (id: string) => Promise<Interview | null>
  readonly later: (run: () => void, milliseconds: number) => void
}

const glowTime = 1600
/** More than these are read with the whole range. */
const mostSingly = 8

/** The interviews of a range of time, filled by reading and kept by entries. */
export class CalendarStore {
  readonly #ports: CalendarPorts
  readonly #me: string
  readonly #listeners = new Set<() => void>()
  #snapshot: Snapshot = { state: emptyCalendar, glows: new Map(), load: { status: 'loading' } }
  #range: Span | null = null
  #loading: AbortController | null = null
  /** What came by itself while a range is read: the answer may be older, and not know of it. */
  #sinceLoadBegan = new Set<string>()

  constructor(ports: CalendarPorts, me: string) {
    this.#ports = ports
    this.#me = me
  }

  readonly get = (): Snapshot => this.#snapshot
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows another range; what is known of it is there at once, and read again. */
  async show(range: Span): Promise<void> {
    this.#range = range
    this.#loading?.abort()
    const loading = new AbortController()
    this.#loading = loading
    this.#sinceLoadBegan = new Set()
    this.#set({ load: { status: 'loading' } })
    try {
      const read = await this.#ports.list(range, loading.signal)
      if (this.#loading !== loading) return
      this.#set({ state: mergeRecords(this.#withoutGone(range, read), read), load: { status: 'ready' } })
    } catch (error) {
      if (this.#loading === loading) this.#set({ load: { status: 'failed', error } })
    }
  }

  /** Entries were missed for good: read what is shown again. */
  async reload(): Promise<void> {
    if (this.#range) await this.show(this.#range)
  }

  receive(events: readonly FeedEvent[]): void {
    const { state, changed, toRead } = applyEntries(this.#snapshot.state, events, (standing) => this.#isNear(standing))
    const others = new Set(
      events.flatMap(({ actor, data }) => ('interviewId' in data && actor.id !== this.#me ? [data.interviewId] : [])),
    )
    this.#set({ state })
    for (const id of [...changed, ...toRead]) this.#sinceLoadBegan.add(id)
    this.#glow(
      [...changed, ...toRead].filter((id) => others.has(id as never)),
      'theirs',
    )
    if (toRead.length > mostSingly) void this.reload()
    else for (const id of toRead) void this.readOne(id)
  }

  async readOne(id: string): Promise<Interview | null> {
    try {
      const read = await this.#ports.one(id)
      this.#set({ state: read ? mergeRecords(this.#snapshot.state, [read]) : forget(this.#snapshot.state, id) })
      return read
    } catch {
      // What the entry said is shown; the rest comes with the next reading.
      return null
    }
  }

  keep(record: Interview): void {
    this.#sinceLoadBegan.add(record.id)
    this.#set({ state: mergeRecords(this.#snapshot.state, [record]) })
  }

  pend(id: string, mine: Pending): void {
    this.#set({ state: pend(this.#snapshot.state, id, mine) })
  }

  settle(id: string, glow: Glow | null = null): void {
    this.#set({ state: settle(this.#snapshot.state, id) })
    if (glow) this.#glow([id], glow)
  }

  dispose(): void {
    this.#loading?.abort()
    this.#loading = null
  }

  #isNear({ startsAt, endsAt }: InterviewStanding): boolean {
    if (startsAt === null || endsAt === null) return true
    return this.#range !== null && overlaps(this.#range, { from: Date.parse(startsAt), to: Date.parse(endsAt) })
  }

  /** What was here and is not in the answer is not mine to see any more. */
  #withoutGone(range: Span, read: readonly Interview[]): CalendarState {
    const answered = new Set<string>(read.map(({ id }) => id))
    let { state } = this.#snapshot
    for (const { id, startsAt } of state.records.values()) {
      const at = startsAt === null ? null : Date.parse(startsAt)
      const wasAsked = at === null || (range.from <= at && at < range.to)
      const isNew = this.#sinceLoadBegan.has(id) || state.pending.has(id)
      if (wasAsked && !answered.has(id) && !isNew) state = forget(state, id)
    }
    return state
  }

  #glow(ids: readonly string[], glow: Glow): void {
    if (ids.length === 0) return
    const glows = new Map(this.#snapshot.glows)
    for (const id of ids) glows.set(id, glow)
    this.#set({ glows })
    this.#ports.later(() => {
      const left = new Map(this.#snapshot.glows)
      for (const id of ids) left.delete(id)
      this.#set({ glows: left })
    }, glowTime)
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of [...this.#listeners]) listener()
  }
}
