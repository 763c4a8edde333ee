import { share } from '../share.ts'
import { startSharedServer } from '../start-shared-server.ts'
import { serveChromium } from './launch.ts'

/** The `globalSetup` of tests in a browser: one server and one Chromium for all. */
export default (project: Parameters<typeof share>[0]) =>
  share(project, {
    server: startSharedServer,
    chromium: async () => {
      const chromium = await serveChromium()
      return { note: chromium.wsEndpoint(), end: () => chromium.close() }
    },
  })
