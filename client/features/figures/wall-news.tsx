import { useRef } from 'react'
import { endpoints, type FeedEntry } from '#protocol/feed-stream'
import type { FeedEvent } from '../../live/live-feed.ts'
import { useLive } from '../../live/use-live.ts'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { usePostings } from './use-figures.ts'
import classes from './wall.module.css'

const shown = 9

interface Line {
  readonly seq: number
  readonly at: string
  readonly words: string
  readonly jobId: string
  readonly stage: string
}

/** What is said of it to a whole room: no name, no code name, nobody who did it. Null: nothing. */
const words: Readonly<Record<string, string>> = {
  'application.received': 'A new application',
  'application.moved': 'Somebody moved on',
  'application.selected': 'Somebody was chosen for interviews',
  'application.hired': 'Somebody was hired',
  'interview.scheduled': 'An interview was booked',
  'scorecard.revealed': 'A panel turned over its ratings',
  'posting.transitioned': 'A posting changed its state',
}

function lineOf(entry: FeedEntry | FeedEvent): readonly Line[] {
  if (!('data' in entry)) return []
  const said = words[entry.type]
  if (said === undefined) return []
  const { jobId, stage } = entry.data as { jobId?: unknown; stage?: unknown }
  return [{ seq: entry.seq, at: entry.at, words: said, jobId: String(jobId ?? ''), stage: String(stage ?? '') }]
}

const withLines = (known: readonly Line[], more: readonly Line[]): readonly Line[] => {
  const seqs = new Set(known.map(({ seq }) => seq))
  return [...known, ...more.filter(({ seq }) => !seqs.has(seq))].sort((a, b) => b.seq - a.seq).slice(0, shown)
}

/** What just happened, as it happens. */
export function WallNews() {
  const { employerId } = useMembership()
  const postings = new Map<string, ReturnType<typeof usePostings>[number]>(usePostings().map((one) => [one.id, one]))
  const live = useLive<readonly Line[]>({
    key: employerId,
    load: async (signal) => {
      const { items } = await call(endpoints.readFeed, { params: { employerId }, query: { limit: 200 }, signal })
      return withLines([], items.flatMap(lineOf))
    },
    apply: (lines, event) => withLines(lines, lineOf(event)),
  })
  // What was there when the wall was opened is not news.
  const openedAt = useRef<number | null>(null)
  if (!('data' in live)) return null
  openedAt.current ??= live.data[0]?.seq ?? 0
  const before = openedAt.current
  if (live.data.length === 0) return <p className={classes.dim}>Nothing yet. What happens from now on shows here.</p>
  return (
    <ol className={classes.news}>
      {live.data.map(({ seq, at, words: said, jobId, stage }) => {
        const posting = postings.get(jobId)
        const place = posting?.stages.find(({ id }) => id === stage)?.name
        return (
          <li key={seq} className={seq > before ? 'cv-glow' : ''}>
            <div>
              {said}
              {said === words['application.moved'] && place ? ` to ${place}` : ''}
            </div>
            <div className={`${classes.dim} ${classes.where}`}>
              <span className={classes.cut}>{posting?.title ?? 'A posting'}</span>· <TimeAgo at={at} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}
