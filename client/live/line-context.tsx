import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { send } from '../rest/call.ts'
import { idempotencyKey } from '../rest/idempotency-key.ts'
import { checkSession } from './check-session.ts'
import { connection } from './connection.ts'
import { LiveLine } from './live-line.ts'
import { Outbox, type WaitingWrite } from './outbox.ts'
import { waitingWrites } from './waiting-writes.ts'
import { whenBack } from './when-back.ts'

export interface Line {
  readonly line: LiveLine
  readonly outbox: Outbox
}

const LineContext = createContext<Line | null>(null)

/** Connects the pages of one person, whichever employer is open, or none: what they change goes out. */
export function LineProvider(props: {
  userId: string
  onRefused: (write: WaitingWrite, error: unknown) => void
  children: ReactNode
}) {
  const { userId, onRefused, children } = props
  const queries = useQueryClient()
  const parts = useMemo<Line>(() => {
    const stored = waitingWrites(userId)
    return {
      line: new LiveLine(() => checkSession(queries)),
      outbox: new Outbox({
        send,
        newKey: idempotencyKey,
        now: Date.now,
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
  }, [userId, onRefused, queries])

  useEffect(() => {
    const { line, outbox } = parts
    const stopLine = line.start()
    const goOnline = () => {
      connection.set((facts) => ({ ...facts, online: true }))
      outbox.drain()
    }
    const goOffline = () => connection.set((facts) => ({ ...facts, online: false }))
    if (!navigator.onLine) goOffline()
    window.addEventListener('online', goOnline)
    window.addEventListener('offline', goOffline)
    const stopWatching = whenBack(() => {
      outbox.drain()
      // What could not be read while the server was away is read now, without a click.
      void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
    })
    outbox.drain()
    return () => {
      window.removeEventListener('online', goOnline)
      window.removeEventListener('offline', goOffline)
      stopWatching()
      stopLine()
      outbox.stop()
    }
  }, [parts, queries])

  return <LineContext value={parts}>{children}</LineContext>
}

export function useLine(): Line {
  const line = useContext(LineContext)
  if (!line) throw new Error('Pages of somebody signed in stand inside LineProvider.')
  return line
}
