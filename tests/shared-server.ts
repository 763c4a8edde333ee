import { openStore, type Store } from '../server/store/mongo.ts'
import { type Accounts, accountsOn } from './accounts.ts'
import { serverAt, type TestServer, type Whereabouts } from './server.ts'
import { shared } from './shared.ts'

/**
 * The server of all files of a project. Each makes employers of its own, kills nothing, counts nothing that others
 * might count too; a test that needs a setting or a death starts its own server.
 */
export async function sharedServer(): Promise<TestServer> {
  const at = await shared<Whereabouts>('server')
  accounts ??= sharedStore().then(accountsOn)
  return { ...serverAt(at), accounts: await accounts }
}

let accounts: Promise<Accounts> | undefined

/** The store of that server: by one connection for all files that run in this process, open until it ends. */
export async function sharedStore(): Promise<OpenStore> {
  store ??= shared<Whereabouts>('server').then(({ dataDir }) =>
    openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] }),
  )
  return store
}

/** Nobody closes it. */
export type OpenStore = Omit<Store, 'close'>

let store: Promise<Store> | undefined

/** The same for tests of how people come: everybody signs up, or follows an invitation. */
export const sharedServerToSignUpAt = async (): Promise<TestServer> => serverAt(await shared<Whereabouts>('server'))
