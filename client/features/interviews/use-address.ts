import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type Day, dayAt } from './zone-days.ts'
import { homeZone, isZone } from './zone-words.ts'

const views = ['day', 'week', 'agenda'] as const
export type View = (typeof views)[number]

const path = '/interviews'
const isDay = (text: string | null): text is Day =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

export interface Address {
  /** Null: what suits the screen. */
  readonly view: View | null
  readonly day: Day
  readonly zone: string
  /** Keys of the people and rooms that were chosen, such as `user abc`; empty: everybody's interviews. */
  readonly chosen: readonly string[]
  readonly interviewId: string | null
  /** Leaves a trail only where Back should lead to what was before. */
  readonly go: (change: Readonly<Record<string, string | null>>, leavesTrail?: boolean) => void
  readonly hrefOf: (change: Readonly<Record<string, string | null>>) => string
}

/** Everything that the address says about the calendar, so that what one sees can be sent as a link. */
export function useAddress(): Address {
  const search = useSearch()
  const [, navigate] = useLocation()
  const hrefOf = useCallback((change: Readonly<Record<string, string | null>>) => {
    const params = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === '') params.delete(name)
      else params.set(name, value)
    }
    const rest = params.toString()
    return rest === '' ? path : `${path}?${rest}`
  }, [])
  const go = useCallback(
    (change: Readonly<Record<string, string | null>>, leavesTrail = false) =>
      navigate(hrefOf(change), { replace: !leavesTrail }),
    [navigate, hrefOf],
  )
  return useMemo(() => {
    const params = new URLSearchParams(search)
    const [view, zone, day] = [params.get('view'), params.get('zone'), params.get('day')]
    const inZone = zone !== null && isZone(zone) ? zone : homeZone()
    return {
      view: views.find((one) => one === view) ?? null,
      zone: inZone,
      day: isDay(day) ? day : dayAt(Date.now(), inZone),
      chosen: (params.get('with') ?? '').split(',').filter((key) => key !== ''),
      interviewId: params.get('interview'),
      go,
      hrefOf,
    }
  }, [search, go, hrefOf])
}
