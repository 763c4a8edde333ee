import { ActionIcon } from '@mantine/core'
import { IconArrowsMaximize, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Analytics } from '#protocol/analytics'
import { useMembership } from '../../rest/membership.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useGlowOnce } from '../../ui/use-glow-once.ts'
import { readShown } from './period.ts'
import { useFigures } from './use-figures.ts'
import classes from './wall.module.css'
import { WallNews } from './wall-news.tsx'
import { count, kindWords, sentences } from './words.ts'

const everything = readShown(new URLSearchParams())

/** For a screen in the office: large figures, what just happened, and nobody's name. */
export default function Wall() {
  const { companyName } = useMembership()
  const [, navigate] = useLocation()
  const live = useFigures(everything)
  const wall = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      // In full screen, Escape ends that first.
      if (key === 'Escape' && !document.fullscreenElement) navigate('/figures')
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [navigate])
  return (
    <div className={classes.wall} ref={wall}>
      <title>Wall · ClearView</title>
      <header className={classes.head}>
        <h1>{companyName}</h1>
        <div className={classes.actions}>
          {'data' in live ? (
            <span className={classes.dim}>
              {live.status === 'live' ? 'Live' : 'As of'} · <TimeAgo at={live.data.asOf} />
            </span>
          ) : null}
          <ActionIcon size="lg" aria-label="Full screen" onClick={() => void wall.current?.requestFullscreen()}>
            <IconArrowsMaximize size={20} stroke={1.75} />
          </ActionIcon>
          <ActionIcon
            size="lg"
            aria-label="Leave the wall"
            onClick={() => {
              if (document.fullscreenElement) void document.exitFullscreen()
              navigate('/figures')
            }}
          >
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </div>
      </header>
      {'data' in live ? <Figures figures={live.data} /> : null}
    </div>
  )
}

function Figures({ figures }: { figures: Analytics }) {
  const hired = figures.outcomes.counts.find(({ status }) => status === 'hired')?.n ?? 0
  const week = figures.weeks.weeks.at(-1)
  const most = Math.max(1, ...figures.pipeline.map(({ active }) => active))
  return (
    <div className={classes.grid}>
      <div className={classes.numbers}>
        <Big name="Applications" value={count(figures.jobPostings.applications)} />
        <Big name="Newest week" value={count(week?.applications ?? 0)} />
        <Big name="Viewed" value={figures.candidateEngagement.viewRate} />
        <Big name="Interviewed" value={figures.candidateEngagement.interviewRate} />
        <Big name="Hired" value={count(hired)} />
        <Big name="Open postings" value={count(figures.jobPostings.active)} />
      </div>
      <section className={classes.panel} aria-label="Active by stage">
        <h2>Active by stage</h2>
        <dl className={classes.bars}>
          {figures.pipeline.map(({ kind, active }) => (
            <div key={kind}>
              <dt>{kindWords(kind)}</dt>
              <dd aria-hidden="true" className={classes.track}>
                {active > 0 ? <div style={{ width: `${(active / most) * 100}%` }} /> : null}
              </dd>
              <dd className={classes.count}>{count(active)}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.sentence}>{sentences.firstAnswer(figures)}</p>
        <p className={classes.sentence}>{sentences.timeToHire(figures)}</p>
      </section>
      <section className={classes.panel} aria-label="Just now">
        <h2>Just now</h2>
        <WallNews />
      </section>
    </div>
  )
}

function Big({ name, value }: { name: string; value: string }) {
  const element = useGlowOnce<HTMLDivElement>(value)
  return (
    <div className={classes.big}>
      <div className={classes.value} ref={element}>
        {value}
      </div>
      <div className={classes.name}>{name}</div>
    </div>
  )
}
