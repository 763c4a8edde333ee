import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Caller } from '../builders.ts'
import { forgetsTraces, isLeft, park } from './tidy.ts'

// Whoever comes back finds the browser that they had before, with the app running in it, somewhere where it shows
// nothing. Somebody else gets it wiped: nothing is left of the first but cached files, compiled code and a process that
// runs. To load a page in a new context takes half as much processor time again, to go on in the app a fraction of it.

export type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

const usualSize = { width: 1280, height: 900 }
/** Without motion: whatever moves is drawn sixty times a second, by the processor. */
export const usual: ContextOptions = { viewport: usualSize, reducedMotion: 'reduce' }

interface Handed {
  /** The tab that is left open, until somebody takes it. */
  tab: Page | undefined
  /** Cookie of whoever has it; null for somebody who is not signed in. */
  readonly person: string | null
}
const handed = new Map<BrowserContext, Handed>()

interface Idle {
  readonly tab: Page
  /** Cookie of whoever had it and finds the app there; null when it is wiped. */
  readonly person: string | null
}
/** Those that nobody has; the one left last is at the end. */
const idle = new Map<BrowserContext, Idle>()
/** As many as the company of most files has people, and somebody else. */
const most = 6

/**
 * A browser of somebody: the one they had before, or one without any trace of whoever had it. It goes back when the test
 * ends, or by `leaves`.
 * @throws outside of a test
 */
export async function handedContext(browser: Browser, person: Caller | null): Promise<BrowserContext> {
  const cookie = person?.cookie ?? null
  const found = taken(browser, cookie)
  const context = (found && (await cleared(found, cookie))) ?? (await opened(browser))
  handed.set(context, { tab: context === found?.context ? found.tab : undefined, person: cookie })
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'pass') return leaves(context)
    await tellOf(context, task.name)
    return throwAway(context)
  })
  if (person && found?.person !== cookie) await signIn(context, person)
  return context
}

interface Found extends Idle {
  readonly context: BrowserContext
}

/** Their own; else one that is wiped; else, once there are enough, what somebody else left first. */
function taken(browser: Browser, person: string | null): Found | undefined {
  const all = [...idle].filter(([context]) => context.browser() === browser)
  const own = person === null ? undefined : all.findLast(([, one]) => one.person === person)
  const found = own ?? all.findLast(([, one]) => one.person === null) ?? (all.length < most ? undefined : all[0])
  if (!found) return undefined
  const [context, { tab, person: before }] = found
  // At once: two may ask at the same time.
  idle.delete(context)
  return { context, tab, person: before }
}

/** The same, for this person to find nothing of somebody else's. Nothing, when it cannot be wiped. */
async function cleared({ context, tab, person }: Found, next: string | null): Promise<BrowserContext | undefined> {
  if (person === null || person === next) return context
  if (await forgetsTraces(context, tab).catch(() => false)) return context
  await context.close()
  return undefined
}

const opened = async (browser: Browser) => refusing(await browser.newContext(usual), ['routeWebSocket', ...forGood])

export async function signIn(context: BrowserContext, { cookie, server }: Caller): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: server.url }])
}

/** The first tab of a context, or one more: like `newPage`, but what is there already is used. */
export async function aTab(context: BrowserContext): Promise<Page> {
  const mine = handed.get(context)
  if (!mine) return context.newPage()
  const tab = mine.tab ?? refusing(await context.newPage(), ['routeWebSocket', ...forGood])
  mine.tab = undefined
  return tab
}

/** What no wipe takes back. */
const forGood = ['addInitScript', 'exposeBinding', 'exposeFunction', 'setExtraHTTPHeaders'] as const

function refusing<T extends BrowserContext | Page>(it: T, names: readonly (keyof T)[]): T {
  const refuse = () => {
    throw new Error('This would stay for the next person: ask for a fresh context, which nobody gets afterwards.')
  }
  return Object.assign(it, Object.fromEntries(names.map((name) => [name, refuse])))
}

/** Somebody has done with their browser, maybe before the test ends: they go from what it shows, all other pages close. */
export async function leaves(context: BrowserContext): Promise<void> {
  const mine = handed.get(context)
  if (!mine) return
  handed.delete(context)
  const left = await leftBy(context, mine).catch(() => undefined)
  // Whatever it was that this context did not survive, nobody gets it afterwards.
  if (!left || idle.size >= most) return context.close()
  idle.set(context, left)
}

async function leftBy(context: BrowserContext, { person }: Handed): Promise<Idle | undefined> {
  const [tab, ...others] = context.pages()
  if (!tab?.url().startsWith('http')) return
  const origins = new Set(context.pages().map((page) => new URL(page.url()).origin))
  await Promise.all(others.map((page) => page.close()))
  await isLeft(context, tab)
  await tab.setViewportSize(usualSize)
  if (person !== null && (await park(tab))) return { tab, person }
  return (await forgetsTraces(context, tab, origins)) ? { tab, person: null } : undefined
}

/** Prints what somebody had in front of them when a test failed: of a rare failure that is all there will ever be. */
async function tellOf(context: BrowserContext, test: string): Promise<void> {
  for (const page of context.pages()) {
    const shown = await page
      .locator('body')
      .innerText({ timeout: 2000 })
      .catch((error: unknown) => `could not be read: ${String(error)}`)
    console.error(`When "${test}" failed, ${page.url()} showed:\n${shown.replace(/\s*\n\s*/g, ' | ').slice(0, 2000)}\n`)
  }
}

async function throwAway(context: BrowserContext): Promise<void> {
  handed.delete(context)
  await context.close()
}
