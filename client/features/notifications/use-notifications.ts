import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Notification } from '#protocol/notifications'
import { endpoints } from '#protocol/notifications'
import { useLine } from '../../live/line-context.tsx'
import { hearsItself } from '../../live/live-context.tsx'
import { grace } from '../../live/use-joined.ts'
import { useWrite } from '../../live/use-write.ts'
import { queryOf } from '../../rest/queries.ts'

const read = queryOf(endpoints.listNotifications, { query: { limit: 30 } })

/** What I am told: read once that is followed, again whenever the server says that it changed, and whenever the line is open again. */
export function useNotifications() {
  const { line } = useLine()
  const queries = useQueryClient()
  const write = useWrite()
  const [mayRead, setMayRead] = useState(false)
  const query = useQuery({ ...read, enabled: mayRead, staleTime: Number.POSITIVE_INFINITY, meta: hearsItself })

  useEffect(() => {
    const timer = setTimeout(() => setMayRead(true), grace)
    return () => clearTimeout(timer)
  }, [])

  useEffect(() => {
    const readAgain = () => void queries.invalidateQueries({ queryKey: read.queryKey })
    return line.join({
      bind: (socket) => {
        socket.on('notifications:changed', readAgain)
        return () => socket.off('notifications:changed', readAgain)
      },
      onOpen: () => {
        // What came while the line was closed is read once it is followed, so nothing falls between the two.
        const follow = () => {
          setMayRead(true)
          readAgain()
        }
        line.ask('notifications:follow', {}).then(follow, follow)
      },
      onClose: () => undefined,
    })
  }, [line, queries])

  const markRead = async (which: readonly Notification[] | 'all'): Promise<void> => {
    const ids = which === 'all' ? null : which.filter(({ readAt }) => readAt === null).map(({ id }) => id)
    if (ids?.length === 0) return
    const now = new Date().toISOString()
    await queries.cancelQueries({ queryKey: read.queryKey })
    queries.setQueryData(read.queryKey, (before) => {
      if (!before) return before
      const items = before.items.map((item) =>
        ids?.includes(item.id) === false ? item : { ...item, readAt: item.readAt ?? now },
      )
      return { ...before, items, unread: ids === null ? 0 : Math.max(0, before.unread - ids.length) }
    })
    try {
      await write(endpoints.readNotifications, { body: ids === null ? { all: true } : { ids } }, 'What you have seen')
    } finally {
      void queries.invalidateQueries({ queryKey: read.queryKey })
    }
  }
  return { query, markRead }
}
