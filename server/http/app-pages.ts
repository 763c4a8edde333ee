import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Hono } from 'hono'
import { cspReportPath } from './csp-report.ts'

/** The built client. `index.html` carries a placeholder that is replaced by a fresh nonce in every answer. */
const placeholder = /__NONCE__/g

/** What belongs to programs, or to pages of the server: a wrong address there is not a page of the app. */
const notPages = /^\/(?:api|socket\.io|coedit|dev|careers|portal|job-alerts|interview-reply|calendars|problems)(?:\/|$)/

/** There is nothing behind the files that could answer. */
const nothingElse = async (): Promise<void> => undefined

/**
 * Serves the client: files by name, hashed ones for ever, compressed for those who take that (RFC 9110, section 12.5.3),
 * and `index.html` for every page of the app.
 */
export function appPages(app: Hono, clientDir: string): void {
  const files = serveStatic({ root: clientDir, precompressed: true })
  app.get('*', async (context) => {
    const { path } = context.req
    // Else a misspelt call would be answered with a page.
    if (path === '/api' || path.startsWith('/api/')) return context.notFound()
    if (notPages.test(path)) return context.notFound()
    if (extname(path) === '') return page(context, clientDir)
    const file = await files(context, nothingElse)
    if (!file) return context.notFound()
    file.headers.set('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return file
  })
}

async function page(context: Context, clientDir: string): Promise<Response> {
  const template = await readOrNull(join(clientDir, 'index.html'))
  if (!template) return context.text('The pages are not built. Run: npm run build', 503)
  const nonce = randomBytes(16).toString('base64')
  context.header(
    'content-security-policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      `report-uri ${cspReportPath}`,
    ].join('; '),
  )
  // The nonce is good for one answer, so the page is never kept.
  context.header('cache-control', 'no-store')
  return context.html(template.toString('utf8').replace(placeholder, nonce))
}

/** Null when there is no such file. */
async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
