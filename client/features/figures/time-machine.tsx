import { ActionIcon, Button, Select, Skeleton } from '@mantine/core'
import { IconHistory, IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Journey } from '#protocol/analytics'
import type { PostingSummary } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PastBoard } from './past-board.tsx'
import { PastStory } from './past-story.tsx'
import { boardAt, figuresAt, storyOf, type Told, toldBy } from './replay.ts'
import classes from './time-machine.module.css'
import { usePostingList } from './use-figures.ts'
import { useJourneys } from './use-journeys.ts'
import { speeds, usePlay } from './use-play.ts'
import { count, momentWords } from './words.ts'

/** The board and the figures of any past moment: scrub, play, see who did what. */
export default function TimeMachine() {
  const list = usePostingList()
  if (list.status === 'loading') return <Loading />
  if (list.status === 'failed') {
    return <ErrorState title="The postings could not be loaded" message={messageOf(list.error)} retry={list.retry} />
  }
  const postings = list.data.items.filter(({ counts }) => counts.applications > 0)
  if (postings.length > 0) return <OfPosting postings={postings} />
  return (
    <EmptyState icon={<IconHistory size={28} />} title="No past to show yet">
      Once candidates apply, every move of every card can be seen again here.
    </EmptyState>
  )
}

const Loading = () => <Skeleton height={420} radius={12} mt="md" role="status" aria-label="Loading the past" />

function OfPosting({ postings }: { postings: readonly PostingSummary[] }) {
  const search = new URLSearchParams(useSearch())
  const [, navigate] = useLocation()
  const posting = postings.find(({ id }) => id === search.get('job')) ?? postings[0]
  const live = useJourneys(posting?.id ?? null)
  return (
    <div>
      <Select
        label="Posting"
        className={classes.posting ?? ''}
        data={postings.map(({ id, title }) => ({ value: id, label: title }))}
        value={posting?.id ?? null}
        onChange={(id) => id !== null && navigate(`/figures/time?job=${encodeURIComponent(id)}`, { replace: true })}
        allowDeselect={false}
        searchable
      />
      {live.status === 'failed' ? (
        <ErrorState title="The past could not be loaded" message={messageOf(live.error)} retry={live.retry} />
      ) : live.status === 'loading' || !posting ? (
        <Loading />
      ) : (
        <Machine key={posting.id} posting={posting} journeys={live.data} />
      )}
    </div>
  )
}

function Machine({ posting, journeys }: { posting: PostingSummary; journeys: readonly Journey[] }) {
  const story = useMemo(() => storyOf(journeys), [journeys])
  const first = Date.parse(story[0]?.move.at ?? posting.createdAt)
  const play = usePlay(first)
  const board = useMemo(() => boardAt(journeys, play.at), [journeys, play.at])
  const figures = useMemo(() => figuresAt(journeys, play.at), [journeys, play.at])
  const done = toldBy(story, play.at)
  const Icon = play.isPlaying ? IconPlayerPause : IconPlayerPlay
  return (
    <div className={classes.machine}>
      <div className={classes.controls}>
        <ActionIcon
          size={44}
          variant="filled"
          color="indigo"
          radius={22}
          aria-label={play.isPlaying ? 'Pause' : 'Play'}
          onClick={play.toggle}
        >
          <Icon size={22} />
        </ActionIcon>
        <div className={classes.scrub}>
          <input
            type="range"
            min={first}
            max={play.now}
            step={60_000}
            value={play.at}
            aria-label="Moment"
            aria-valuetext={momentWords(play.at)}
            onChange={({ currentTarget: { value } }) => play.go(Number(value))}
          />
          <Ticks story={story} first={first} now={play.now} />
        </div>
        <output className={classes.moment}>{play.isNow ? 'Now' : momentWords(play.at)}</output>
        <Button
          variant="default"
          size="compact-md"
          disabled={done >= story.length}
          leftSection={<IconPlayerSkipForward size={16} stroke={1.75} />}
          onClick={() => play.go(Date.parse(story[done]?.move.at ?? '') || play.now)}
        >
          Next move
        </Button>
        <Select
          className={classes.speed ?? ''}
          aria-label="Speed"
          data={speeds.map(({ value, label }) => ({ value, label }))}
          value={play.speed}
          onChange={(value) => value !== null && play.setSpeed(value)}
          allowDeselect={false}
        />
      </div>
      <dl className={classes.figures}>
        {(
          [
            ['Applications', figures.applications],
            ['In play', figures.inPlay],
            ['On hold', figures.onHold],
            ['Viewed', figures.viewed],
            ['Hired', figures.hired],
            ['Rejected', figures.rejected],
          ] as const
        ).map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(n)}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.past}>
        <PastBoard stages={posting.stages} board={board} at={play.at} />
        <PastStory story={story} done={done} posting={posting} />
      </div>
    </div>
  )
}

const tickCount = 120

/** Where on the way something happened, the more the darker. */
function Ticks({ story, first, now }: { story: readonly Told[]; first: number; now: number }) {
  const heights = useMemo(() => {
    const sums = new Array<number>(tickCount).fill(0)
    for (const { move } of story) {
      const place = Math.floor(((Date.parse(move.at) - first) / Math.max(1, now - first)) * tickCount)
      const i = Math.max(0, Math.min(tickCount - 1, place))
      sums[i] = (sums[i] ?? 0) + 1
    }
    const most = Math.max(1, ...sums)
    return sums.map((n) => (n === 0 ? 0 : 3 + (13 * n) / most))
  }, [story, first, now])
  return (
    <svg className={classes.ticks} viewBox={`0 0 ${tickCount} 16`} preserveAspectRatio="none" aria-hidden="true">
      {heights.map((height, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place.
        height > 0 ? <rect key={i} x={i + 0.15} y={16 - height} width={0.7} height={height} /> : null,
      )}
    </svg>
  )
}
