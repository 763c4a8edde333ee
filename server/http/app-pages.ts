import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { Context, Hono } from 'hono'
import { cspReportPath } from './csp-report.ts'

/** The built client. `index.html` carries a placeholder that is replaced by a fresh nonce in every answer. */
const placeholder = /__NONCE__/g

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/** What belongs to programs, or to pages of the server: a wrong address there is not a page of the app. */
const notPages = /^\/(?:api|socket\.io|coedit|dev|careers|portal|problems)(?:\/|$)/

/** Serves the client: files by name, hashed ones for ever, and `index.html` for every page of the app. */
export function appPages(app: Hono, clientDir: string): void {
  app.get('*', async (context) => {
    const { path } = context.req
    // Else a misspelt call would be answered with a page.
    if (path === '/api' || path.startsWith('/api/')) return context.notFound()
    if (notPages.test(path)) return context.notFound()
    if (extname(path) === '') return page(context, clientDir)
    const type = mediaTypes[extname(path)]
    const file = type ? await readOrNull(join(clientDir, normalize(path))) : null
    if (!type || !file) return context.notFound()
    context.header('content-type', type)
    context.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return context.body(new Uint8Array(file))
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

/** Null when there is no such file; `normalize` and the join keep the path below the folder. */
async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') return null
    throw error
  }
}
