import { Cursors } from './cursors.ts'
import { Sessions } from './session/sessions.ts'
import { Transactions } from './session/transactions.ts'
import { QueryStats } from './stats.ts'
import { Catalog } from './storage/catalog.ts'
import { Commits } from './storage/commits.ts'
import type { Writer } from './storage/documents.ts'
import { CommittedView, type Environment } from './storage/environment.ts'
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
  /** Writes outside transactions. */
  readonly writer: Writer

  constructor(environment: Environment, settings: WriterSettings) {
    this.environment = environment
    this.commits = new Commits(environment, settings)
    this.catalog = new Catalog((key, value) => this.commits.write(key, value))
    this.transactions = new Transactions(environment, this.commits)
    this.sessions = new Sessions(this.commits, this.cursors)
    this.writer = {
      view: this.commits.latest,
      claim: (key) => this.transactions.claimPlain(key),
      write: (key, value) => this.commits.write(key, value),
    }
    this.catalog.load(this.commits.committed)
    this.commits.onFailure = () => {
      // What open transactions have noted in the catalog is lost with it.
      this.transactions.abortAll()
      this.catalog.load(this.commits.committed)
    }
    removeUnfinishedIndexes(this)
  }

  /** A view for one reading command: the caller pins it when it needs one moment for several turns. */
  newView(): CommittedView {
    return new CommittedView(this.environment)
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
