import type { Analytics, Duration } from '#protocol/analytics'
import { ApplicationStatus, Channel } from '#protocol/applications'
import { StageKind } from '#protocol/postings'
import { histogramOf, quantile } from './counts.ts'
import { definitions } from './definitions.ts'
import type { DaySums, Sums } from './figures.ts'

/** Of fewer, how long somebody took or how they rate would tell of one person. */
export const smallestGroup = 5

type Postings = Pick<Analytics['jobPostings'], 'total' | 'active'>

/** For whom an answer is. */
interface Asked {
  /** By somebody from outside: what is said of fewer than five is left out. */
  readonly isGuarded: boolean
  /** Of some postings, or of a period. */
  readonly isOfPart: boolean
}

/** Pure: the answer from the sums. */
export function answerOf(sums: Sums, jobs: Postings, asked: Asked): Omit<Analytics, 'fairness'> {
  const { isGuarded, isOfPart } = asked
  const { counts } = sums
  const asOf = sums.asOf.toISOString()
  const n = (name: string) => counts.get(name) ?? 0
  const say = (name: keyof typeof definitions) => ({ definition: definitions[name], asOf })
  const duration = (name: string): Omit<Duration, 'definition' | 'asOf'> => {
    const histogram = histogramOf(counts, name)
    const all = histogram.reduce((sum, bucket) => sum + bucket.n, 0)
    if (isGuarded && all < smallestGroup) return { n: null, medianHours: null, p80Hours: null }
    return { n: all, medianHours: quantile(histogram, 0.5), p80Hours: quantile(histogram, 0.8) }
  }
  return {
    jobPostings: { ...jobs, applications: n('all') },
    candidateEngagement: {
      viewRate: percent(n('viewed'), n('all')),
      interviewRate: percent(n('interviewed'), n('all')),
    },
    pipeline: StageKind.options.map((kind) => ({ kind, active: n(`now-${kind}`) })),
    outcomes: {
      ...say('outcomes'),
      counts: ApplicationStatus.options.map((status) => ({ status, n: n(`is-${status}`) })),
    },
    funnel: { ...say('funnel'), stages: StageKind.options.map((kind) => funnelStage(kind, n)) },
    timeInStage: {
      ...say('timeInStage'),
      stages: StageKind.options.map((kind) => ({ kind, ...duration(`stay-${kind}`) })),
    },
    timeToHire: { ...say('timeToHire'), ...duration('hire') },
    firstView: { ...say('firstView'), ...duration('view') },
    firstAnswer: { ...say('firstAnswer'), ...duration('answer') },
    decision: { ...say('decision'), ...duration('decision') },
    schedulingDelay: { ...say('schedulingDelay'), ...duration('booking') },
    reviewerAgreement: {
      ...say('reviewerAgreement'),
      // Two parts could be subtracted. Who is of the company may open each panel.
      ...(isGuarded && isOfPart ? noAgreement : agreement(n('panel'), n('agreement'))),
    },
    sources: {
      ...say('sources'),
      channels: Channel.options
        .map((channel) => ({
          channel,
          applications: n(`from-${channel}`),
          interviewed: n(`interviewed-from-${channel}`),
          hired: n(`hired-from-${channel}`),
        }))
        .filter(({ applications }) => applications > 0)
        .sort((a, b) => b.applications - a.applications),
    },
    weeks: { ...say('weeks'), weeks: weeksOf(sums.days) },
    definitions: {
      applications: definitions.applications,
      viewRate: definitions.viewRate,
      interviewRate: definitions.interviewRate,
      pipeline: definitions.pipeline,
    },
    asOf,
    stale: sums.isStale,
  }
}

function funnelStage(kind: StageKind, n: (name: string) => number): Analytics['funnel']['stages'][number] {
  const [passed, stopped] = [n(`passed-${kind}`), n(`stopped-${kind}`)]
  const left = passed + stopped
  return {
    kind,
    reached: n(`reached-${kind}`),
    passed,
    stopped,
    waiting: n(`waiting-${kind}`),
    passThrough: kind === 'hired' || left === 0 ? null : passed / left,
  }
}

const noAgreement = { panels: null, share: null }

/** What few people think of candidates is nobody else's to work out: the same for every reader. */
const agreement = (panels: number, sum: number) =>
  panels < smallestGroup ? noAgreement : { panels, share: Math.round(sum / panels) / 100 }

/** `20%`; with a decimal where whole per cent would say "none" of a few, or "all" of nearly all. */
export function percent(part: number, all: number): string {
  return all === 0 ? '0%' : `${perCent(part, all)}%`
}

/** The same as a number, of more than nothing. */
export function perCent(part: number, all: number): number {
  const exact = (100 * part) / all
  const whole = Math.round(exact)
  const misleads = (whole === 0 && part > 0) || (whole === 100 && part < all)
  return misleads ? Math.min(99.9, Math.max(0.1, Math.round(exact * 10) / 10)) : whole
}

const day = 86_400_000

const mondayOf = (of: string): number => {
  const at = Date.parse(`${of}T00:00:00Z`)
  return at - ((new Date(at).getUTCDay() + 6) % 7) * day
}

function weeksOf(days: ReadonlyMap<string, DaySums>): Analytics['weeks']['weeks'] {
  const sums = new Map<number, { -readonly [Name in keyof DaySums]: DaySums[Name] }>()
  for (const [of, { applications, interviewed, hired }] of days) {
    if (applications === 0) continue
    const week = sums.get(mondayOf(of)) ?? { applications: 0, interviewed: 0, hired: 0 }
    sums.set(mondayOf(of), week)
    week.applications += applications
    week.interviewed += interviewed
    week.hired += hired
  }
  const known = [...sums.keys()]
  if (known.length === 0) return []
  const [first, last] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
  return Array.from({ length: (last - first) / (7 * day) + 1 }, (_, i) => {
    const monday = first + i * 7 * day
    const none = { applications: 0, interviewed: 0, hired: 0 }
    return { week: new Date(monday).toISOString().slice(0, 10), ...(sums.get(monday) ?? none) }
  })
}
