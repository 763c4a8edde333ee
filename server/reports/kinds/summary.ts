import type { Scope } from '../../store/scope.ts'
import { isWithinPeriod, readApplications, readPostings } from '../facts.ts'
import { daysBetween, median, percent, tenths } from '../numbers.ts'
import type { Chart, Criteria, OnProgress, Reader, ReportContent } from '../report.ts'
import { perWeek } from '../weeks.ts'

/** What came in during a period and what became of it, posting by posting. */
export async function summary(
  scope: Scope,
  reader: Reader,
  criteria: Criteria,
  onProgress: OnProgress,
): Promise<ReportContent> {
  const postings = await readPostings(scope, reader, criteria)
  const counts = new Map(postings.map(({ _id }) => [_id, noCounts()]))
  const all = noCounts()
  const daysToHire: number[] = []
  const arrivals: Date[] = []
  for await (const { posting, applications, share } of readApplications(scope, postings, criteria)) {
    onProgress(share)
    for (const application of applications) {
      for (const count of [all, counts.get(posting._id) ?? noCounts()]) {
        count.applications++
        count[application.status]++
        if (application.viewedAt) count.viewed++
        if (application.interviewedAt) count.interviewed++
      }
      arrivals.push(application.appliedAt)
      if (application.status === 'hired') daysToHire.push(daysBetween(application.appliedAt, application.stageSince))
    }
  }
  const hasPeriod = criteria.from !== null || criteria.to !== null
  // A posting belongs to a period in which it was made or somebody applied.
  const shown = postings.filter(
    ({ _id, createdAt }) => !hasPeriod || isWithinPeriod(createdAt, criteria) || counts.get(_id)?.applications,
  )
  return {
    title: 'Summary',
    figures: figuresOf(shown.length, shown.filter(({ state }) => state === 'published').length, all, daysToHire),
    columns: [
      { key: 'posting', label: 'Posting', kind: 'text' },
      { key: 'state', label: 'State', kind: 'state' },
      { key: 'applications', label: 'Applications', kind: 'number' },
      { key: 'viewed', label: 'Opened', kind: 'number' },
      { key: 'interviewed', label: 'Interviewed', kind: 'number' },
      { key: 'active', label: 'In play', kind: 'number' },
      { key: 'hired', label: 'Hired', kind: 'number' },
      { key: 'rejected', label: 'Rejected', kind: 'number' },
      { key: 'withdrawn', label: 'Withdrawn', kind: 'number' },
    ],
    rows: shown.map(({ _id, title, state }) => {
      const { applications, viewed, interviewed, active, on_hold, hired, rejected, withdrawn } =
        counts.get(_id) ?? noCounts()
      return [title, state, applications, viewed, interviewed, active + on_hold, hired, rejected, withdrawn]
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
  daysToHire: readonly number[],
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
      definition: 'Share of all applications that reached an interview.',
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
      value: tenths(median(daysToHire)),
      kind: 'days',
      definition: 'From the application to the hire: half of those hired waited less, half longer.',
    },
  ]
}

function arrivalsChart(arrivals: readonly Date[]): Chart {
  const weeks = perWeek(arrivals)
  return {
    title: 'Applications by week',
    kind: 'line',
    labels: weeks.map(({ week }) => week),
    series: [{ name: 'Applications', values: weeks.map(({ count }) => count) }],
  }
}
