import { Cursors } from './cursors.ts'
import { createSessions, type Sessions } from './session/sessions.ts'
import { createTransactions, type Transactions } from './session/transactions.ts'
import { QueryStats } from './stats.ts'
import { type Catalog, createCatalog } from './storage/catalog.ts'
import { type Commits, openCommits } from './storage/commits.ts'
import type { Environment } from './storage/environment.ts'
import { removeUnfinishedIndexes } from './storage/index-build.ts'
import type { WriterSettings } from './storage/writer-thread.ts'

/** Everything one running store holds; commands work on it. */
export class Store {
  readonly environment: Environment
  readonly commits: Commits
  readonly catalog: Catalog
  readonly transactions: Transactions
  readonly sessions: Sessions
  readonly cursors = new Cursors()
  stats = new QueryStats()
  /** Rises with each index that becomes usable. */
  clock = 0

  constructor(environment: Environment, settings: WriterSettings) {
    this.environment = environment
    this.commits = openCommits(environment, settings)
    this.catalog = createCatalog(this.commits.write)
    this.transactions = createTransactions(this.commits)
    this.sessions = createSessions(this.commits, this.cursors)
    this.catalog.load(this.commits.committed)
    this.commits.events.on('failure', () => {
      // What open transactions have noted in the catalog is lost with it.
      this.transactions.abortAll()
      this.catalog.load(this.commits.committed)
    })
    removeUnfinishedIndexes(this)
  }

  /** Ends what clients left behind; called once a second. */
  sweep(): void {
    const now = Date.now()
    this.transactions.sweep(now)
    this.cursors.killIdle(now)
    this.sessions.releaseIdle(now)
  }

  async close(): Promise<void> {
    this.transactions.abortAll()
    await this.commits.close()
    await this.environment.root.close()
  }
}
