import { lazy, type ReactNode } from 'react'
import type { Analytics, FigureCard } from '#protocol/analytics'
import { Card, Table } from './card.tsx'
import { FunnelBars } from './funnel-bars.tsx'
import { Num } from './number.tsx'
import { Summary } from './summary.tsx'
import { Times } from './times.tsx'
import { channelWords, count, dayWords, kindWords, lasting, sentences, share, shortDay, statusWords } from './words.ts'

const Bars = lazy(() => import('./charts.tsx').then(({ Bars }) => ({ default: Bars })))
const Weeks = lazy(() => import('./charts.tsx').then(({ Weeks }) => ({ default: Weeks })))

export const cardNames: Readonly<Record<FigureCard, string>> = {
  summary: 'At a glance',
  firstAnswer: 'First answer',
  funnel: 'Way through the pipeline',
  timeInStage: 'Time in stage',
  timeToHire: 'Time to hire',
  weeks: 'Applications by week',
  sources: 'Where applications come from',
  outcomes: 'Where they stand',
  responseTimes: 'How long candidates wait',
  reviewerAgreement: 'How reviewers agree',
}

export interface CardProps {
  readonly figures: Analytics
  /** The same of the period before; null: nobody compares. */
  readonly before: Analytics | null
}

const one = (name: FigureCard, figures: Analytics) => ({ name: cardNames[name], sentence: sentences[name](figures) })

export const cards: Readonly<Record<FigureCard, (props: CardProps) => ReactNode>> = {
  summary: ({ figures, before }) => (
    <Card
      {...one('summary', figures)}
      definition={`${figures.definitions.viewRate} ${figures.definitions.interviewRate}`}
      table={<Summary figures={figures} before={before} />}
      isWide
    />
  ),
  funnel: ({ figures, before }) => (
    <Card
      {...one('funnel', figures)}
      definition={figures.funnel.definition}
      table={<FunnelBars stages={figures.funnel.stages} before={before?.funnel.stages ?? null} />}
      isWide
    />
  ),
  weeks: ({ figures, before }) => <WeeksCard figures={figures} before={before} />,
  firstAnswer: ({ figures, before }) => (
    <Card
      {...one('firstAnswer', figures)}
      definition={figures.firstAnswer.definition}
      table={
        <Times
          times={[{ name: 'First answer', of: 'timed-answer', time: figures.firstAnswer, before: before?.firstAnswer }]}
        />
      }
    />
  ),
  timeToHire: ({ figures, before }) => (
    <Card
      {...one('timeToHire', figures)}
      definition={figures.timeToHire.definition}
      table={
        <Times times={[{ name: 'Hire', of: 'timed-hire', time: figures.timeToHire, before: before?.timeToHire }]} />
      }
    />
  ),
  responseTimes: ({ figures, before }) => (
    <Card
      {...one('responseTimes', figures)}
      definition={`${figures.firstView.definition} ${figures.decision.definition} ${figures.schedulingDelay.definition}`}
      table={
        <Times
          times={[
            { name: 'First look', of: 'timed-view', time: figures.firstView, before: before?.firstView },
            { name: 'Outcome', of: 'timed-decision', time: figures.decision, before: before?.decision },
            {
              name: 'Interview booked',
              of: 'timed-booking',
              time: figures.schedulingDelay,
              before: before?.schedulingDelay,
            },
          ]}
        />
      }
    />
  ),
  timeInStage: ({ figures }) => <TimeInStage figures={figures} />,
  sources: ({ figures }) => (
    <Card
      {...one('sources', figures)}
      definition={figures.sources.definition}
      chart={
        figures.sources.channels.length === 0 ? undefined : (
          <Bars
            data={figures.sources.channels.slice(0, 6).map(({ channel, applications, interviewed, hired }) => ({
              name: channelWords[channel],
              ...{ interviewed: Math.max(0, interviewed - hired), hired },
              rest: Math.max(0, applications - Math.max(interviewed, hired)),
            }))}
            series={[
              { name: 'hired', label: 'Hired', color: 'indigo.7' },
              { name: 'interviewed', label: 'Interviewed', color: 'indigo.4' },
              { name: 'rest', label: 'Not interviewed', color: 'gray.4' },
            ]}
            isStacked
          />
        )
      }
      table={
        <Table caption="Applications by source" heads={['Source', 'Applications', 'Interviewed', 'Hired']}>
          {figures.sources.channels.map(({ channel, applications, interviewed, hired }) => {
            const from = `from ${channelWords[channel]}`
            return (
              <tr key={channel}>
                <th scope="row">{channelWords[channel]}</th>
                <td>
                  <Num n={applications} of={`from-${channel}`} title={`Applications ${from}`} />
                </td>
                <td>
                  <Num n={interviewed} of={`interviewed-from-${channel}`} title={`Interviewed, ${from}`} />
                </td>
                <td>
                  <Num n={hired} of={`hired-from-${channel}`} title={`Hired, ${from}`} />
                </td>
              </tr>
            )
          })}
        </Table>
      }
    />
  ),
  outcomes: ({ figures }) => (
    <Card
      {...one('outcomes', figures)}
      definition={figures.outcomes.definition}
      table={
        <Table caption="Applications by where they stand" heads={['Status', 'Applications', 'Share']}>
          {figures.outcomes.counts.map(({ status, n }) => (
            <tr key={status}>
              <th scope="row">{statusWords[status]}</th>
              <td>
                <Num n={n} of={`is-${status}`} title={statusWords[status]} />
              </td>
              <td>{figures.jobPostings.applications === 0 ? '–' : share(n / figures.jobPostings.applications)}</td>
            </tr>
          ))}
        </Table>
      }
    />
  ),
  reviewerAgreement: ({ figures }) => {
    const { panels, definition } = figures.reviewerAgreement
    return (
      <Card
        {...one('reviewerAgreement', figures)}
        definition={definition}
        table={
          panels === null ? null : (
            <p>
              <Num n={panels} of="panel" title="Panels that are revealed" /> panels are compared.
            </p>
          )
        }
      />
    )
  },
}

