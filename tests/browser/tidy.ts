import type { BrowserContext, Page } from 'playwright-core'

// What is left of somebody in a browser when they leave it, and what takes it away.

const events = ['request', 'requestfailed', 'requestfinished', 'response', 'console', 'dialog', 'download'] as const

/** Whatever a test did to a browser is undone: its connection, routes, listeners, permissions, looks, the mouse. */
export async function isLeft(context: BrowserContext, tab: Page): Promise<void> {
  await context.setOffline(false)
  for (const event of events) tab.removeAllListeners(event)
  await Promise.all([tab.unrouteAll(), context.unrouteAll(), context.clearPermissions()])
  // Each by its value: null is not what the context began with but what the system has, which is motion.
  await tab.emulateMedia({ media: null, colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' })
  await tab.mouse.move(0, 0)
}

/** An address that the app shows nothing for: nobody looks at anything from there, and nothing is read. */
const nowhere = '/nowhere'

/** Leaves the app where it shows nothing. @returns whether it runs there, connected, with nothing else on screen */
export async function park(tab: Page): Promise<boolean> {
  if (!(await tab.evaluate(goTo, nowhere))) return false
  await tab.keyboard.press('Escape')
  try {
    const state = await tab.waitForFunction(stateOfParked, nowhere, { timeout: 10_000, polling: 50 })
    return (await state.jsonValue()) === 'parked'
  } catch {
    // Something that does not close: whoever comes next gets a page without it.
    return false
  }
}

/** Closes toasts, one row after the other. Runs in the page. */
const stateOfParked = (nowhere: string): 'parked' | 'led away' | null => {
  for (const close of document.querySelectorAll<HTMLElement>('[id^="toast-"] [aria-label="Close"]')) close.click()
  const connection = document.querySelector('[data-connection]')
  // To sign in, or to the only page that somebody without a company has.
  if (!connection || location.pathname !== nowhere) return 'led away'
  const cover = document.querySelector('[id^="toast-"], [role="dialog"], [role="menu"], [role="tooltip"]')
  const isLive = connection.getAttribute('data-connection') === 'live'
  return isLive && !cover ? 'parked' : null
}

/** Goes to an address by the router of the app, if it runs on this page. Runs in the page. */
const goTo = async (to: string): Promise<boolean> => {
  if (!Reflect.has(window, Symbol.for('wouter_v3'))) return false
  if (location.pathname + location.search === to) {
    history.pushState(null, '', '/nowhere')
    await new Promise((resolve) => setTimeout(resolve))
  }
  history.pushState(null, '', to)
  return true
}

/** Goes to a page of the app as by one of its links, which shows it anew; loads it where the app does not run yet. */
export async function visit(page: Page, address: string): Promise<void> {
  const { origin, pathname, search } = new URL(address)
  const isThere = page.url().startsWith(`${origin}/`) && (await page.evaluate(goTo, pathname + search))
  if (!isThere) await page.goto(address)
}

/**
 * Takes everything from a browser that somebody could find there.
 * @param origins of all pages that it showed, if more than its one tab shows
 * @returns whether nothing is left
 */
export async function forgetsTraces(
  context: BrowserContext,
  tab: Page,
  origins?: ReadonlySet<string>,
): Promise<boolean> {
  const { origin } = new URL(tab.url())
  // Of the same origin, and nothing of the app runs there.
  await tab.goto(`${origin}/icon.svg`)
  await context.clearCookies()
  const devtools = await context.newCDPSession(tab)
  for (const one of origins ?? [origin])
    await devtools.send('Storage.clearDataForOrigin', { origin: one, storageTypes })
  await devtools.send('Page.resetNavigationHistory')
  await devtools.detach()
  return (await tab.evaluate<number>(whatIsLeft)) === 0
}

const storageTypes = 'local_storage,indexeddb,file_systems,cache_storage,service_workers'
const whatIsLeft = `(async () => {
  sessionStorage.clear()
  window.name = ''
  return (await indexedDB.databases()).length + localStorage.length + document.cookie.length
})()`
