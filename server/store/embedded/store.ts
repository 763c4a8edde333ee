import { Cursors } from './cursors.ts'
import { Sessions } from './session/sessions.ts'
import { Snapshots } from './session/snapshots.ts'
import { Transactions } from './session/transactions.ts'
import { QueryStats } from './stats.ts'
import { Catalog, type Collection } from './storage/catalog.ts'
import { Commits } from './storage/commits.ts'
import type { Writer } from './storage/documents.ts'
import { CommittedView, type Environment } from './storage/environment.ts'
import { removeUnfinishedIndexes } from './storage/index-build.ts'
import type { WriterSettings } from './storage/writer-thread.ts'

const transactionLifetimeMs = 60_000
/** A client that is gone cannot go on with its transaction, whose locks others wait for. */
const orphanLifetimeMs = 3000

/** Everything one running store holds; commands work on it. */
export class Store {
  readonly environment: Environment
  readonly commits: Commits
  readonly catalog: Catalog
  readonly transactions: Transactions
  readonly sessions: Sessions
  readonly snapshots: Snapshots
  readonly cursors = new Cursors()
  readonly stats = new QueryStats()
  /** Writes outside transactions. */
  readonly writer: Writer

  constructor(environment: Environment, settings: WriterSettings) {
    this.environment = environment
    this.commits = new Commits(environment, settings)
    this.catalog = new Catalog((key, value) => this.commits.write(key, value))
    this.transactions = new Transactions(environment, this.commits, this.catalog)
    this.sessions = new Sessions(this.commits)
    this.snapshots = new Snapshots(environment, this.cursors)
    this.writer = {
      view: this.commits.latest,
      claim: (key) => this.transactions.claimPlain(key),
      write: (key, value) => this.commits.write(key, value),
      saveCatalog: (collection: Collection) => this.catalog.save(collection),
    }
    this.catalog.load(this.commits.committed)
    this.commits.onFailure = () => {
      // What open transactions have noted in the catalog is lost with it.
      for (const transaction of this.transactions.active) this.transactions.abort(transaction)
      this.catalog.load(this.commits.committed)
    }
    removeUnfinishedIndexes(this)
  }

  /** A view for one reading command: the caller pins it when it needs one moment for several turns. */
  newView(): CommittedView {
    return new CommittedView(this.environment)
  }

  /** Ends what clients left behind. `isConnected` tells whether the client last seen in a session is still there. */
  async sweep(isOrphan: (transaction: object) => boolean): Promise<void> {
    const now = Date.now()
    for (const transaction of this.transactions.active) {
      const orphan = isOrphan(transaction) && now - transaction.lastUsed > orphanLifetimeMs
      if (orphan || now - transaction.startedAt > transactionLifetimeMs) this.transactions.abort(transaction)
    }
    await this.cursors.killIdle(now)
    await this.snapshots.releaseIdle(now)
  }

  async close(): Promise<void> {
    for (const transaction of this.transactions.active) this.transactions.abort(transaction)
    await this.commits.close()
    await this.environment.root.close()
  }
}
