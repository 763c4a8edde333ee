import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

// What one person has done with, the next one gets: nothing is left of the first but cached files, compiled code and a
// process that runs. To load a page in a new context takes half as much processor time again.

export type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>

const usualSize = { width: 1280, height: 900 }
/** Without motion: whatever moves is drawn sixty times a second, by the processor. */
export const usual: ContextOptions = { viewport: usualSize, reducedMotion: 'reduce' }

/** The tab that is left open in each context that somebody has, until they take it. */
const handed = new Map<BrowserContext, Page | undefined>()
/** Those that nobody has, each with its tab; the one left last is at the end. */
const idle = new Map<BrowserContext, Page>()
/** As many as a test has people. */
const most = 3

/**
 * A context without any trace of whoever had it before. It goes back when the test ends, or by `leaves`.
 * @throws outside of a test
 */
export async function handedContext(browser: Browser): Promise<BrowserContext> {
  const [context, tab] = [...idle].findLast(([one]) => one.browser() === browser) ?? [await opened(browser)]
  idle.delete(context)
  handed.set(context, tab)
  onTestFinished(({ task }) => (task.result?.state === 'pass' ? leaves(context) : throwAway(context)))
  return context
}

const opened = async (browser: Browser) => refusing(await browser.newContext(usual), ['routeWebSocket', ...forGood])

/** The first tab of a context, or one more: like `newPage`, but what is there already is used. */
export async function aTab(context: BrowserContext): Promise<Page> {
  if (!handed.has(context)) return context.newPage()
  const tab = handed.get(context) ?? refusing(await context.newPage(), ['routeWebSocket', ...forGood])
  handed.set(context, undefined)
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

/** Somebody has done with their browser, maybe before the test ends: all of its pages close. */
export async function leaves(context: BrowserContext): Promise<void> {
  if (!handed.delete(context)) return
  const tab = await wiped(context).catch(() => undefined)
  // Whatever it was that this context did not survive, nobody gets it afterwards.
  if (!tab || idle.size >= most) return context.close()
  idle.set(context, tab)
}

async function throwAway(context: BrowserContext): Promise<void> {
  handed.delete(context)
  await context.close()
}

/** Takes everything from a context that somebody could find there. @returns its one tab, unless something is left */
async function wiped(context: BrowserContext): Promise<Page | undefined> {
  const [tab, ...others] = context.pages()
  if (!tab?.url().startsWith('http')) return
  const origins = new Set(context.pages().map((page) => new URL(page.url()).origin))
  await Promise.all(others.map((page) => page.close()))
  await context.setOffline(false)
  for (const event of events) tab.removeAllListeners(event)
  await Promise.all([tab.unrouteAll(), context.unrouteAll()])
  // Of the same origin, and nothing of the app runs there.
  await tab.goto(new URL('/icon.svg', tab.url()).href)
  await Promise.all([context.clearPermissions(), context.clearCookies()])
  await tab.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null })
  await tab.setViewportSize(usualSize)
  await tab.mouse.move(0, 0)
  const devtools = await context.newCDPSession(tab)
  for (const origin of origins) await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes })
  await devtools.send('Page.resetNavigationHistory')
  await devtools.detach()
  return (await tab.evaluate<number>(whatIsLeft)) === 0 ? tab : undefined
}

const events = ['request', 'requestfailed', 'requestfinished', 'response', 'console', 'dialog', 'download'] as const
const storageTypes = 'local_storage,indexeddb,file_systems,cache_storage,service_workers'
const whatIsLeft = `(async () => {
  sessionStorage.clear()
  window.name = ''
  return (await indexedDB.databases()).length + localStorage.length + document.cookie.length
})()`