function TimeInStage({ figures }: { figures: Analytics }) {
  const { stages, definition } = figures.timeInStage
  const known = stages.filter(({ n }) => n === null || n > 0)
  const isKnown = known.some(({ medianHours }) => medianHours !== null)
  return (
    <Card
      {...one('timeInStage', figures)}
      definition={definition}
      chart={
        isKnown ? (
          <Bars
            data={known.map(({ kind, medianHours, p80Hours }) => ({
              name: kindWords(kind),
              half: days(medianHours),
              most: days(p80Hours),
            }))}
            series={[
              { name: 'half', label: 'Half of them, days', color: 'indigo.7' },
              { name: 'most', label: 'Four in five, days', color: 'indigo.3' },
            ]}
          />
        ) : undefined
      }
      table={
        isKnown ? (
          <Table caption="Time in stage" heads={['Stage', 'Left it', 'Half waited', 'Four in five']}>
            {known.map(({ kind, n, medianHours, p80Hours }) => (
              <tr key={kind}>
                <th scope="row">{kindWords(kind)}</th>
                <td>
                  <Num n={n} of={`timed-stay-${kind}`} title={`Left ${kindWords(kind)}`} />
                </td>
                <td>{lasting(medianHours)}</td>
                <td>{lasting(p80Hours)}</td>
              </tr>
            ))}
          </Table>
        ) : null
      }
    />
  )
}

const days = (hours: number | null): number => Math.round(((hours ?? 0) / 24) * 10) / 10

function WeeksCard({ figures, before }: CardProps) {
  const { weeks, definition } = figures.weeks
  return (
    <Card
      {...one('weeks', figures)}
      definition={definition}
      isWide
      chart={
        weeks.length < 2 ? undefined : (
          <Weeks
            data={weeks.map(({ week, applications, interviewed }, i) => ({
              week: shortDay(week),
              ...{ applications, interviewed },
              before: before?.weeks.weeks[i]?.applications ?? 0,
            }))}
            isCompared={before !== null}
          />
        )
      }
      table={
        <Table caption="Applications by week" heads={['Week from', 'Applications', 'Interviewed', 'Hired']}>
          {[...weeks].reverse().map(({ week, applications, interviewed, hired }) => (
            <tr key={week}>
              <th scope="row">{dayWords(week)}</th>
              <td>{count(applications)}</td>
              <td>{count(interviewed)}</td>
              <td>{count(hired)}</td>
            </tr>
          ))}
        </Table>
      }
    />
  )
}
