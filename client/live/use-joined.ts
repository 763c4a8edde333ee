import { useEffect, useState } from 'react'
import { useLiveContext } from './live-context.tsx'

/** Reading waits this long, in milliseconds, for what tells of changes; a page without a live connection is better than no page. */
export const grace = 800

/** True once snapshots may be read: the feed was joined, so no change can fall between the two, or it takes too long. */
export function useJoined(): boolean {
  const { feed } = useLiveContext()
  const [isReady, setIsReady] = useState(feed.hasJoined)
  useEffect(() => {
    if (feed.hasJoined) {
      setIsReady(true)
      return
    }
    const timer = setTimeout(() => setIsReady(true), grace)
    const stop = feed.listen({ onReset: () => setIsReady(true) })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [feed])
  return isReady
}
