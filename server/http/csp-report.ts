import type { Hono } from 'hono'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { readBytes } from './body.ts'
import type { Limits } from './limits.ts'
import { visitorOf } from './visitor.ts'

export const cspReportPath = '/csp-report'

/** What a browser says of something that the policy of a page kept out. */
const Report = z.object({
  'csp-report': z.object({
    'document-uri': z.string().optional(),
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().optional(),
    'blocked-uri': z.string().optional(),
  }),
})

const largest = 16_384

/** Scheme, host and path: what follows may be a secret of the page's reader. */
function placeOf(address: string | undefined): string {
  if (!address || !URL.canParse(address)) return (address ?? '').slice(0, 40)
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`.slice(0, 300)
}

/** Takes browsers' reports into the log; whoever sends too many waits, and nonsense is passed over. */
export function cspReports(app: Hono, parts: { log: Log; limits: Limits; trustProxy: number }): void {
  app.post(cspReportPath, async (context) => {
    const { ip, request } = visitorOf(context, parts.trustProxy)
    await parts.limits.take('auth', ip)
    const text = new TextDecoder().decode(await readBytes(context, largest))
    const parsed = Report.safeParse(jsonOrNull(text))
    if (parsed.success) {
      const report = parsed.data['csp-report']
      const directive = (report['effective-directive'] ?? report['violated-directive'] ?? '').slice(0, 80)
      const [page, blocked] = [placeOf(report['document-uri']), placeOf(report['blocked-uri'])]
      parts.log.warn({ request, directive, page, blocked }, 'a page wanted something that its policy keeps out')
    }
    return context.body(null, 204)
  })
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever sends no report has reported nothing.
    return null
  }
}
