import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page, ViewportSize } from 'playwright-core'
import type { Caller } from '../builders.ts'
import { aTab, type ContextOptions, handedContext, signIn, usual } from './contexts.ts'

/** Somebody's own browser on a wide screen, signed in unless nobody is named: new, and closed by whoever asked for it. */
export async function aContext(
  browser: Browser,
  person: Caller | null,
  options: ContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ ...usual, ...options })
  if (person) await signIn(context, person)
  return context
}

/** The one they had before, or one without any trace of whoever had it. It goes back by itself. */
export const aWarmContext = (browser: Browser, person: Caller | null): Promise<BrowserContext> =>
  handedContext(browser, person)

/** A page in a warm browser of their own, on a screen of some size. */
export async function aPage(browser: Browser, person: Caller | null, size?: ViewportSize): Promise<Page> {
  const page = await aTab(await aWarmContext(browser, person))
  if (size) await page.setViewportSize(size)
  return page
}

/** The page has everything, and hears of every change from here on. */
export const isLive = (page: Page): Promise<void> => page.locator('[data-connection="live"]').waitFor()

/** Every violation that axe finds on the page as it stands; empty when there is none. */
export async function violationsOn(page: Page): Promise<string[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axeSource)
  return page.evaluate(
    "axe.run({ resultTypes: ['violations'], preload: false, selectors: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  )
}

let axeSource: string | undefined

/** What is wrong with a page as it looks to somebody. */
interface Findings {
  readonly width: number
  readonly violations: readonly string[]
  readonly scrollsSideways: boolean
  /** In the app, where a part of the page scrolls: the bars around it can be scrolled away. */
  readonly scrollsBars: boolean
}

let visits = 0

/**
 * Opens a page on a light wide screen and changes it to a dark narrow one, or the other way round: every other time.
 * @param narrow width of the narrow screen in CSS pixels
 * @returns what is wrong in either look; nothing, if all is well
 */
export async function wrongInBothLooks(page: Page, open: () => Promise<unknown>, narrow = 390): Promise<Findings[]> {
  const looks = [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: narrow },
  ] as const
  const findings: Findings[] = []
  for (const [i, look] of (visits++ % 2 ? [...looks].reverse() : looks).entries()) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: look.width, height: 844 })
    if (i === 0) await open()
    // The app follows the system; the pages for candidates do by their style sheet alone.
    await page.waitForFunction(hasLook, look)
    const violations = await violationsOn(page)
    const scrollsSideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    const scrollsBars = await page.evaluate(areBarsLoose)
    findings.push({ width: look.width, violations, scrollsSideways, scrollsBars })
  }
  return findings.filter((found) => found.violations.length > 0 || found.scrollsSideways || found.scrollsBars)
}

const areBarsLoose = () =>
  document.querySelector('[data-connection]') !== null && document.documentElement.scrollHeight > innerHeight

const hasLook = ({ colorScheme, width }: { colorScheme: string; width: number }): boolean => {
  const { mantineColorScheme = colorScheme } = document.documentElement.dataset
  const isEndless = ({ effect }: Animation) => effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY
  // What follows the scrolling moves with it alone.
  const byTime = document.getAnimations().filter(({ timeline }) => timeline === document.timeline)
  const isStill = byTime.every((one) => one.playState !== 'running' || isEndless(one))
  return mantineColorScheme === colorScheme && innerWidth === width && isStill
}
