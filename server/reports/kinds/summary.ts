import { durationsOf, isInterviewed } from '../../analytics/counts.ts'
import { isWithinPeriod, readFacts, readPostings } from '../facts.ts'
import { day, daysIn, median, percent, tenths, toldOf } from '../numbers.ts'
import type { Chart, Making, ReportContent } from '../report.ts'
import { perWeek } from '../weeks.ts'

/** What came in during a period and what became of it, posting by posting. */
export async function summary(making: Making): Promise<ReportContent> {
  const { reader, criteria, timeZone } = making
  const dayOf = daysIn(timeZone)
  const postings = await readPostings(making)
  const counts = new Map(postings.map(({ _id }) => [_id, noCounts()]))
  const all = noCounts()
  const daysToHire: number[] = []
  const arrivals: string[] = []
  for await (const counted of readFacts(making, postings)) {
    for (const { posting, fact } of counted) {
      for (const count of [all, counts.get(posting._id) ?? noCounts()]) {
        count.applications++
        count[fact.standing.status]++
        if (fact.viewedAt) count.viewed++
        if (isInterviewed(fact)) count.interviewed++
      }
      arrivals.push(dayOf(fact.appliedAt))
      const { hire } = durationsOf(fact)
      if (hire !== undefined) daysToHire.push(hire / day)
    }
  }
  const hasPeriod = criteria.from !== null || criteria.to !== null
  // A posting belongs to a period in which it was made or somebody applied.
  const shown = postings.filter(
    ({ _id, createdAt }) => !hasPeriod || isWithinPeriod(createdAt, criteria) || counts.get(_id)?.applications,
  )
  return {
    title: 'Summary',
    figures: figuresOf(
      shown.length,
      shown.filter(({ state }) => state === 'published').length,
      all,
      toldOf(reader, daysToHire, median),
    ),
    columns: [
      { key: 'posting', label: 'Posting', kind: 'text' },
      { key: 'state', label: 'State', kind: 'state' },
      { key: 'applications', label: 'Applications', kind: 'number' },
      { key: 'viewed', label: 'Opened', kind: 'number' },
      { key: 'interviewed', label: 'Interviewed', kind: 'number' },
      { key: 'active', label: 'In play', kind: 'number' },
      { key: 'onHold', label: 'On hold', kind: 'number' },
      { key: 'hired', label: 'Hired', kind: 'number' },
      { key: 'rejected', label: 'Rejected', kind: 'number' },
      { key: 'withdrawn', label: 'Withdrawn', kind: 'number' },
    ],
    rows: shown.map(({ _id, title, state }) => {
      const { applications, viewed, interviewed, active, on_hold, hired, rejected, withdrawn } =
        counts.get(_id) ?? noCounts()
      return [title, state, applications, viewed, interviewed, active, on_hold, hired, rejected, withdrawn]
    }),
    charts: arrivals.length === 0 ? [] : [arrivalsChart(arrivals)],
    notes: ['People count by the day they applied. What became of them is as it stands now.'],
  }
}

const noCounts = () => ({
  ...{ applications: 0, viewed: 0, interviewed: 0 },
  ...{ active: 0, on_hold: 0, rejected: 0, withdrawn: 0, hired: 0 },
})

function figuresOf(
  postings: number,
  published: number,
  all: ReturnType<typeof noCounts>,
  daysToHire: number | null,
): ReportContent['figures'] {
  return [
    {
      key: 'postings',
      label: 'Postings',
      value: postings,
      kind: 'number',
      definition: 'Postings that the report is about.',
    },
    {
      key: 'published',
      label: 'Published now',
      value: published,
      kind: 'number',
      definition: 'Those that people can apply for.',
    },
    {
      key: 'applications',
      label: 'Applications',
      value: all.applications,
      kind: 'number',
      definition: 'Applications that arrived.',
    },
    {
      key: 'viewRate',
      label: 'Opened',
      value: percent(all.viewed, all.applications),
      kind: 'percent',
      definition: 'Share of all applications that somebody of the team opened.',
    },
    {
      key: 'interviewRate',
      label: 'Interviewed',
      value: percent(all.interviewed, all.applications),
      kind: 'percent',
      definition: 'Share of all applications that were in a stage of kind interview, or whose interview took place.',
    },
    {
      key: 'hired',
      label: 'Hired',
      value: all.hired,
      kind: 'number',
      definition: 'Applications that ended with a hire.',
    },
    {
      key: 'daysToHire',
      label: 'Days to hire',
      value: tenths(daysToHire),
      kind: 'days',
      definition: 'From the application to the hire, of those who are hired now: half waited less, half longer.',
    },
  ]
}

function arrivalsChart(arrivals: readonly string[]): Chart {
  const weeks = perWeek(arrivals)
  return {
    title: 'Applications by week',
    kind: 'line',
    labels: weeks.map(({ week }) => week),
    series: [{ name: 'Applications', values: weeks.map(({ count }) => count) }],
  }
}
