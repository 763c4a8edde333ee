import type { ReactNode } from 'react'
import type { Analytics } from '#protocol/analytics'
import { useGlowOnce } from '../../ui/use-glow-once.ts'
import classes from './figures.module.css'
import { Num } from './number.tsx'
import { comparedWith, count } from './words.ts'

/** The five numbers that everybody asks for first. */
export function Summary({ figures, before }: { figures: Analytics; before: Analytics | null }) {
  const { jobPostings, candidateEngagement, outcomes, funnel } = figures
  const hiredOf = (of: Analytics) => of.outcomes.counts.find(({ status }) => status === 'hired')?.n ?? 0
  const hired = hiredOf(figures)
  const inPlay = outcomes.counts.find(({ status }) => status === 'active')?.n ?? 0
  const all = funnel.stages[0]?.reached ?? 0
  return (
    <div className={classes.summary}>
      <Big
        name="Applications"
        change={jobPostings.applications}
        note={before && comparedWith(jobPostings.applications, before.jobPostings.applications)}
      >
        <Num n={all} of="all" title="All applications" />
      </Big>
      <Big
        name="Viewed"
        change={candidateEngagement.viewRate}
        note={before && `${before.candidateEngagement.viewRate} before`}
      >
        <Num n={all} of="viewed" title="Viewed" text={candidateEngagement.viewRate} />
      </Big>
      <Big
        name="Interviewed"
        change={candidateEngagement.interviewRate}
        note={before && `${before.candidateEngagement.interviewRate} before`}
      >
        <Num n={all} of="interviewed" title="Interviewed" text={candidateEngagement.interviewRate} />
      </Big>
      <Big name="Hired" change={hired} note={before && comparedWith(hired, hiredOf(before))}>
        <Num n={hired} of="is-hired" title="Hired" />
      </Big>
      <Big name="Active now" change={inPlay} note={`${count(jobPostings.active)} open postings`}>
        <Num n={inPlay} of="is-active" title="Active now" />
      </Big>
    </div>
  )
}

function Big(props: { name: string; change: string | number; note: string | null; children: ReactNode }) {
  const element = useGlowOnce<HTMLDivElement>(props.change)
  return (
    <div>
      <div className={classes.bigName}>{props.name}</div>
      <div className={classes.big} ref={element}>
        {props.children}
      </div>
      {props.note ? <div className={classes.dim}>{props.note}</div> : null}
    </div>
  )
}
