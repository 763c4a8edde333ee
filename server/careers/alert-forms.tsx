/** @jsxImportSource hono/jsx */
import type { Catalogue } from './catalogue.ts'
import { Back, Page } from './layout.tsx'

/** What is asked for on the careers page, by the names of its fields. */
export const fields = ['email', 'words', 'location', 'employmentType'] as const

interface AlertPageProps {
  readonly catalogue: Catalogue
  readonly typed: Readonly<Record<string, string>>
  readonly error?: string
}

/** Where one asks to be told. */
export function AlertPage({ catalogue: { employer }, typed, error }: AlertPageProps) {
  const { companyName, slug } = employer
  const field = (name: (typeof fields)[number], label: string, hint?: string) => (
    <div class="field">
      <label for={name}>
        {label}
        {name !== 'email' && <span class="optional"> (optional)</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={name === 'email' ? 'email' : 'text'}
        value={typed[name] ?? ''}
        required={name === 'email'}
        {...(name === 'email' ? { autocomplete: 'email', autocapitalize: 'none', spellcheck: false } : {})}
        {...(hint ? { 'aria-describedby': `${name}-hint` } : {})}
      />
    </div>
  )
  return (
    <Page title={`${error ? 'Error: ' : ''}Hear of new jobs · ${companyName}`} company={employer}>
      <Back href={`/careers/${slug}`}>Open jobs</Back>
      <h1>Hear of new jobs at {companyName}</h1>
      <p class="lead">One mail for each new job that fits, and one click to leave.</p>
      {error && (
        <div class="notice" role="alert">
          <h2>Something needs another look</h2>
          <p>{error}</p>
        </div>
      )}
      <form method="post" action={`/careers/${slug}/alerts`} novalidate>
        {field('email', 'E-mail address', 'You get a mail there first, to confirm it.')}
        {field('words', 'Words', 'All of them have to be in the title or the text of the job.')}
        {field('location', 'Place')}
        {field('employmentType', 'Kind of employment', 'Such as full time.')}
        <p class="actions">
          <button class="button" type="submit">
            Ask for mail
          </button>
        </p>
      </form>
    </Page>
  )
}

interface ConfirmPageProps {
  readonly company: Catalogue['employer']
  readonly wanted: string
  readonly token: string
}

/** Where the mailed link leads: that it was really you. */
export function ConfirmPage({ company, wanted, token }: ConfirmPageProps) {
  return (
    <Page title={`Hear of new jobs · ${company.companyName}`} company={company}>
      <h1>Shall we tell you of new jobs at {company.companyName}?</h1>
      <p class="lead">
        One mail for each new job{wanted === '' ? '' : ` ${wanted}`}, and one click to leave. If you did not ask for it,
        close this page: nothing changes then.
      </p>
      <form method="post" action={`/job-alerts/confirm?token=${encodeURIComponent(token)}`} class="actions">
        <button class="button" type="submit">
          Yes, tell me of new jobs
        </button>
      </form>
    </Page>
  )
}

/** Where the link of every such mail leads. */
export function LeavePage({ token }: { token: string }) {
  return (
    <Page title="No more mail about new jobs?">
      <h1>No more mail about new jobs?</h1>
      <p class="lead">Your address is removed at once.</p>
      <form method="post" action={`/job-alerts/leave?token=${encodeURIComponent(token)}`} class="actions">
        <button class="button" type="submit">
          Leave
        </button>
      </form>
    </Page>
  )
}
