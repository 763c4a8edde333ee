/** What the dashboard shows, all of it in the address. Days as `2026-03-31`. */
export interface Shown {
  readonly jobId: string | null
  readonly memberId: string | null
  readonly period: Period
  readonly from: string | null
  readonly to: string | null
  readonly isCompared: boolean
}

export const periods = ['all', '30', '90', '365', 'own'] as const
export type Period = (typeof periods)[number]

export const periodWords: Readonly<Record<Period, string>> = {
  all: 'All time',
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  '365': 'Last 12 months',
  own: 'Own period',
}

const day = /^\d{4}-\d{2}-\d{2}$/

export function readShown(search: URLSearchParams): Shown {
  const period = periods.find((one) => one === search.get('period')) ?? 'all'
  const dayOf = (name: string) => {
    const given = search.get(name)
    return period === 'own' && given !== null && day.test(given) ? given : null
  }
  return {
    jobId: search.get('job'),
    memberId: search.get('member'),
    period,
    from: dayOf('from'),
    to: dayOf('to'),
    isCompared: search.get('compare') === '1',
  }
}

export function writeShown(shown: Shown): string {
  const search = new URLSearchParams()
  if (shown.jobId) search.set('job', shown.jobId)
  if (shown.memberId) search.set('member', shown.memberId)
  if (shown.period !== 'all') search.set('period', shown.period)
  if (shown.period === 'own' && shown.from) search.set('from', shown.from)
  if (shown.period === 'own' && shown.to) search.set('to', shown.to)
  if (shown.isCompared) search.set('compare', '1')
  return search.toString()
}

export interface Days {
  readonly from?: string
  readonly to?: string
}

const after = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const distance = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

/** The first and last day meant; neither: all time. */
export function daysOf({ period, from, to }: Pick<Shown, 'period' | 'from' | 'to'>, today: string): Days {
  if (period === 'all') return {}
  if (period === 'own') return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  return { from: after(today, 1 - Number(period)), to: today }
}

/** As many days, ending on the day before; null: without a first day there is none. */
export function daysBefore({ from, to }: Days, today: string): Days | null {
  if (from === undefined) return null
  const length = distance(from, to ?? today) + 1
  return length > 0 ? { from: after(from, -length), to: after(from, -1) } : null
}
