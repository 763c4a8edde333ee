import type { Browser } from 'playwright-core'
import { shared } from '../shared.ts'
import { connectChromium } from './launch.ts'

/** The Chromium of all files, by one connection for those that run in this process. */
export async function sharedChromium(): Promise<Browser> {
  if (!connection?.isConnected()) connection = await connectChromium(await shared<string>('chromium'))
  return connection
}

let connection: Browser | undefined
