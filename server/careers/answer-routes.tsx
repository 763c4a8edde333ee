/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { giveAnswer } from '../answers/give-answer.ts'
import { keepDraft, readAsk } from '../answers/keep-draft.ts'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import { toAppError } from '../http/problem.ts'
import { type AnswerForm, emptyAnswer, parseDraft, readAnswer, typedAnswer } from './answer-form.ts'
import { AnswerPage } from './answer-page.tsx'
import { answered, noAnswerLink } from './message-page.tsx'
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

const path = '/portal/answer'

/** Where a candidate says how it was, by the link that works once. What is not sent is kept, and nothing typed is lost. */
export function answerRoutes(app: Hono, parts: PagesParts): void {
  const { scope, origins, maxBodyBytes, log } = parts

  async function show(
    context: Context,
    secret: string,
    { form, ...more }: { form?: AnswerForm; error?: string; isKept?: boolean } = {},
    status: ContentfulStatusCode = 200,
  ): Promise<Response> {
    const { employerId, isUsed, draft } = await readAsk(scope(), secret)
    const { companyName, slug } = await employers.get(scope(), employerId)
    const company = { companyName, slug }
    if (isUsed) return sendMessage(context, answered(company), status)
    const shown = form ?? (draft === null ? emptyAnswer : parseDraft(draft))
    return send(context, render(<AnswerPage company={company} form={shown} secret={secret} {...more} />), { status })
  }

  const orNoLink = async (context: Context, serve: () => Promise<Response>): Promise<Response> => {
    try {
      return await serve()
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not-signed-in') throw error
      return sendMessage(context, noAnswerLink, 404)
    }
  }

  app.get(
    path,
    servePage(parts, 'auth', (context) => orNoLink(context, () => show(context, context.req.query('token') ?? ''))),
  )

  app.post(
    path,
    servePage(parts, 'auth', async (context, visitor) => {
      // The page sends no referrer, and with none browsers call the origin `null`. The secret in the form is the proof.
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const sent = await readFields(context, maxBodyBytes)
      const secret = sent.get('token') ?? ''
      const form = typedAnswer(sent)
      return orNoLink(context, async () => {
        if (sent.get('action') === 'keep') {
          await keepDraft(parts, visitor, secret, JSON.stringify(form))
          return show(context, secret, { form, isKept: true })
        }
        const { candidateId } = await readAsk(scope(), secret)
        const read = readAnswer(form, candidateId)
        if ('wrong' in read) return show(context, secret, { form, error: read.wrong }, 400)
        try {
          await giveAnswer(parts, visitor, secret, read.answer)
        } catch (error) {
          const refusal = toAppError(error, log, visitor)
          if (refusal.code === 'invalid-token' || refusal.code === 'not-signed-in') throw refusal
          return show(
            context,
            secret,
            { form, error: 'Send it again in a moment. It is still here.' },
            statusOf(refusal),
          )
        }
        // A page of its own, so that loading it again sends nothing again.
        return context.redirect(`${path}?token=${encodeURIComponent(secret)}`, 303)
      })
    }),
  )
}
