/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import { endpoints } from '#protocol/alerts'
import { confirm, leave, readConfirmation, subscribe } from '../alerts/subscribe.ts'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import { validate } from '../http/validate.ts'
import { AlertPage, ConfirmPage, fields, LeavePage } from './alert-forms.tsx'
import type { Catalogue } from './catalogue.ts'
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
        'Open the link in it and confirm, and you hear of new jobs from then on. If nothing comes, look among the unwanted mails.'
      return sendMessage(context, { title: 'A mail is on its way to you', text, company: catalogue.employer }, 200)
    }),
  )

  const orUnknown = async (context: Context, serve: () => Promise<Response>): Promise<Response> => {
    try {
      return await serve()
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid-token') throw error
      return sendMessage(context, unknownLink, 404)
    }
  }
  const companyOf = async (employerId: string): Promise<Catalogue['employer']> => {
    const { companyName, slug } = await employers.get(scope(), employerId)
    return { companyName, slug }
  }

  // Programs that look at links before their reader does must neither subscribe anybody nor make them leave: the page
  // asks once more. The secret is the proof, and the page sends no referrer, so that no origin is asked for.
  app.get(
    '/job-alerts/confirm',
    servePage(parts, 'auth', (context) =>
      orUnknown(context, async () => {
        const token = tokenOf(context)
        const { employerId, waits } = await readConfirmation(scope(), token)
        const company = await companyOf(employerId)
        if (waits === null) return sendMessage(context, confirmed(company), 200)
        return send(context, render(<ConfirmPage company={company} wanted={waits} token={token} />))
      }),
    ),
  )

  app.post(
    '/job-alerts/confirm',
    servePage(parts, 'auth', (context, visitor) =>
      orUnknown(context, async () => {
        const { employerId } = await confirm(parts, visitor, tokenOf(context))
        return sendMessage(context, confirmed(await companyOf(employerId)), 200)
      }),
    ),
  )

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
