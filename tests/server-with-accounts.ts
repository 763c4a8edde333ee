import { openStore } from '../server/store/mongo.ts'
import { type Accounts, accountsOn } from './accounts.ts'
import { type RunningServer, startServer } from './server.ts'

/** A server of the test's own, people of which are put into its store: for tests that are not about how they come. */
export async function startServerWithAccounts(
  options?: Parameters<typeof startServer>[0],
): Promise<RunningServer & { readonly accounts: Accounts }> {
  const server = await startServer(options)
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  return {
    ...server,
    accounts: accountsOn(store),
    stop: async (how) => {
      await store.close()
      return server.stop(how)
    },
  }
}
