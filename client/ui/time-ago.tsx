import { exactTime, relativeTime } from './relative-time.ts'
import { Tip } from './tip.tsx'
import { useNow } from './use-now.ts'

/** How long ago, with the exact time and zone on hover, focus and touch. */
export function TimeAgo({ at }: { at: string }) {
  const clock = useNow()
  const then = Date.parse(at)
  // The shared clock moves in steps, and no two clocks agree: what has just happened is not ahead.
  const now = then > clock && then - clock < 45_000 ? then : clock
  return (
    <Tip label={exactTime(at)}>
      <time dateTime={at}>{relativeTime(at, now)}</time>
    </Tip>
  )
}
