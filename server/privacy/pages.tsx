/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import { Back, Page } from '../careers/layout.tsx'
import { type Message, noPortal } from '../careers/message-page.tsx'
import { type Portal, readPortal } from '../careers/portal.ts'
import { portalVisitor } from '../careers/portal-visitor.ts'
import {
  expectOwnPage,
  type PagesParts,
  readFields,
  render,
  send,
  sendMessage,
  servePage,
} from '../careers/serve-page.tsx'
import type { PortalVisitor, Visitor } from '../http/actor.ts'
import { findPerson } from './find-person.ts'
import { mailProof } from './mail-proof.ts'
import { isProven } from './proof.ts'
import { erased, exported, type PrivacyParts } from './routes.ts'

const gone: Message = {
  title: 'Your data was deleted',
  text: 'Your name, your contact, your files and what was written about you are gone, and your links have ended. Copies that ClearView kept for delivery go within a few minutes.',
}

const mailed: Message = {
  title: 'Look into your mail',
  text: 'A link to your data is on its way to the address of your applications. It opens this page again, with all that can be done there.',
}

/** What a candidate has a right to: a copy of everything, and to be forgotten. */
export function privacyPages(app: Hono, parts: PagesParts & PrivacyParts): void {
  const { scope, journal, links, origins, maxBodyBytes, mayMail } = parts
  const own = async (secret: string, visitor: Visitor): Promise<PortalVisitor | null> =>
    secret ? portalVisitor(scope(), secret, visitor) : null
  const secretOf = (context: Context): string => context.req.query('token') ?? ''

  app.get(
    '/portal/data',
    servePage(parts, 'auth', async (context, visitor) => {
      const holder = await own(secretOf(context), visitor)
      if (holder === null) return sendMessage(context, noPortal, 404)
      const portal = await readPortal(scope(), links, holder.applicationId)
      const Shown = (await isProven(scope(), links, holder)) ? DataPage : ProofPage
      return send(context, render(<Shown portal={portal} secret={secretOf(context)} />))
    }),
  )

  app.get(
    '/portal/data/export',
    servePage(parts, 'auth', async (context, visitor) => {
      const holder = await own(secretOf(context), visitor)
      return holder === null ? sendMessage(context, noPortal, 404) : exported(parts, holder)
    }),
  )

  app.post(
    '/portal/data/link',
    servePage(parts, 'auth', async (context, visitor) => {
      // The page sends no referrer, and with none browsers call the origin `null`. The secret in the form is the proof.
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const holder = await own((await readFields(context, maxBodyBytes)).get('token') ?? '', visitor)
      if (holder === null) return sendMessage(context, noPortal, 404)
      const { candidate } = await findPerson(scope(), holder.applicationId)
      if (await mayMail(candidate.email, visitor))
        await journal.for(visitor).commit([], (tx) => mailProof(tx, links, holder.applicationId))
      return sendMessage(context, mailed, 200)
    }),
  )

  app.post(
    '/portal/data/erase',
    servePage(parts, 'auth', async (context, visitor) => {
      // The page sends no referrer, and with none browsers call the origin `null`. The secret in the form is the proof.
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const sent = await readFields(context, maxBodyBytes)
      const secret = sent.get('token') ?? ''
      const holder = await own(secret, visitor)
      if (holder === null) return sendMessage(context, noPortal, 404)
      if (sent.get('confirm') !== 'yes') {
        const portal = await readPortal(scope(), links, holder.applicationId)
        return send(context, render(<DataPage portal={portal} secret={secret} isUnsure />), { status: 400 })
      }
      await erased(parts, holder, journal.for(visitor).commit)
      return context.redirect('/portal/data/deleted', 303)
    }),
  )

  // A page of its own, about nobody: what was sent is not sent again by whoever loads it anew or comes back to it.
  app.get(
    '/portal/data/deleted',
    servePage(parts, 'auth', async (context) => sendMessage(context, gone, 200)),
  )
}

interface Props {
  readonly portal: Portal
  readonly secret: string
  readonly isUnsure?: boolean
}

/** Instead of the data of several applications, for a link that may be somebody else's than theirs. */
function ProofPage({ portal: { view, slug }, secret }: Props) {
  const { companyName } = view
  return (
    <Page title={`Your data · ${companyName}`} company={{ companyName, slug }}>
      <Back href={`/portal?token=${encodeURIComponent(secret)}`}>Your application</Back>
      <h1>Your data</h1>
      <p class="lead">
        There are several applications at {companyName} with this address. To download or delete all of them, you need a
        link that comes to that address by mail, so that nobody else can do it.
      </p>
      <form method="post" action="/portal/data/link" class="actions">
        <input type="hidden" name="token" value={secret} />
        <button class="button" type="submit">
          Mail me the link
        </button>
      </form>
    </Page>
  )
}

function DataPage({ portal: { view, slug }, secret, isUnsure = false }: Props) {
  const { companyName } = view
  const query = `?token=${encodeURIComponent(secret)}`
  return (
    <Page title={`${isUnsure ? 'Error: ' : ''}Your data · ${companyName}`} company={{ companyName, slug }}>
      <Back href={`/portal${query}`}>Your application</Back>
      <h1>Your data</h1>
      <section>
        <h2>A copy of it</h2>
        <p>Everything that {companyName} has from you here, of all your applications, with the files that you sent.</p>
        <p class="actions">
          <a class="button" href={`/portal/data/export${query}`}>
            Download a copy
          </a>
        </p>
      </section>
      <section>
        <h2>Delete it</h2>
        <ul class="prose">
          <li>Your name, address, phone, files and texts are deleted, and what the team wrote about you.</li>
          <li>All your applications at {companyName} that are open are withdrawn, and your links end.</li>
          <li>{companyName} keeps that somebody applied, without who, so that its counts stay right.</li>
          <li>What you answered about the process has no link to you, so nobody can find it to delete it.</li>
          <li>You cannot undo this.</li>
        </ul>
        {isUnsure && (
          <p class="error" id="confirm-error">
            Tick the box first, if you are sure.
          </p>
        )}
        <form method="post" action="/portal/data/erase">
          <input type="hidden" name="token" value={secret} />
          <label class="choice">
            <input
              type="checkbox"
              name="confirm"
              value="yes"
              {...(isUnsure ? { 'aria-invalid': 'true', 'aria-describedby': 'confirm-error' } : {})}
            />{' '}
            I am sure that I want my data deleted
          </label>
          <p class="actions">
            <button class="button danger" type="submit">
              Delete my data
            </button>
            <a class="button quiet" href={`/portal${query}`}>
              Keep it
            </a>
          </p>
        </form>
      </section>
    </Page>
  )
}
