import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { formStyles } from './styles-forms.ts'
import { pageStyles } from './styles-pages.ts'

const stylesheet = pageStyles + formStyles

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4b51cb"/><g fill="none" stroke="#fff" stroke-width="2.5"><circle cx="12.5" cy="16" r="7"/><circle cx="19.5" cy="16" r="7"/></g><path d="M16 10a7 7 0 0 1 0 12 7 7 0 0 1 0-12z" fill="#fff"/></svg>`

/** The content names the file, so that browsers may keep it for ever and still see every change. */
const named = (content: string, ending: string): string =>
  `/careers-assets/${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${ending}`

export const stylesheetPath = named(stylesheet, 'css')
export const iconPath = named(icon, 'svg')

export function assetRoutes(app: Hono): void {
  for (const [path, content, type] of [
    [stylesheetPath, stylesheet, 'text/css; charset=utf-8'],
    [iconPath, icon, 'image/svg+xml'],
  ] as const) {
    app.get(path, (context) =>
      context.body(content, 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      }),
    )
  }
}
