/** @jsxImportSource hono/jsx */
import type { Context, Handler } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { errorCatalogue } from '#protocol/errors'
import { AppError } from '../app-error.ts'
import type { LinkMailLimit } from '../auth/link-mail-limit.ts'
import type { Visitor } from '../http/actor.ts'
import type { LimitName, Limits } from '../http/limits.ts'
import type { Origins } from '../http/origin.ts'
import { toAppError } from '../http/problem.ts'
import { visitorOf } from '../http/visitor.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { ApplyParts } from './apply.ts'
import type { Catalogues } from './catalogue.ts'
import { type Message, MessagePage, wordsOf } from './message-page.tsx'
import type { UploadParts } from './upload-resume.ts'

export interface PagesParts extends ApplyParts, UploadParts {
  /** May another link be mailed to this address? */
  readonly mayMail: LinkMailLimit['allows']
  readonly journal: Pick<SharedJournal, 'for'>
  readonly catalogues: Catalogues
  readonly limits: Limits
  readonly origins: Pick<Origins, 'accepts'>
  readonly trustProxy: number
  readonly maxBodyBytes: number
  readonly log: Log
}

const csp =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** A page as an answer. Nothing runs on it, nothing is loaded from elsewhere and nobody can frame it. */
export function send(
  context: Context,
  html: string,
  { status = 200, cache = 'no-store' }: { status?: ContentfulStatusCode; cache?: string } = {},
): Response {
  context.header('Content-Security-Policy', csp)
  context.header('X-Content-Type-Options', 'nosniff')
  context.header('Cache-Control', cache)
  if (!context.res.headers.has('Referrer-Policy')) context.header('Referrer-Policy', 'same-origin')
  return context.html(html, status)
}

export const render = (page: Child): string => `<!doctype html>${page}`

/** A route whose refusals are pages too: a person in a browser never sees JSON. */
export function servePage(
  { limits, trustProxy, log }: PagesParts,
  limit: LimitName,
  serve: (context: Context, visitor: Visitor) => Promise<Response>,
): Handler {
  return async (context) => {
    const visitor = visitorOf(context, trustProxy)
    try {
      await limits.take(limit, visitor.ip)
      return await serve(context, visitor)
    } catch (error) {
      return sendRefusal(context, toAppError(error, log, visitor))
    }
  }
}

function sendRefusal(context: Context, error: AppError): Response {
  if (error.retryAfter !== undefined) context.header('Retry-After', String(error.retryAfter))
  return sendMessage(context, wordsOf(error), statusOf(error))
}

export function sendMessage(context: Context, message: Message, status: ContentfulStatusCode): Response {
  context.header('X-Robots-Tag', 'noindex')
  return send(context, render(<MessagePage {...message} />), { status })
}

export const statusOf = ({ code }: AppError): ContentfulStatusCode => errorCatalogue[code].status

/**
 * The fields of a form sent by the browser itself.
 * @throws {AppError} `body-too-large` or `wrong-media-type`
 */
export async function readFields(context: Context, maxBytes: number): Promise<URLSearchParams> {
  if (mediaTypeOf(context) !== 'application/x-www-form-urlencoded') throw new AppError('wrong-media-type')
  return new URLSearchParams((await readWithin(context, maxBytes)).toString('utf8'))
}

/**
 * A form that may hold a file, and its fields.
 * @throws {AppError} `body-too-large`, `wrong-media-type` or `invalid-input`
 */
export async function readForm(
  context: Context,
  { fields, file }: { fields: number; file: number },
): Promise<URLSearchParams | FormData> {
  if (mediaTypeOf(context) !== 'multipart/form-data') return readFields(context, fields)
  const bytes = await readWithin(context, fields + file)
  const headers = { 'content-type': context.req.header('content-type') ?? '' }
  try {
    return await new Response(new Uint8Array(bytes), { headers }).formData()
  } catch (cause) {
    throw new AppError('invalid-input', 'The form did not arrive whole. Send it again.', { cause })
  }
}

const mediaTypeOf = (context: Context) => context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()

async function readWithin(context: Context, maxBytes: number): Promise<Buffer> {
  if (Number(context.req.header('content-length') ?? 0) > maxBytes) throw new AppError('body-too-large')
  let size = 0
  const chunks: Uint8Array[] = []
  for await (const chunk of (context.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AppError('body-too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Forms are taken from our own pages. Browsers name `null` as the origin when privacy settings hide it, and then still
 * say whether it was the same site; programs name none.
 * @throws {AppError} `origin-refused`
 */
export function expectOwnPage(context: Context, origins: Pick<Origins, 'accepts'>): void {
  const origin = context.req.header('origin')
  if (origin === undefined || origins.accepts(origin)) return
  if (origin === 'null' && context.req.header('sec-fetch-site') === 'same-origin') return
  throw new AppError('origin-refused')
}
