/** @jsxImportSource hono/jsx */
import type { PortalInterview } from '#protocol/portal-interviews'
import { timeInWords } from '../interviews/time/clock.ts'

interface Props {
  readonly interview: PortalInterview
  readonly secret: string
}

/** A time of this length, for people, in the zone that the company named. */
export function inWords({ timeZone, startsAt, endsAt }: Pick<PortalInterview, 'timeZone' | 'startsAt' | 'endsAt'>) {
  return startsAt && endsAt ? timeInWords(new Date(startsAt), new Date(endsAt), timeZone) : ''
}

const headlines: Readonly<Record<PortalInterview['state'], string>> = {
  proposed: 'Choose a time for your interview',
  scheduled: 'You are invited to an interview',
  confirmed: 'Your interview',
  declined: 'You declined this interview',
  cancelled: 'This interview is cancelled',
  'no-show': 'This interview is over',
  done: 'This interview is over',
}

/** An interview on the candidate's page, with what can be done about it. */
export function InterviewPart({ interview, secret }: Props) {
  const { state, startsAt, endsAt, reason } = interview
  const title = state === 'declined' && !startsAt ? 'None of the offered times suited you' : headlines[state]
  const isOff = state === 'cancelled' || state === 'declined'
  return (
    <section class="panel" aria-label={title}>
      <h2>{title}</h2>
      {startsAt && endsAt && (
        <p>
          {isOff ? 'It was planned for ' : ''}
          <strong>
            <time datetime={startsAt}>{inWords(interview)}</time>
          </strong>
        </p>
      )}
      {!isOff && <Where interview={interview} />}
      {reason && <p>The reason: {reason}</p>}
      {state === 'scheduled' && interview.canConfirm && <p>Please say whether you can come.</p>}
      {state === 'confirmed' && <p>You said that you come.</p>}
      {state === 'proposed' && <Offers interview={interview} secret={secret} />}
      <Actions interview={interview} secret={secret} />
      {interview.canReschedule && interview.rescheduleUntil && (
        <p class="small">
          You can move it yourself until{' '}
          {inWords({ ...interview, startsAt: interview.rescheduleUntil, endsAt: interview.rescheduleUntil }).replace(
            / to \d\d:\d\d/,
            '',
          )}
          .
        </p>
      )}
    </section>
  )
}

/** A place, or the address of a call as a link. */
export const Place = ({ location }: { location: string }) =>
  /^https:\/\/\S+$/.test(location) ? <a href={location}>{location}</a> : location

function Where({ interview: { location, directions } }: Pick<Props, 'interview'>) {
  return (
    <p>
      Where: <Place location={location} />
      {directions && ` · ${directions}`}
    </p>
  )
}

/** What every form of an interview carries. */
export function Hidden({ interview, secret, action }: Props & { readonly action: string }) {
  return (
    <>
      <input type="hidden" name="token" value={secret} />
      <input type="hidden" name="interview" value={interview.id} />
      <input type="hidden" name="action" value={action} />
    </>
  )
}

/** Times to choose from, one of which is chosen with one button. */
export function Times({
  times,
  legend,
  interview,
}: {
  times: readonly string[]
  legend: string
  interview: PortalInterview
}) {
  const { startsAt, endsAt } = interview
  const length = startsAt && endsAt ? Date.parse(endsAt) - Date.parse(startsAt) : 0
  return (
    <fieldset class="times">
      <legend>{legend}</legend>
      {times.map((time) => (
        <label>
          <input type="radio" name="startsAt" value={time} required />
          {timeInWords(new Date(time), new Date(Date.parse(time) + length), interview.timeZone).replace(
            length === 0 ? / to \d\d:\d\d/ : /$^/,
            '',
          )}
        </label>
      ))}
    </fieldset>
  )
}

function Offers({ interview, secret }: Props) {
  if (interview.offeredTimes.length === 0) {
    return (
      <p>
        None of the offered times can be taken any more. The company will write to you, or decline and say what suits
        you.
      </p>
    )
  }
  return (
    <form method="post" action="/portal/interview">
      <Hidden interview={interview} secret={secret} action="choose" />
      <Times times={interview.offeredTimes} legend="These times are free" interview={interview} />
      <button class="button" type="submit">
        Choose this time
      </button>
    </form>
  )
}

function Actions({ interview, secret }: Props) {
  const page = (action: string) =>
    `/portal/interview?${new URLSearchParams({ token: secret, interview: interview.id, action })}`
  if (!interview.canConfirm && !interview.canDecline && !interview.canReschedule) return null
  return (
    <div class="actions">
      {interview.canConfirm && (
        <form method="post" action="/portal/interview">
          <Hidden interview={interview} secret={secret} action="confirm" />
          <button class="button" type="submit">
            I will come
          </button>
        </form>
      )}
      {interview.canReschedule && (
        <a class="button quiet" href={page('move')}>
          Choose another time…
        </a>
      )}
      {interview.canDecline && (
        <a class="button quiet" href={page('decline')}>
          {interview.state === 'proposed' ? 'None suits me…' : 'I cannot come…'}
        </a>
      )}
    </div>
  )
}
