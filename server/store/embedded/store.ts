import { Cursors } from './cursors.ts'
import { createSessions } from './session/sessions.ts'
import { createTransactions } from './session/transactions.ts'
import { QueryStats } from './stats.ts'
import { createCatalog } from './storage/catalog.ts'
import { openCommits } from './storage/commits.ts'
import type { Environment } from './storage/environment.ts'
import type { WriterSettings } from './storage/writer-thread.ts'

/** Everything one running store holds; commands work on it. */
export type Store = ReturnType<typeof createStore>

export function createStore(environment: Environment, settings: WriterSettings) {
  const commits = openCommits(environment, settings)
  const catalog = createCatalog(commits.write)
  const transactions = createTransactions(commits)
  const cursors = new Cursors()
  const sessions = createSessions(commits, cursors)
  catalog.load(commits.committed)
  commits.events.on('failure', () => {
    // What open transactions have noted in the catalog is lost with it.
    transactions.abortAll()
    catalog.load(commits.committed)
  })

  /** Ends what clients left behind; called once a second. */
  function sweep(): void {
    const now = Date.now()
    transactions.sweep(now)
    cursors.killIdle(now)
    sessions.releaseIdle(now)
  }

  async function close(): Promise<void> {
    transactions.abortAll()
    await commits.close()
    await environment.root.close()
  }

  /** `clock` rises with each index that becomes usable. */
  return { commits, catalog, transactions, cursors, sessions, sweep, close, stats: new QueryStats(), clock: 0 }
}
