/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '#protocol/errors'
import type { AppError } from '../app-error.ts'
import { mostResumeBytes } from '../candidates/resumes/kind.ts'
import type { Visitor } from '../http/actor.ts'
import { onceInTransaction, requestKey } from '../http/idempotency.ts'
import { toAppError } from '../http/problem.ts'
import { apply, type Once } from './apply.ts'
import { readForm as checkForm, emptyForm, type FormState, fileOf, typedForm } from './apply-form.ts'
import { ApplyPage } from './apply-page.tsx'
import { type Catalogue, jobIn } from './catalogue.ts'
import { noCompany, noJob } from './message-page.tsx'
import {
  expectOwnPage,
  type PagesParts,
  readForm,
  render,
  send,
  sendMessage,
  servePage,
  statusOf,
} from './serve-page.tsx'
import { uploadResume } from './upload-resume.ts'

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
    servePage(parts, 'person', async (context, visitor) => {
      expectOwnPage(context, origins)
      const sent = await readForm(context, { fields: maxBodyBytes, file: mostResumeBytes })
      const typed = await withFile(parts, context, typedForm(sent), fileOf(sent), visitor)
      const catalogue = await catalogues.find(param(context, 'slug'))
      if (!catalogue) return sendMessage(context, noCompany, 404)
      const read = checkForm(typed)
      if ('refused' in read) return sendForm(context, catalogue, read.refused, 400)
      if (typed.errors.resume) return sendForm(context, catalogue, typed, 400)
      try {
        // Counted here and not at the door: somebody who corrects a field should not be told to wait.
        await limits.take('apply', visitor.ip)
        const input = { slug: param(context, 'slug'), jobId: param(context, 'jobId'), body: read.body }
        const { portalUrl } = await apply(parts, input, oncePerForm(parts, visitor, typed))
        // A page of its own, so that loading it again sends nothing again.
        return context.redirect(`/portal/thanks${new URL(portalUrl).search}`, 303)
      } catch (error) {
        const refusal = toAppError(error, log, visitor)
        if (refusal.retryAfter !== undefined) context.header('Retry-After', String(refusal.retryAfter))
        return sendForm(context, catalogue, withRefusal(typed, refusal), statusOf(refusal))
      }
    }),
  )
}

/** Stores the file at once, so that it need not be chosen again when something else is not right. */
async function withFile(
  parts: PagesParts,
  context: Context,
  form: FormState,
  file: File | null,
  visitor: Visitor,
): Promise<FormState> {
  if (file === null) return form
  const refused = (message: string): FormState => ({
    ...form,
    resume: null,
    errors: { ...form.errors, resume: message },
  })
  if (file.size > mostResumeBytes) return refused('This file is larger than 10 MB. Choose a smaller one.')
  try {
    await parts.limits.take('apply', visitor.ip)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const upload = { slug: param(context, 'slug'), jobId: param(context, 'jobId'), name: file.name || 'resume', bytes }
    const { resumeId, name } = await uploadResume(parts, visitor, upload, parts.journal.for(visitor).commit)
    return { ...form, resume: { id: resumeId, name } }
  } catch (error) {
    const refusal = toAppError(error, parts.log, visitor)
    if (!fileRefusals.has(refusal.code)) throw refusal
    return refused(refusal.message)
  }
}

const fileRefusals = new Set<ErrorCode>(['file-type-refused', 'unreadable-file', 'invalid-input'])

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
  ({ journal }: PagesParts, visitor: Visitor, { key, values }: FormState): Once =>
  async (streams, command) => {
    const request = requestKey('careers form', 'post', path, key, values)
    const first = await journal
      .for(visitor)
      .commit(streams, (tx) => onceInTransaction(tx, request, 201, () => command(tx)))
    return first.body as Awaited<ReturnType<typeof command>>
  }

function withRefusal(form: FormState, refusal: AppError): FormState {
  if (refusal.errors?.some(({ path }) => path === 'resumeId')) {
    return { ...form, resume: null, errors: { resume: 'This file is not there any more. Choose it again.' } }
  }
  if (refusal.code === 'already-applied') {
    const message =
      'There is an application from this address already. Its link is in the mail you got then; whoever withdrew applies again there.'
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
