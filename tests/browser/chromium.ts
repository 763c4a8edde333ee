import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Caller } from '../builders.ts'

/** Chromium of the system, without whatever it would ask of the network. */
export function startChromium(): Promise<Browser> {
  const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...offline]
  return chromium.launch({ executablePath: '/usr/bin/chromium', args })
}

export type ContextOptions = Parameters<Browser['newContext']>[0]

/** Somebody's own browser on a wide screen, signed in unless nobody is named. */
export async function aContext(
  browser: Browser,
  person: Caller | null,
  options: ContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  if (person) {
    const [name = '', value = ''] = person.cookie.split('=')
    await context.addCookies([{ name, value, url: person.server.url }])
  }
  return context
}

/** Every violation that axe finds on the page as it stands; empty when there is none. */
export async function violationsOn(page: Page): Promise<string[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axeSource)
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  )
}

let axeSource: string | undefined
