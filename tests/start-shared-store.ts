import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchEmbeddedStore } from '../server/store/embedded/launch.ts'
import { removeData } from './server.ts'
import { share } from './share.ts'

/** The `globalSetup` of tests of modules: those that need a store share one, each with a database of its own. */
export default (project: Project) => share(project, { store: () => startSharedStore(project) }, { onDemand: true })

type Project = Parameters<typeof share>[0] & { readonly config: { readonly env: NodeJS.ProcessEnv } }

async function startSharedStore({ config: { env } }: Project) {
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-store-'))
  const store = process.env['MONGODB_URI'] ? null : await launchEmbeddedStore({ dataDir, env })
  return {
    note: dataDir,
    end: async () => {
      await store?.close()
      await removeData(dataDir)
    },
  }
}
