import { exactTime, relativeTime } from './relative-time.ts'
import { Tip } from './tip.tsx'
import { useNow } from './use-now.ts'

/** How long ago, with the exact time and zone on hover, focus and touch. */
export function TimeAgo({ at }: { at: string }) {
  const clock = useNow()
  const then = Date.parse(at)
  // The shared clock moves in steps, and no two clocks agree: what has just happened is not ahead.
  const now = then > clock && then - clock < 45_000 ? then : clock
  const exact = exactTime(at)
  return (
    <Tip label={exact}>
      {/* Paper does not go on: there it is the time itself (base.css). */}
      <time dateTime={at} data-exact={exact}>
        {relativeTime(at, now)}
      </time>
    </Tip>
  )
}
