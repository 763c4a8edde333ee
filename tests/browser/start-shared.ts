import { share } from '../share.ts'
import { startSharedServer } from '../start-shared-server.ts'

/** The `globalSetup` of tests in a browser: one server for all, at once, since every file needs it. */
export default (project: Parameters<typeof share>[0]) => share(project, { server: startSharedServer })
