/** @jsxImportSource hono/jsx */
import type { PortalView } from '#protocol/careers'
import { date } from './format.ts'
import { Impression } from './impression.tsx'
import { InterviewPart } from './interview-part.tsx'
import { Back, Page } from './layout.tsx'
import type { Portal } from './portal.ts'

interface Props {
  readonly portal: Portal
  readonly secret: string
}

const at = (path: string, secret: string): string => `${path}?token=${encodeURIComponent(secret)}`

/** Where an application stands, and what comes next. */
export function PortalPage({ portal: { view, slug, interviews }, secret }: Props) {
  const over = view.state === 'not_selected' || view.state === 'withdrawn'
  return (
    <Page title={`Your application · ${view.jobTitle}`} company={{ companyName: view.companyName, slug }}>
      <p class="over">Your application for {view.jobTitle}</p>
      <h1>{view.headline}</h1>
      <Steps state={view.state} />
      {over ? (
        <Over view={view} secret={secret} />
      ) : (
        <section>
          <h2>What happens next</h2>
          <p>{view.next}</p>
          <Expected view={view} />
        </section>
      )}
      {interviews.map((interview) => (
        <InterviewPart interview={interview} secret={secret} />
      ))}
      {view.feedback && <Impression report={view.feedback} companyName={view.companyName} />}
      <HowWasIt view={view} />
      <dl class="details">
        <div>
          <dt>Job</dt>
          <dd>{view.jobTitle}</dd>
        </div>
        <div>
          <dt>Company</dt>
          <dd>{view.companyName}</dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>
            <time datetime={view.appliedAt}>{date(view.appliedAt)}</time>
          </dd>
        </div>
      </dl>
      <p class="small">
        This page is yours alone. Keep its address, and do not pass it on: whoever has it sees what you see.
      </p>
      <p class="actions">
        {view.canWithdraw && (
          <a class="button quiet" href={at('/portal/withdraw', secret)}>
            Withdraw application…
          </a>
        )}
        <a class="plain-link" href={at('/portal/about-me', secret)}>
          Voluntary questions
        </a>
        <a class="plain-link" href={at('/portal/data', secret)}>
          Your data
        </a>
        <a class="plain-link" href={`/careers/${slug}`}>
          All jobs at {view.companyName}
        </a>
      </p>
    </Page>
  )
}

/** What there is to say once it is over, and the way back for whoever withdrew. */
function Over({ view, secret }: { view: PortalView; secret: string }) {
  if (!view.canApplyAgain) return <p class="lead">{view.next}</p>
  return (
    <>
      <p class="lead">
        Nothing more happens with it. The job is still open, so you can apply again with what you sent.
      </p>
      <form method="post" action="/portal/apply-again" class="actions">
        <input type="hidden" name="token" value={secret} />
        <button class="button" type="submit">
          Apply again
        </button>
      </form>
    </>
  )
}

/** The way to say how it was, once; nothing of what was said comes back here. */
function HowWasIt({ view: { answer, companyName } }: { view: PortalView }) {
  if (answer === null) return null
  return (
    <section class="panel">
      <h2>{answer.state === 'open' ? `How was it to apply at ${companyName}?` : 'Thank you for your answer'}</h2>
      <p>
        {answer.state === 'open'
          ? 'Say what went well and what should be better. It is kept without your name, a time, or any link to you.'
          : 'It is kept without any link to you, so it cannot be shown or changed here.'}
      </p>
      {answer.state === 'open' && (
        <p class="actions">
          <a class="button" href={at('/portal/answer', answer.token)}>
            Say how it was
          </a>
        </p>
      )}
    </section>
  )
}

/** When the candidate hears, as long as there is something to hear. */
function Expected({ view: { replyBy, isLate, state, companyName } }: { view: PortalView }) {
  if (replyBy === null) return null
  const day = <time datetime={replyBy}>{date(replyBy)}</time>
  if (isLate) {
    return (
      <p class="expected">
        You should have heard by {day}. {companyName} was reminded. You did nothing wrong, and nothing is decided.
      </p>
    )
  }
  return (
    <p class="expected">
      {state === 'on_hold' ? 'The team looks at your application again on ' : 'You will hear by '}
      <strong>{day}</strong>.
    </p>
  )
}

/** Three steps that every application has, whatever the team calls its own. */
function Steps({ state }: Pick<PortalView, 'state'>) {
  const decided = { offer: 'Offer', hired: 'Hired', not_selected: 'Decided', withdrawn: 'Withdrawn' } as const
  if (state === 'job_closed') return null
  const open = state === 'in_progress' || state === 'on_hold'
  const middle = state === 'on_hold' ? 'On hold' : 'Being considered'
  return (
    <ol class="steps" aria-label="Steps of your application">
      <Step name="Sent" where="done" />
      {state !== 'withdrawn' && <Step name={middle} where={open ? 'now' : 'done'} />}
      <Step name={open ? 'Decision' : decided[state]} where={open ? 'ahead' : 'now'} />
    </ol>
  )
}

const said = { done: 'done', now: 'now', ahead: 'not yet' } as const

function Step({ name, where }: { name: string; where: keyof typeof said }) {
  return (
    <li class={where} {...(where === 'now' ? { 'aria-current': 'step' } : {})}>
      {name}
      <span class="hidden">, {said[where]}</span>
    </li>
  )
}

/** After the form: the link that is shown here and mailed, and nowhere else. */
export function ThanksPage({ portal: { view, slug }, secret, publicUrl }: Props & { publicUrl: string }) {
  return (
    <Page title={`Thank you · ${view.companyName}`} company={{ companyName: view.companyName, slug }}>
      <p class="over">{view.jobTitle}</p>
      <h1>Thank you. Your application arrived.</h1>
      <p class="lead">{view.companyName} has it now. A copy of the link below is on its way to your mail.</p>
      <section class="panel">
        <h2>Your private link</h2>
        <p>
          It shows where your application stands, and lets you withdraw it. Keep it, and do not pass it on: whoever has
          it sees what you see.
        </p>
        <p class="address">
          <a href={at('/portal', secret)}>{publicUrl + at('/portal', secret)}</a>
        </p>
        <p class="actions">
          <a class="button" href={at('/portal', secret)}>
            See where it stands
          </a>
        </p>
      </section>
      <section>
        <h2>What happens next</h2>
        <p>
          The hiring team reads your application and writes to your mail address. You need to do nothing until then.
        </p>
      </section>
    </Page>
  )
}

/** Names what withdrawing does before it is done: whoever applies again begins anew. */
export function WithdrawPage({ portal: { view, slug }, secret }: Props) {
  return (
    <Page title={`Withdraw your application? · ${view.jobTitle}`} company={{ companyName: view.companyName, slug }}>
      <Back href={at('/portal', secret)}>Your application</Back>
      <h1>Withdraw your application?</h1>
      <p class="lead">
        {view.jobTitle} at {view.companyName}, sent on {date(view.appliedAt)}.
      </p>
      <ul class="prose">
        <li>{view.companyName} sees at once that you withdrew, and stops considering you for this job.</li>
        <li>Interviews that are planned are called off.</li>
        <li>As long as the job is open you can apply again on this page. You then begin at the start.</li>
        <li>Your applications for other jobs stay as they are.</li>
      </ul>
      <form method="post" action="/portal/withdraw" class="actions">
        <input type="hidden" name="token" value={secret} />
        <button class="button danger" type="submit">
          Withdraw application
        </button>
        <a class="button quiet" href={at('/portal', secret)}>
          Keep it
        </a>
      </form>
    </Page>
  )
}
