/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import { endpoints } from '#protocol/alerts'
import { confirm, leave, subscribe } from '../alerts/subscribe.ts'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import { validate } from '../http/validate.ts'
import type { Catalogue } from './catalogue.ts'
import { Back, Page } from './layout.tsx'
import { type Message, noCompany } from './message-page.tsx'
import { expectOwnPage, type PagesParts, readFields, render, send, sendMessage, servePage } from './serve-page.tsx'

const left: Message = {
  title: 'You get no more of these mails',
  text: 'Your address was removed. On the careers page you can ask for them again at any time.',
}
const unknownLink: Message = {
  title: 'This link is not known any more',
  text: 'It ends after a week, or when you ask again. Ask once more on the careers page.',
}

/** Job alerts without JavaScript: asking, confirming, leaving. */
export function alertPages(app: Hono, parts: PagesParts): void {
  const { catalogues, scope, origins, limits, maxBodyBytes } = parts
  const path = '/careers/:slug/alerts'

  app.get(
    path,
    servePage(parts, 'person', async (context) => {
      const catalogue = await catalogues.find(context.req.param('slug') ?? '')
      if (!catalogue) return sendMessage(context, noCompany, 404)
      return send(context, render(<AlertPage catalogue={catalogue} typed={{}} />), { cache: 'private, no-cache' })
    }),
  )

  app.post(
    path,
    servePage(parts, 'person', async (context, visitor) => {
      expectOwnPage(context, origins)
      const sent = await readFields(context, maxBodyBytes)
      const catalogue = await catalogues.find(context.req.param('slug') ?? '')
      if (!catalogue) return sendMessage(context, noCompany, 404)
      const typed = Object.fromEntries(fields.map((name) => [name, sent.get(name)?.trim() ?? '']))
      try {
        await limits.take('apply', visitor.ip)
        const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
        const wishes = validate(endpoints.subscribeToJobs.body, filled)
        await subscribe(parts, visitor, catalogue.employer.slug, wishes)
      } catch (error) {
        if (!(error instanceof AppError) || !error.errors) throw error
        const wrong = 'Enter an e-mail address like name@example.com, and at most 100 characters in the other fields.'
        const page = <AlertPage catalogue={catalogue} typed={typed} error={wrong} />
        return send(context, render(page), { status: 400 })
      }
      const text =
        'Open the link in it, and you hear of new jobs from then on. If nothing comes, look among the unwanted mails.'
      return sendMessage(context, { title: 'A mail is on its way to you', text, company: catalogue.employer }, 200)
    }),
  )

  app.get(
    '/job-alerts/confirm',
    servePage(parts, 'auth', async (context, visitor) => {
      try {
        const { employerId } = await confirm(parts, visitor, context.req.query('token') ?? '')
        const { companyName, slug } = await employers.get(scope(), employerId)
        return sendMessage(context, confirmed({ companyName, slug }), 200)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'invalid-token') throw error
        return sendMessage(context, unknownLink, 404)
      }
    }),
  )

  // Programs that look at links before their reader does must not make anybody leave: the page asks once more.
  app.get(
    '/job-alerts/leave',
    servePage(parts, 'auth', async (context) => send(context, render(<LeavePage token={tokenOf(context)} />))),
  )

  // By the button of the page, and by the mail program's own (RFC 8058), which knows no origin: the secret is the proof.
  app.post(
    '/job-alerts/leave',
    servePage(parts, 'auth', async (context, visitor) => {
      await leave(parts, visitor, tokenOf(context))
      return sendMessage(context, left, 200)
    }),
  )
}

const tokenOf = (context: Context): string => context.req.query('token') ?? ''

const confirmed = (company: Catalogue['employer']): Message => ({
  title: 'You will hear of new jobs',
  text: `When ${company.companyName} publishes a job that fits, you get one mail about it. Every mail has a link to leave.`,
  way: { href: `/careers/${company.slug}`, words: 'See the open jobs' },
  company,
})

const fields = ['email', 'words', 'location', 'employmentType'] as const

interface AlertPageProps {
  readonly catalogue: Catalogue
  readonly typed: Readonly<Record<string, string>>
  readonly error?: string
}

function AlertPage({ catalogue: { employer }, typed, error }: AlertPageProps) {
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

function LeavePage({ token }: { token: string }) {
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
