import { type QueryFilters, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { endpoints } from '#protocol/auth'
import type { EmployerId } from '#protocol/ids'
import { queryKeyOf } from '../rest/queries.ts'
import { checkSession } from './check-session.ts'
import { type Line, useLine } from './line-context.tsx'
import { LiveFeed } from './live-feed.ts'
import { Readings } from './readings.ts'

interface Live extends Line {
  readonly feed: LiveFeed
  readonly readings: Readings
}

/** For `meta` of a query that hears by itself when to be read again, and begins to before it is read at all. */
export const hearsItself = { hearsItself: true } as const

/** Entries after which somebody may see more, or less. */
const rightsChanged: ReadonlySet<string> = new Set(['user.role-changed', 'user.jobs-changed'])

const LiveContext = createContext<Live | null>(null)

/** Keeps the pages of one person at one employer true: entries of its feed come in over the person's line. */
export function LiveProvider(props: { employerId: EmployerId; userId: string; children: ReactNode }) {
  const { employerId, userId, children } = props
  const queries = useQueryClient()
  const parts = useLine()
  const live = useMemo<Live>(() => {
    const onRefused = () => void checkSession(queries)
    return { ...parts, feed: new LiveFeed({ employerId, line: parts.line, onRefused }), readings: new Readings() }
  }, [employerId, parts, queries])

  useEffect(() => {
    const sessionPath = queryKeyOf(endpoints.session)[0]
    const stopWatching = live.readings.watch(queries, () => live.feed.position)
    const isRead: QueryFilters['predicate'] = ({ queryKey }) => queryKey[0] !== sessionPath
    let isJoining = true
    const stopListening = live.feed.listen({
      onReset: () => {
        const isFirst = isJoining
        isJoining = false
        void queries.invalidateQueries({
          predicate: ({ queryKey, meta }) => queryKey[0] !== sessionPath && !(isFirst && meta?.hearsItself),
        })
      },
      onEvents: (events) => {
        const mine = events.filter(
          (event) => event.type.startsWith('user.') && 'userId' in event.data && event.data.userId === userId,
        )
        if (mine.length === 0) return
        void checkSession(queries)
        if (!mine.some(({ type }) => rightsChanged.has(type))) return
        // What was read with other rights may hold what is not this person's to see any more.
        queries.removeQueries({ type: 'inactive', predicate: isRead })
        void queries.invalidateQueries({ predicate: isRead })
      },
    })
    const stopFeed = live.feed.start()
    return () => {
      stopWatching()
      stopListening()
      stopFeed()
    }
  }, [live, queries, userId])

  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLiveContext(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('Live pages stand inside LiveProvider.')
  return live
}
