import { Skeleton } from '@mantine/core'
import { Link } from 'wouter'
import type { Analytics } from '#protocol/analytics'
import { defaultStages } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { counted } from '../../ui/counted.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { Tip } from '../../ui/tip.tsx'
import { useGlowOnce } from '../../ui/use-glow-once.ts'
import classes from './home.module.css'
import { useFigures } from './use-home-data.ts'

/** How it stands, to the second. */
export function Figures() {
  const live = useFigures()
  return (
    <section aria-labelledby="figures">
      <div className={classes.sectionTop}>
        <h2 className={classes.sectionTitle} id="figures">
          Right now
          {live.status === 'stale' ? (
            <span className={classes.dim}>
              {' '}
              · as of <TimeAgo at={live.data.asOf} />
            </span>
          ) : null}
        </h2>
        <Link href="/figures" className={classes.more ?? ''}>
          All figures
        </Link>
      </div>
      {live.status === 'failed' ? (
        <ErrorState
          compact
          title="The figures could not be loaded"
          message={messageOf(live.error)}
          retry={live.retry}
        />
      ) : (
        <FigureRow figures={live.status === 'loading' ? null : live.data} />
      )}
    </section>
  )
}

function FigureRow({ figures }: { figures: Analytics | null }) {
  const postings = figures?.jobPostings
  const engagement = figures?.candidateEngagement
  return (
    <>
      <div className={classes.figures}>
        <Figure
          name="Open postings"
          value={postings ? String(postings.active) : null}
          meaning={postings ? `${counted(postings.total, 'posting')} in all` : 'All postings'}
        />
        <Figure
          name="Applications"
          value={postings ? postings.applications.toLocaleString('en-GB') : null}
          meaning="To all postings, whatever became of them"
        />
        <Figure name="Viewed" value={engagement?.viewRate ?? null} meaning="Applications somebody has opened, of all" />
        <Figure
          name="Interviewed"
          value={engagement?.interviewRate ?? null}
          meaning="Applications that reached an interview, of all"
        />
      </div>
      <Stages stages={figures?.pipeline ?? null} />
    </>
  )
}

function Figure({ name, value, meaning }: { name: string; value: string | null; meaning: string }) {
  const element = useGlowOnce<HTMLSpanElement>(value)
  return (
    <div className={classes.figure}>
      <Tip label={meaning}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what a figure counts must be reachable by keyboard. */}
        <span className={classes.figureName} tabIndex={0}>
          {name}
        </span>
      </Tip>
      <div>
        {value === null ? (
          <Skeleton height={26} width={56} my={5} />
        ) : (
          <span className={classes.figureValue} ref={element}>
            {value}
          </span>
        )}
      </div>
    </div>
  )
}

const stageNames: ReadonlyMap<string, string> = new Map(defaultStages.map(({ kind, name }) => [kind, name]))

function Stages({ stages }: { stages: Analytics['pipeline'] | null }) {
  if (stages === null) return <Skeleton height={160} mt="md" />
  const most = Math.max(1, ...stages.map(({ active }) => active))
  return (
    <dl className={classes.stages} aria-label="Active applications by stage">
      {stages.map(({ kind, active }) => (
        <div className={classes.stage} key={kind}>
          <dt>{stageNames.get(kind) ?? kind}</dt>
          <dd>
            <div className={classes.track} aria-hidden="true">
              {active > 0 ? <div className={classes.fill} style={{ width: `${(active / most) * 100}%` }} /> : null}
            </div>
          </dd>
          <dd className={classes.count}>{active.toLocaleString('en-GB')}</dd>
        </div>
      ))}
    </dl>
  )
}
