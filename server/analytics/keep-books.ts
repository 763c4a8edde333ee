import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { unasked } from '../request-id.ts'
import type { Scope } from '../store/scope.ts'
import { createTurns } from '../turns.ts'
import { bookOf, books } from './repository.ts'
import { tellBook } from './tell-book.ts'

/** Entries per transaction: those of one day and posting share a cell, so many at once cost little more than a few. */
const batch = 2000

/** How far a book has got. */
export interface Reached {
  readonly book: string
  readonly seq: number
  /** When its last entry was written; null: there is none. */
  readonly at: Date | null
  /** True when the feed held more by the time the patience was over. */
  readonly isBehind: boolean
}

export interface Books {
  /**
   * Brings an employer's book up to the end of its feed. Any number of nodes may do so at once: a batch and the number
   * it ends with are one transaction, so each entry counts exactly once.
   * @param patience how long it may take, in milliseconds; what is left by then is told by `isBehind`
   * @param name of the telling; another than usual begins anew from the first entry
   */
  follow(employerId: string, options?: { patience?: number; name?: string }): Promise<Reached>
}

export function createBooks({ journal, scope }: { journal: SharedJournal; scope: () => Scope }): Books {
  const inTurn = createTurns()

  async function follow(employerId: string, book: string, until: number): Promise<Reached> {
    const stream = feedOf(employerId)
    for (;;) {
      const { seq = 0, at = null } = (await books.find(scope(), book)) ?? {}
      const entries = await journal.read(stream, seq, batch)
      const last = entries.at(-1)
      if (!last) return { book, seq, at, isBehind: false }
      if (Date.now() > until) return { book, seq, at, isBehind: true }
      await journal.for(unasked).commit([], async (tx) => {
        const before = (await books.find(tx, book))?.seq ?? 0
        // Another node was here first: what it has told is not told again.
        if (before !== seq) return
        await tellBook(tx, { employerId, book }, entries)
        await books.advance(tx, book, seq, { seq: last.seq, at: last.at })
      })
    }
  }

  return {
    follow: (employerId, { patience = Number.POSITIVE_INFINITY, name } = {}) => {
      const book = bookOf(employerId, name)
      const until = Date.now() + patience
      return inTurn(book, () => follow(employerId, book, until))
    },
  }
}
