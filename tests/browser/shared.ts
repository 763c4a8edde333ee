import type { Browser } from 'playwright-core'
import { share, shared } from '../shared.ts'
import { startSharedServer } from '../shared-server.ts'
import { connectChromium, serveChromium } from './chromium.ts'

/** The `globalSetup` of tests in a browser: one server and one Chromium for all. */
export default (project: Parameters<typeof share>[0]) =>
  share(project, {
    server: startSharedServer,
    chromium: async () => {
      const chromium = await serveChromium()
      return { note: chromium.wsEndpoint(), end: () => chromium.close() }
    },
  })

/** The Chromium of all files, by one connection for those that run in this process. */
export async function sharedChromium(): Promise<Browser> {
  if (!connection?.isConnected()) connection = await connectChromium(await shared<string>('chromium'))
  return connection
}

let connection: Browser | undefined
