import type { Cell, ColumnKind, Period, ReportType } from '#protocol/reports'
import type { SavedReport, SendingState } from '#protocol/saved-reports'

/** What each type of report is about, as it is offered. */
export const typeWords: Readonly<Record<ReportType, { readonly label: string; readonly about: string }>> = {
  summary: { label: 'Summary', about: 'What came in, and what became of it, posting by posting.' },
  applications: { label: 'Applications', about: 'Everybody who applied, by code name.' },
  postings: { label: 'Postings', about: 'Every posting with its state, its days and its counts.' },
  pipeline: { label: 'Pipeline', about: 'How far people came, and how long they stood at each step.' },
  sources: { label: 'Sources', about: 'Where people came from, and how far they came.' },
  reviews: { label: 'Reviews', about: 'How many reviews are in, and after how long.' },
  consultants: { label: 'Consultants', about: 'Who works with you, and since when.' },
}

export const periodWords: Readonly<Record<Period, string>> = {
  last_7_days: 'Last 7 days',
  last_30_days: 'Last 30 days',
  last_90_days: 'Last 90 days',
  last_week: 'Last week',
  last_month: 'Last month',
  this_year: 'This year',
  all: 'All time',
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `in_review` → `In review` */
const stateWords = (state: string): string => `${state.charAt(0).toUpperCase()}${state.slice(1).replaceAll('_', ' ')}`

/** Whether values of this kind stand under each other by their last digit. */
export const isNumeric = (kind: ColumnKind): boolean => kind !== 'text' && kind !== 'state'

/** A value as it is read; nothing is an en dash, so that the cell does not look forgotten. */
export function valueWords(value: Cell, kind: ColumnKind): string {
  if (value === null) return '–'
  if (typeof value === 'string') {
    if (kind === 'day') return day.format(new Date(value))
    return kind === 'state' ? stateWords(value) : value
  }
  return kind === 'percent' ? `${number.format(value)}%` : number.format(value)
}

/** `4 December 2026`, where the reader is. */
export const dayWords = (at: string): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `Every Monday at 08:00` */
export function scheduleWords({ schedule, paused }: Pick<SavedReport, 'schedule' | 'paused'>): string {
  if (!schedule) return 'Made when somebody asks'
  const { every, weekday, dayOfMonth, at } = schedule
  const when =
    every === 'day'
      ? 'Every day'
      : every === 'week'
        ? `Every ${weekdays[(weekday ?? 1) - 1]}`
        : `Monthly, on day ${dayOfMonth ?? 1},`
  return paused
    ? `Paused (${when.charAt(0).toLowerCase()}${when.slice(1).replace(/,$/, '')} at ${at})`
    : `${when} at ${at}`
}

interface Choice {
  readonly type: ReportType
  readonly period: Period | null
  readonly from: string
  readonly to: string
  readonly jobId: string | null
}

/** `Pipeline · Last 30 days · Product Designer`; two days stand for a period that has no name. */
export function choiceWords({ type, period, from, to, jobId }: Choice, titleOf: (id: string) => string | null): string {
  const days = [from && `from ${valueWords(from, 'day')}`, to && `to ${valueWords(to, 'day')}`]
    .filter(Boolean)
    .join(' ')
  const when = period === null ? days || periodWords.all : periodWords[period]
  const which = type === 'consultants' ? [] : [jobId === null ? 'All postings' : (titleOf(jobId) ?? 'One posting')]
  return [typeWords[type].label, when.charAt(0).toUpperCase() + when.slice(1), ...which].join(' · ')
}

/** What each type is made of; where there is none of it yet, no other choice helps. */
const filledBy: Readonly<Record<ReportType, string>> = {
  summary: 'a posting',
  postings: 'a posting',
  applications: 'an application',
  pipeline: 'an application',
  sources: 'an application',
  reviews: 'a review',
  consultants: 'a consultant',
}

/** Why a report is empty, and what could bring rows. */
export function nothingWords({ type, period, from, to, jobId }: Choice): string {
  const isOfAllTime = period === 'all' || (period === null && !from && !to)
  const isOfAllPostings = jobId === null || type === 'consultants'
  if (isOfAllTime && isOfAllPostings) return `This report has rows as soon as there is ${filledBy[type]}.`
  if (isOfAllTime) return 'There is nothing of this posting yet. Choose another one, or all.'
  return `Nothing falls into this period. Choose a longer one${isOfAllPostings ? '' : ', or another posting'}.`
}

export const sendingWords: Readonly<Record<SendingState, string>> = {
  waiting: 'On its way',
  sent: 'Sent',
  empty: 'Nothing to report',
  refused: 'Not sent',
  skipped: 'Left out',
  failed: 'Not sent yet',
}

/** The days of a period, as the server takes them: the last ones end with today. */
export function daysOf(period: Period, today: Date): { from?: string; to?: string } {
  const at = (days: number, from = today) =>
    new Date(Date.UTC(from.getFullYear(), from.getMonth(), from.getDate() + days))
  const text = (date: Date) => date.toISOString().slice(0, 10)
  const back = (days: number) => ({ from: text(at(1 - days)), to: text(at(0)) })
  switch (period) {
    case 'all':
      return {}
    case 'last_7_days':
      return back(7)
    case 'last_30_days':
      return back(30)
    case 'last_90_days':
      return back(90)
    case 'last_week': {
      const sinceMonday = (today.getDay() + 6) % 7
      return { from: text(at(-sinceMonday - 7)), to: text(at(-sinceMonday - 1)) }
    }
    case 'last_month': {
      const first = new Date(Date.UTC(today.getFullYear(), today.getMonth() - 1, 1))
      return { from: text(first), to: text(new Date(Date.UTC(today.getFullYear(), today.getMonth(), 0))) }
    }
    case 'this_year':
      return { from: `${today.getFullYear()}-01-01`, to: text(at(0)) }
  }
}
