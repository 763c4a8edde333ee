import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { Period, ReportType } from '#protocol/reports'
import { daysOf } from './words.ts'

/** What the page shows: it lives in the address, so that a link shows the same report. */
export interface ShownCriteria {
  readonly type: ReportType
  /** Null: the days that are given. */
  readonly period: Period | null
  readonly from: string
  readonly to: string
  readonly jobId: string | null
}

export function useCriteria() {
  const [search, setSearch] = useSearchParams()
  const text = search.toString()
  const shown = useMemo(() => criteriaOf(new URLSearchParams(text)), [text])
  const set = (change: Partial<ShownCriteria>) => {
    const { type, period, from, to, jobId } = { ...shown, ...change }
    setSearch(
      {
        ...(type === 'summary' ? {} : { type }),
        ...(period === 'all' ? {} : { period: period ?? 'days' }),
        ...(period === null && from ? { from } : {}),
        ...(period === null && to ? { to } : {}),
        ...(jobId === null ? {} : { job: jobId }),
      },
      { replace: true },
    )
  }
  return { shown, set, query: queryOf(shown) }
}

function criteriaOf(search: URLSearchParams): ShownCriteria {
  const type = ReportType.safeParse(search.get('type')).data ?? 'summary'
  const named = search.get('period')
  const period = named === 'days' ? null : (Period.safeParse(named).data ?? 'all')
  return { type, period, from: search.get('from') ?? '', to: search.get('to') ?? '', jobId: search.get('job') }
}

/** The same as the server takes it. */
function queryOf({ type, period, from, to, jobId }: ShownCriteria) {
  const days = period === null ? { ...(from ? { from } : {}), ...(to ? { to } : {}) } : daysOf(period, new Date())
  return { type, ...days, ...(jobId === null ? {} : { jobId }) }
}
