/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Child } from 'hono/jsx'
import { type Catalogue, jobIn } from './catalogue.ts'
import { JobList } from './job-list.tsx'
import { JobPage } from './job-page.tsx'
import { noCompany, noJob } from './message-page.tsx'
import { revalidated } from './routes.ts'
import { type PagesParts, render, send, sendMessage, servePage } from './serve-page.tsx'

/** The pages that anybody may read and keep: the open jobs, and each of them. */
export function postingPages(app: Hono, parts: PagesParts): void {
  const { catalogues, publicUrl } = parts

  app.get(
    '/careers/:slug',
    etag(),
    servePage(parts, 'person', async (context) => {
      const catalogue = await catalogues.find(context.req.param('slug') ?? '')
      if (!catalogue) return sendMessage(context, noCompany, 404)
      return sendKept(context, catalogue, 'list', () => <JobList catalogue={catalogue} publicUrl={publicUrl()} />)
    }),
  )

  app.get(
    '/careers/:slug/jobs/:jobId',
    etag(),
    servePage(parts, 'person', async (context) => {
      const catalogue = await catalogues.find(context.req.param('slug') ?? '')
      if (!catalogue) return sendMessage(context, noCompany, 404)
      const { employer } = catalogue
      const job = jobIn(catalogue, context.req.param('jobId') ?? '')
      if (!job) return sendMessage(context, noJob(employer), 404)
      return sendKept(context, catalogue, job.id, () => (
        <JobPage employer={employer} job={job} publicUrl={publicUrl()} />
      ))
    }),
  )
}

/** Made once for as long as the catalogue stays the same. */
function sendKept(context: Context, { rendered }: Catalogue, name: string, make: () => Child): Response {
  const html = rendered.get(name) ?? render(make())
  rendered.set(name, html)
  return send(context, html, { cache: revalidated })
}
