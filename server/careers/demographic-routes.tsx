/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { chosenTraits, DemographicFields } from './demographic-fields.tsx'
import { giveDemographicsByPortal } from './give-demographics.ts'
import { Back, Page } from './layout.tsx'
import { noPortal } from './message-page.tsx'
import { type Portal, readPortal } from './portal.ts'
import { portalVisitor } from './portal-visitor.ts'
import { expectOwnPage, type PagesParts, readFields, render, send, sendMessage, servePage } from './serve-page.tsx'

const path = '/portal/about-me'

/** The voluntary questions in the portal: answered, changed or taken back, and never shown again. */
export function demographicRoutes(app: Hono, parts: PagesParts): void {
  const { scope, journal, links, origins, maxBodyBytes } = parts

  app.get(
    path,
    servePage(parts, 'auth', async (context, visitor) => {
      const secret = context.req.query('token') ?? ''
      const found = secret ? await portalVisitor(scope(), secret, visitor) : null
      if (!found) return sendMessage(context, noPortal, 404)
      const portal = await readPortal(scope(), links, found.applicationId)
      const isSaved = context.req.query('saved') !== undefined
      return send(context, render(<AboutMePage portal={portal} secret={secret} isSaved={isSaved} />))
    }),
  )

  app.post(
    path,
    servePage(parts, 'auth', async (context, visitor) => {
      // The page sends no referrer, and with none browsers call the origin `null`. The secret in the form is the proof.
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const sent = await readFields(context, maxBodyBytes)
      const secret = sent.get('token') ?? ''
      const found = secret ? await portalVisitor(scope(), secret, visitor) : null
      if (!found) return sendMessage(context, noPortal, 404)
      const { commit } = journal.for(visitor)
      await giveDemographicsByPortal(parts, found.applicationId, chosenTraits(sent), commit)
      return context.redirect(`${path}?token=${encodeURIComponent(secret)}&saved=1`, 303)
    }),
  )
}

function AboutMePage({
  portal: { view, slug },
  secret,
  isSaved,
}: {
  portal: Portal
  secret: string
  isSaved: boolean
}) {
  const { companyName } = view
  return (
    <Page title={`Voluntary questions · ${companyName}`} company={{ companyName, slug }}>
      <Back href={`/portal?token=${encodeURIComponent(secret)}`}>Your application</Back>
      <h1>Voluntary questions</h1>
      <p class="lead">
        They help {companyName} to see whether its hiring treats people alike. Nobody sees your answers: they are kept
        apart from your application, without your name, and count only in figures over many people.
      </p>
      {isSaved && (
        <p class="expected" role="status">
          Saved. For your safety the answers are not shown here again.
        </p>
      )}
      <form method="post" action={path}>
        <input type="hidden" name="token" value={secret} />
        <DemographicFields />
        <p class="small">
          What you send takes the place of earlier answers. Without any answer, earlier ones are removed.
        </p>
        <p class="actions">
          <button class="button" type="submit">
            Save
          </button>
          <a class="button quiet" href={`/portal?token=${encodeURIComponent(secret)}`}>
            Back
          </a>
        </p>
      </form>
    </Page>
  )
}
