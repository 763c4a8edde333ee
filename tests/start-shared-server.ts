import { noLimits } from './limits.ts'
import { startServer, type Whereabouts } from './server.ts'
import { share } from './share.ts'

/** How the shared server is started: nobody meets a limit that the test is not about. */
export async function startSharedServer() {
  const { url, dataDir, logFile, stop } = await startServer({
    env: { ...noLimits, LIMIT_SOCKETS_PER_USER: '1000', WEBHOOKS_TO_PRIVATE: '1' },
  })
  return { note: { url, dataDir, logFile } satisfies Whereabouts, end: () => stop() }
}

/** The `globalSetup` of tests that need a server and nothing else; those of faults start what they need themselves. */
export default (project: Parameters<typeof share>[0]) =>
  share(project, { server: startSharedServer }, { onDemand: true })
