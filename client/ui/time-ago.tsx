import { Tooltip } from '@mantine/core'
import { exactTime, relativeTime } from './relative-time.ts'
import { useNow } from './use-now.ts'

/** How long ago, with the exact time and zone on hover, focus and touch. */
export function TimeAgo({ at }: { at: string }) {
  // Just after loading, the shared clock may stand before what has just happened.
  const now = Math.max(useNow(), Date.now() - 20_000)
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={at}>{relativeTime(at, now)}</time>
    </Tooltip>
  )
}
