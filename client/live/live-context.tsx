import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { endpoints } from '#protocol/auth'
import type { EmployerId } from '#protocol/ids'
import { send } from '../rest/call.ts'
import { CallError } from '../rest/call-error.ts'
import { idempotencyKey } from '../rest/idempotency-key.ts'
import { queryKeyOf } from '../rest/queries.ts'
import { refreshSession } from '../rest/session.ts'
import { connection } from './connection.ts'
import { LiveFeed } from './live-feed.ts'
import { LiveLine } from './live-line.ts'
import { Outbox, type WaitingWrite } from './outbox.ts'
import { waitingWrites } from './waiting-writes.ts'

interface Live {
  readonly line: LiveLine
  readonly feed: LiveFeed
  readonly outbox: Outbox
}

const LiveContext = createContext<Live | null>(null)

/** Connects the pages of one person at one employer: entries come in, changes go out. */
export function LiveProvider(props: {
  employerId: EmployerId
  userId: string
  onRefused: (write: WaitingWrite, error: unknown) => void
  children: ReactNode
}) {
  const { employerId, userId, onRefused, children } = props
  const queries = useQueryClient()
  const live = useMemo<Live>(() => {
    const stored = waitingWrites(userId)
    const line = new LiveLine(() => checkSession(queries))
    return {
      line,
      feed: new LiveFeed({ employerId, line, onRefused: () => void checkSession(queries) }),
      outbox: new Outbox({
        send,
        newKey: idempotencyKey,
        load: stored.load,
        save: stored.save,
        later: (run, milliseconds) => {
          const timer = setTimeout(run, milliseconds)
          return () => clearTimeout(timer)
        },
        onCount: (waiting) => connection.set((facts) => ({ ...facts, waiting })),
        onRefused,
      }),
    }
  }, [employerId, userId, onRefused, queries])

  useEffect(() => {
    const sessionPath = queryKeyOf(endpoints.session)[0]
    const stopListening = live.feed.listen({
      onReset: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionPath }),
      onEvents: (events) => {
        const mine = events.some(
          (event) => event.type.startsWith('user.') && 'userId' in event.data && event.data.userId === userId,
        )
        if (mine) void checkSession(queries)
      },
    })
    const stopFeed = live.feed.start()
    const stopLine = live.line.start()
    const goOnline = () => {
      connection.set((facts) => ({ ...facts, online: true }))
      live.outbox.drain()
    }
    const goOffline = () => connection.set((facts) => ({ ...facts, online: false }))
    if (!navigator.onLine) goOffline()
    window.addEventListener('online', goOnline)
    window.addEventListener('offline', goOffline)
    let link = connection.get().link
    const stopWatching = connection.subscribe(() => {
      const before = link
      link = connection.get().link
      if (before === 'open' || link !== 'open') return
      live.outbox.drain()
      // What could not be read while the server was away is read now, without a click.
      void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
    })
    live.outbox.drain()
    return () => {
      window.removeEventListener('online', goOnline)
      window.removeEventListener('offline', goOffline)
      stopWatching()
      stopListening()
      stopFeed()
      stopLine()
      live.outbox.stop()
    }
  }, [live, queries, userId])

  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLiveContext(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('Live pages stand inside LiveProvider.')
  return live
}

/** Reads the session again, and with it every right. A refused one reaches `onSignedOut` by the call itself. */
async function checkSession(queries: QueryClient): Promise<'signed-in' | 'signed-out' | 'unknown'> {
  try {
    await refreshSession(queries)
    return 'signed-in'
  } catch (error) {
    return error instanceof CallError && error.code === 'not-signed-in' ? 'signed-out' : 'unknown'
  }
}
