/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '#protocol/errors'
import type { AppError } from '../app-error.ts'
import { onceInTransaction, requestKey } from '../http/idempotency.ts'
import { toAppError } from '../http/problem.ts'
import { apply, type Once } from './apply.ts'
import { emptyForm, type FormState, readForm, typedForm } from './apply-form.ts'
import { ApplyPage } from './apply-page.tsx'
import { type Catalogue, jobIn } from './catalogue.ts'
import { noCompany, noJob } from './message-page.tsx'
import {
  expectOwnPage,
  type PagesParts,
  readFields,
  render,
  send,
  sendMessage,
  servePage,
  statusOf,
} from './serve-page.tsx'

const path = '/careers/:slug/jobs/:jobId/apply'

/** The form without JavaScript: shown, sent, and shown again with what was typed until it is right. */
export function applyPages(app: Hono, parts: PagesParts): void {
  const { catalogues, limits, log, origins, maxBodyBytes } = parts

  app.get(
    path,
    servePage(parts, 'person', async (context) => {
      const catalogue = await catalogues.find(param(context, 'slug'))
      return catalogue ? sendForm(context, catalogue, emptyForm(), 200) : sendMessage(context, noCompany, 404)
    }),
  )

  app.post(
    path,
    servePage(parts, 'person', async (context, { ip }) => {
      expectOwnPage(context, origins)
      const typed = typedForm(await readFields(context, maxBodyBytes))
      const catalogue = await catalogues.find(param(context, 'slug'))
      if (!catalogue) return sendMessage(context, noCompany, 404)
      const read = readForm(typed)
      if ('refused' in read) return sendForm(context, catalogue, read.refused, 400)
      try {
        // Counted here and not at the door: somebody who corrects a field should not be told to wait.
        await limits.take('apply', ip)
        const input = { slug: param(context, 'slug'), jobId: param(context, 'jobId'), body: read.body }
        const { portalUrl } = await apply(parts, input, oncePerForm(parts, typed))
        // A page of its own, so that loading it again sends nothing again.
        return context.redirect(`/portal/thanks${new URL(portalUrl).search}`, 303)
      } catch (error) {
        const refusal = toAppError(error, log)
        if (refusal.retryAfter !== undefined) context.header('Retry-After', String(refusal.retryAfter))
        return sendForm(context, catalogue, withRefusal(typed, refusal), statusOf(refusal))
      }
    }),
  )
}

const param = (context: Context, name: string): string => context.req.param(name) ?? ''

/** Refusals after which the form makes no sense any more. */
const closed = new Set<ErrorCode | undefined>(['not-found', 'posting-not-active'])

function sendForm(context: Context, catalogue: Catalogue, form: FormState, status: ContentfulStatusCode): Response {
  const { employer } = catalogue
  const job = jobIn(catalogue, param(context, 'jobId'))
  if (!job || closed.has(form.refusedAs)) {
    // Somebody may have written for an hour while the job was paused: the text is theirs to keep.
    return sendMessage(context, noJob(employer, form.values.resumeText), status < 400 ? 404 : status)
  }
  context.header('X-Robots-Tag', 'noindex')
  // Not `no-store`: browsers forget what was typed on such a page when one goes back to it.
  return send(context, render(<ApplyPage employer={employer} job={job} form={form} />), {
    status,
    cache: 'private, no-cache',
  })
}

/** The form's key does what an `Idempotency-Key` does: a second click gets the first application's link. */
const oncePerForm =
  ({ journal }: PagesParts, { key, values }: FormState): Once =>
  async (streams, command) => {
    const request = requestKey('careers form', 'post', path, key, values)
    const first = await journal.commit(streams, (tx) => onceInTransaction(tx, request, 201, () => command(tx)))
    return first.body as Awaited<ReturnType<typeof command>>
  }

function withRefusal(form: FormState, refusal: AppError): FormState {
  if (refusal.code === 'already-applied') {
    const message = 'There is an application from this address already. Its link is in the mail you got then.'
    return { ...form, errors: { email: message } }
  }
  return { ...form, refusedAs: refusal.code, notice: noticeOf(refusal) }
}

function noticeOf({ code, retryAfter }: AppError): string {
  switch (code) {
    case 'idempotency-conflict':
      return 'You sent this form before, and that application arrived. What you changed since then was not sent.'
    case 'rate-limited':
      return `Many applications came from your network. Wait ${retryAfter ?? 60} seconds and send it again.`
    default:
      return 'Something did not work on our side. What you wrote is still here: send it again in a moment.'
  }
}
