import { openStore } from '../server/store/mongo.ts'
import { type Accounts, accountsOn } from './accounts.ts'
import { serverAt, type TestServer, type Whereabouts } from './server.ts'
import { shared } from './shared.ts'

/**
 * The server of all files of a project. Each makes employers of its own, kills nothing, counts nothing that others
 * might count too; a test that needs a setting or a death starts its own server.
 */
export async function sharedServer(): Promise<TestServer> {
  const at = await shared<Whereabouts>('server')
  accounts ??= openStore({ DATA_DIR: at.dataDir, MONGODB_URI: process.env['MONGODB_URI'] }).then(accountsOn)
  return { ...serverAt(at), accounts: await accounts }
}

/** Of the one shared server: by one connection for all files that run in this process, open until it ends. */
let accounts: Promise<Accounts> | undefined

/** The same for tests of how people come: everybody signs up, or follows an invitation. */
export const sharedServerToSignUpAt = async (): Promise<TestServer> => serverAt(await shared<Whereabouts>('server'))
