import { type Application, type ApplicationStatus, ApplicationStatus as Statuses } from '#protocol/applications'
import { ScoreFilter } from '#protocol/board-views'
import { isScored, type ScoreView } from './scores.ts'

export type Order = 'recent' | 'waiting' | 'code'

/** What the board shows; it lives in the address, so that a link shows the same. */
export interface Filters {
  readonly statuses: readonly ApplicationStatus[]
  readonly text: string
  /** Ids of the stages whose columns are shown; none: all. */
  readonly stages: readonly string[]
  readonly source: string | null
  readonly unopened: boolean
  /** In the stage for at least so many days. */
  readonly waitingDays: number | null
  /** All of them are on the candidate. */
  readonly tags: readonly string[]
  /** How far the panel is. */
  readonly score: ScoreFilter | null
  readonly order: Order
}

/** Rejected and withdrawn ones are out of play: a chip brings them back. */
const inPlay: readonly ApplicationStatus[] = ['active', 'on_hold', 'hired']

export const defaultFilters: Filters = {
  statuses: inPlay,
  text: '',
  stages: [],
  source: null,
  unopened: false,
  waitingDays: null,
  tags: [],
  score: null,
  order: 'recent',
}

export function readFilters(search: URLSearchParams): Filters {
  const statuses = search.get('status')?.split(',').filter(isStatus)
  const days = Number(search.get('waiting'))
  const order = search.get('order')
  return {
    statuses: statuses === undefined || statuses.length === 0 ? inPlay : statuses,
    text: search.get('q') ?? '',
    stages:
      search
        .get('stages')
        ?.split(',')
        .filter((id) => id !== '') ?? [],
    source: search.get('source'),
    unopened: search.get('unopened') === '1',
    waitingDays: Number.isInteger(days) && days > 0 ? days : null,
    tags: search.getAll('tag').filter((tag) => tag.trim() !== ''),
    score: ScoreFilter.safeParse(search.get('score')).data ?? null,
    order: order === 'waiting' || order === 'code' ? order : 'recent',
  }
}

/** Writes the filters into the address; what is as usual is left out, so a plain board has a plain address. */
export function writeFilters(search: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(search)
  const put = (name: string, value: string | null) => (value === null ? next.delete(name) : next.set(name, value))
  const usual = filters.statuses.length === inPlay.length && inPlay.every((s) => filters.statuses.includes(s))
  put('status', usual ? null : filters.statuses.join(','))
  put('q', filters.text === '' ? null : filters.text)
  put('stages', filters.stages.length === 0 ? null : filters.stages.join(','))
  put('source', filters.source)
  put('unopened', filters.unopened ? '1' : null)
  put('waiting', filters.waitingDays === null ? null : String(filters.waitingDays))
  // A tag may have any sign in it: each has a place of its own.
  next.delete('tag')
  for (const tag of filters.tags) next.append('tag', tag)
  put('score', filters.score)
  put('order', filters.order === 'recent' ? null : filters.order)
  return next
}

/** Without stages that the posting has no more: a link or a view of before may name them, and what hides nothing is no filter. */
export function withKnownStages<F extends { readonly stages: readonly string[] }>(
  filters: F,
  stages: readonly { readonly id: string }[],
): F {
  const known = filters.stages.filter((wanted) => stages.some(({ id }) => id === wanted))
  return known.length === filters.stages.length ? filters : { ...filters, stages: known }
}

/** The stages whose columns are shown. A link may name stages that are no more: then all are shown. */
export function shownStages<S extends { readonly id: string }>(
  stages: readonly S[],
  { stages: wanted }: Filters,
): readonly S[] {
  if (wanted.length === 0) return stages
  const shown = stages.filter(({ id }) => wanted.includes(id))
  return shown.length === 0 ? stages : shown
}

/** A question asked once per change of the filters, then of 5,000 cards. */
export function matcher(
  filters: Filters,
  now: number,
  scoreOf: (card: Application) => ScoreView | null = () => null,
): (card: Application) => boolean {
  const statuses = new Set(filters.statuses)
  const tags = filters.tags.map(folded)
  const { score } = filters
  const text = filters.text.trim().toLowerCase()
  const before = filters.waitingDays === null ? null : new Date(now - filters.waitingDays * 86_400_000).toISOString()
  return (card) => {
    if (!statuses.has(card.status)) return false
    if (filters.unopened && card.viewed) return false
    if (filters.source !== null && (card.source ?? '') !== filters.source) return false
    if (before !== null && card.stageSince > before) return false
    if (tags.length > 0) {
      const has = new Set(card.tags.map(folded))
      if (!tags.every((tag) => has.has(tag))) return false
    }
    if (score !== null && !isScored(scoreOf(card), score)) return false
    if (text === '') return true
    const { code, name } = card.candidate
    return code.toLowerCase().includes(text) || (name?.toLowerCase().includes(text) ?? false)
  }
}

/** How many filters behind the "Filter" button narrow the board: shown on it, so that nobody wonders. */
export function narrowing(filters: Filters): number {
  return [
    filters.stages.length > 0,
    filters.source !== null,
    filters.unopened,
    filters.waitingDays !== null,
    filters.tags.length > 0,
    filters.score !== null,
  ].filter(Boolean).length
}

/** Two tags are one when they differ in capitals alone. */
const folded = (tag: string): string => tag.trim().toLowerCase()

function isStatus(value: string): value is ApplicationStatus {
  return (Statuses.options as readonly string[]).includes(value)
}
