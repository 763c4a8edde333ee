import type { Browser } from 'playwright-core'
import { startChromium } from './launch.ts'

/**
 * The Chromium of all files that run in this process, which ends with it. One for several processes would be spoken to
 * by a server between: that takes more processor time than to start one for each.
 */
export function sharedChromium(): Promise<Browser> {
  chromium ??= startChromium().then((browser) =>
    browser.once('disconnected', () => {
      chromium = undefined
    }),
  )
  return chromium
}

let chromium: Promise<Browser> | undefined
