import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { endpoints, type Interview } from '#protocol/interviews'
import { useLiveContext } from '../../live/live-context.tsx'
import { useJoined } from '../../live/use-joined.ts'
import { whenBack } from '../../live/when-back.ts'
import { call } from '../../rest/call.ts'
import { CallError } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { CalendarStore, type Snapshot } from './calendar-store.ts'
import type { Span } from './zone-days.ts'

/** The longest interview, in milliseconds: one that began before the range may reach into it. */
const longest = 8 * 3_600_000

/** The interviews of a range of time, in milliseconds, filled and followed for as long as they are on screen. */
export function useCalendar({ from, to }: Span): { readonly store: CalendarStore; readonly snapshot: Snapshot } {
  const { employerId, user } = useMembership()
  const { feed } = useLiveContext()
  const mayRead = useJoined()
  const store = useMemo(
    () =>
      new CalendarStore(
        {
          list: (range, signal) => readRange(employerId, range, signal),
          one: (interviewId) => readOne(employerId, interviewId),
          later: (run, milliseconds) => void setTimeout(run, milliseconds),
        },
        user.id,
      ),
    [employerId, user.id],
  )
  useEffect(() => {
    const stop = feed.listen({
      onEvents: (events) => {
        store.receive(events)
        // Interviews are read with the names of who holds them.
        if (events.some(({ type }) => type === 'person.renamed')) void store.reload()
      },
      onReset: () => void store.reload(),
    })
    const stopWaiting = whenBack(() => {
      if (store.get().load.status === 'failed') void store.reload()
    })
    return () => {
      stop()
      stopWaiting()
      store.dispose()
    }
  }, [feed, store])
  useEffect(() => {
    if (mayRead) void store.show({ from, to })
  }, [store, mayRead, from, to])
  return { store, snapshot: useSyncExternalStore(store.subscribe, store.get) }
}

async function readRange(employerId: string, { from, to }: Span, signal: AbortSignal): Promise<readonly Interview[]> {
  const range = { from: new Date(from - longest).toISOString(), to: new Date(to).toISOString() }
  const all = await Promise.all([
    readPages(employerId, range, signal),
    readPages(employerId, { state: 'proposed' }, signal),
  ])
  return all.flat()
}

type Narrowing = { readonly from: string; readonly to: string } | { readonly state: Interview['state'] }

async function readPages(employerId: string, narrowing: Narrowing, signal: AbortSignal): Promise<readonly Interview[]> {
  const items: Interview[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { ...narrowing, limit: 200, ...(cursor === '' ? {} : { cursor }) }
    const page: { items: Interview[]; nextCursor: string | null } = await call(endpoints.listInterviews, {
      params: { employerId },
      query,
      signal,
    })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

async function readOne(employerId: string, interviewId: string): Promise<Interview | null> {
  try {
    return await call(endpoints.readInterview, { params: { employerId, interviewId } })
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') return null
    throw error
  }
}
