import { useEffect, useState } from 'react'
import { useLiveContext } from '../../live/live-context.tsx'

/** Rows that are done, as far as it was pushed: a hint may be lost, and never takes back what was said before. */
export function useProgress(importId: string): number {
  const { feed } = useLiveContext()
  const [done, setDone] = useState(0)
  useEffect(
    () =>
      feed.listen({
        onHint: ({ type, data }) => {
          if (type === 'import.progress' && data.importId === importId) {
            setDone((before) => Math.max(before, data.done))
          }
        },
      }),
    [feed, importId],
  )
  return done
}
