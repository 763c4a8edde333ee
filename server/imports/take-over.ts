import type { ImportKind } from '#protocol/imports'
import type { Standing } from '#protocol/permissions'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { StoredRow } from './repository.ts'
import { addCandidates, takeBackCandidates } from './take-over-candidates.ts'
import { addDrafts, takeBackDrafts } from './take-over-postings.ts'

export type Importer = Standing & { readonly employerId: string; readonly userId: string }

/** What is made of the rows of a block, and how it is taken back. Answers the rows with what became of them. */
interface TakeOver {
  readonly over: (tx: Tx, importer: Importer, rows: readonly StoredRow[], links: LinkSecrets) => Promise<StoredRow[]>
  readonly back: (tx: Tx, importer: Importer, rows: readonly StoredRow[]) => Promise<StoredRow[]>
}

export const kinds: Readonly<Record<ImportKind, TakeOver>> = {
  postings: { over: addDrafts, back: takeBackDrafts },
  candidates: { over: addCandidates, back: takeBackCandidates },
}
