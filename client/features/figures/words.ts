import type { Analytics, Duration } from '#protocol/analytics'
import type { Channel } from '#protocol/applications'
import { defaultStages, type StageKind } from '#protocol/postings'
import { counted } from '../../ui/counted.ts'

export const channelWords: Readonly<Record<Channel, string>> = {
  careers_page: 'Careers page',
  linkedin: 'LinkedIn',
  job_board: 'Job boards',
  referral: 'Referrals',
  agency: 'Agencies',
  event: 'Events',
  search: 'Search engines',
  social: 'Social media',
  other: 'Elsewhere',
  unknown: 'Not said',
}

export const statusWords = {
  active: 'Active',
  on_hold: 'On hold',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  hired: 'Hired',
} as const

const kinds: ReadonlyMap<string, string> = new Map(defaultStages.map(({ kind, name }) => [kind, name]))
export const kindWords = (kind: string): string => kinds.get(kind) ?? kind

export const count = (n: number): string => n.toLocaleString('en-GB')
export const share = (part: number): string => `${Math.round(part * 100)}%`

/** `under an hour`, `5 hours`, `6 days`; null: `not known yet`. */
export function lasting(hours: number | null): string {
  if (hours === null) return 'not known yet'
  if (hours < 1) return 'under an hour'
  if (hours < 72) return hours === 1 ? '1 hour' : `${hours} hours`
  return `${Math.floor(hours / 24)} days`
}

type Timed = Pick<Duration, 'n' | 'medianHours' | 'p80Hours'>
const half = ({ medianHours }: Timed): string => lasting(medianHours)

/** What a card says in one sentence. */
export const sentences = {
  summary: ({ jobPostings: { applications, active, total } }: Analytics): string =>
    applications === 0
      ? 'Nobody has applied yet.'
      : `${count(applications)} ${applications === 1 ? 'application' : 'applications'} to ${count(total)} ${
          total === 1 ? 'posting' : 'postings'
        }, ${count(active)} of them open.`,
  firstAnswer: ({ firstAnswer }: Analytics): string =>
    firstAnswer.medianHours === null
      ? 'Too few have had an answer to say how long it takes.'
      : `Half of candidates wait ${half(firstAnswer)} for the first answer.`,
  funnel: ({ funnel: { stages } }: Analytics): string => {
    const at = (kind: StageKind) => stages.find((stage) => stage.kind === kind)?.reached ?? 0
    const all = at('applied')
    return all === 0
      ? 'There is no way through the pipeline to show yet.'
      : `Of ${counted(all, 'application')}, ${count(at('interview'))} came as far as an interview and ${count(at('hired'))} to a contract.`
  },
  timeInStage: ({ timeInStage: { stages } }: Analytics): string => {
    const known = stages.filter(({ medianHours }) => medianHours !== null)
    const longest = known.reduce<(typeof known)[number] | null>(
      (most, stage) => ((stage.medianHours ?? 0) > (most?.medianHours ?? -1) ? stage : most),
      null,
    )
    return longest === null
      ? 'Nobody has left a stage yet.'
      : `They wait longest in ${kindWords(longest.kind)}: half of them ${half(longest)}.`
  },
  timeToHire: ({ timeToHire }: Analytics): string =>
    timeToHire.medianHours === null
      ? 'Too few were hired to say how long it takes.'
      : `Half of hires took ${half(timeToHire)}${timeToHire.medianHours < 1 ? '' : ' or less'} from the application.`,
  weeks: ({ weeks: { weeks } }: Analytics): string => {
    const busiest = weeks.reduce<(typeof weeks)[number] | null>(
      (most, week) => (week.applications > (most?.applications ?? 0) ? week : most),
      null,
    )
    return busiest === null
      ? 'No week has brought an application yet.'
      : `The busiest week, from ${dayWords(busiest.week)}, brought ${count(busiest.applications)}.`
  },
  sources: ({ sources: { channels } }: Analytics): string => {
    if (channels.length === 0) return 'Nobody has applied yet.'
    // What candidates did not name tells nobody where to look for more.
    const named = channels.filter(({ channel }) => channel !== 'other' && channel !== 'unknown')
    const [first] = named
    if (!first) return 'No candidate has named a source yet.'
    const hiring = named
      .filter(({ hired }) => hired > 0)
      .sort((x, y) => y.hired / y.applications - x.hired / x.applications)[0]
    const most = `Named most often: ${channelWords[first.channel]}.`
    return hiring ? `${most} Best share of hires: ${channelWords[hiring.channel]}.` : most
  },
  outcomes: ({ outcomes: { counts } }: Analytics): string => {
    const of = (status: keyof typeof statusWords) => counts.find((one) => one.status === status)?.n ?? 0
    const ended = `${count(of('rejected'))} were rejected, ${count(of('withdrawn'))} withdrew`
    return `${count(of('active'))} are in play, ${count(of('on_hold'))} on hold; ${ended}.`
  },
  responseTimes: ({ decision }: Analytics): string =>
    decision.medianHours === null
      ? 'Too few are decided to say how long it takes.'
      : `Half of candidates know the outcome within ${half(decision)}.`,
  reviewerAgreement: ({ reviewerAgreement: { share: of, panels } }: Analytics): string =>
    of === null
      ? 'Reviewers are compared from five revealed panels up; readers from outside see it of all postings and times together.'
      : `In ${count(panels ?? 0)} panels, reviewers agree on ${share(of)} of scores.`,
} as const

/** `3 March 2026`, of a day as `2026-03-03`. */
export const dayWords = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

/** `3 Mar`, for the axis of a chart. */
export const shortDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `12 more`, `3 fewer`, `as many`: against the period before. */
export function comparedWith(now: number, before: number): string {
  if (now === before) return 'as many as before'
  return now > before ? `${count(now - before)} more than before` : `${count(before - now)} fewer than before`
}

/** `Sun 22 Nov 2026, 16:55`, in the reader's own zone. */
export const momentWords = (at: number): string =>
  new Date(at)
    .toLocaleString('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
    .replace(/^(\w+),/, '$1')
