import type { CellProblem, ImportKind, ImportState, RowOutcome } from '#protocol/imports'
import { AppError } from '../app-error.ts'
import type { Delimiter } from '../csv/parse.ts'
import { fileBytes } from '../store/file-bytes.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import type { AuditedPerson } from '../team/audit.ts'

export interface ImportCounts {
  rows: number
  bad: number
  skipped: number
  done: number
  imported: number
  refused: number
  undone: number
  kept: number
}

export interface ImportRecord {
  _id: string
  employerId: string
  userId: string
  /** Who had it committed, or undone since; left out: nobody yet, or before this was kept. */
  by?: AuditedPerson
  kind: ImportKind
  fileName: string
  /** Null: somebody in it was deleted, so the file went. */
  fileId: string | null
  state: ImportState
  encoding: string
  delimiter: Delimiter
  hasHead: boolean
  heads: string[]
  samples: string[][]
  mapping: (string | null)[]
  remembered: boolean
  jobId: string | null
  /** The postings that its candidates came to; left out: none did yet. */
  jobIds?: string[]
  /** Under which its blocks are kept: another one each time they are made anew. */
  blockSet: string
  /** The first block that is not done, or while it is undone: not undone yet. */
  nextBlock: number
  /** Which worker is at it, and until when the others leave it to that one; null: there is no work. */
  leasedBy: string | null
  leaseUntil: Date | null
  counts: ImportCounts
  createdAt: Date
  finishedAt: Date | null
  keptUntil: Date
  version: number
}

export interface StoredRow {
  row: number
  line: number
  cells: string[]
  problems: CellProblem[]
  duplicate: boolean
  anyway: boolean
  skipped: boolean
  /** Equal for rows that would be the same thing; null: it cannot be told. */
  key: string | null
  /** What is to be made of it, as its kind keeps it; null: it is not right. */
  value: Record<string, unknown> | null
  outcome: RowOutcome | null
  resultId: string | null
  /** Whom it was about was deleted: its cells are empty, and stay so. */
  erased?: true
}

/** Rows that are committed together. Whether they are, is written with what is made of them. */
export interface BlockRecord {
  /** `{blockSet}:{n}` */
  _id: string
  /** By whom those are found too that no import goes by any more. */
  employerId: string
  blockSet: string
  n: number
  rows: StoredRow[]
  /** Of its rows, so that rows which are the same thing are found. */
  keys: string[]
  hasBad: boolean
  state: 'open' | 'done' | 'undone'
  keptUntil: Date
}

/** How columns of these names were mapped the last time. */
interface MappingRecord {
  /** Employer, kind and the columns. */
  _id: string
  mapping: (string | null)[]
}

export const importFiles = fileBytes('import_files')

export const importPlans: readonly CollectionPlan[] = [
  {
    collection: 'imports',
    indexes: [
      { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
      { key: { leaseUntil: 1 }, name: 'leaseUntil' },
      { key: { keptUntil: 1 }, name: 'kept_ttl', expireAfterSeconds: 0 },
    ],
  },
  {
    collection: 'import_blocks',
    indexes: [
      { key: { blockSet: 1, n: 1 }, name: 'set_n', unique: true },
      { key: { blockSet: 1, keys: 1 }, name: 'set_key' },
      { key: { employerId: 1 }, name: 'employer' },
      { key: { keptUntil: 1 }, name: 'kept_ttl', expireAfterSeconds: 0 },
    ],
  },
  { collection: 'import_mappings', indexes: [] },
  ...importFiles.plans,
]

export const importRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ImportRecord>('imports')
export const blockRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<BlockRecord>('import_blocks')
const mappingRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<MappingRecord>('import_mappings')

export const imports = {
  find: (scope: Scope, id: string): Promise<ImportRecord | null> =>
    importRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for one of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<ImportRecord> => {
    const found = await imports.find(scope, id)
    if (found?.employerId !== employerId || found.keptUntil <= scope.now) {
      throw new AppError('not-found', 'There is no such import. Imports are kept for 30 days.')
    }
    return found
  },
  insert: async (scope: Scope, record: ImportRecord): Promise<void> => {
    await importRows(scope).insertOne(record, within(scope))
  },
  replace: async (scope: Scope, record: ImportRecord): Promise<void> => {
    await importRows(scope).replaceOne({ _id: record._id }, record, within(scope))
  },
}

/** How long a worker may be silent before another takes its import over, in milliseconds. */
const lease = 5000

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + lease)

/** An import that waits for a worker, or whose worker is silent: from here on it is this one's. */
export async function claimImport(scope: Scope, worker: string): Promise<ImportRecord | null> {
  const waits = { leaseUntil: { $lte: scope.now } }
  // Every second, and hardly ever there is one: to look costs less than an attempt to write.
  if (!(await importRows(scope).findOne(waits, { projection: { _id: 1 } }))) return null
  return importRows(scope).findOneAndUpdate(
    waits,
    { $set: { leasedBy: worker, leaseUntil: leaseEnd(scope.now) } },
    { sort: { leaseUntil: 1 }, returnDocument: 'after' },
  )
}

/** Those of the employer that a worker is at. */
export const importsUnderWay = (scope: Scope, employerId: string): Promise<ImportRecord[]> =>
  importRows(scope)
    .find({ leaseUntil: { $gt: scope.now }, employerId })
    .toArray()

export const blocks = {
  insert: async (scope: Scope, block: BlockRecord): Promise<void> => {
    await blockRows(scope).insertOne(block, within(scope))
  },
  replace: async (scope: Scope, block: BlockRecord): Promise<void> => {
    await blockRows(scope).replaceOne({ _id: block._id }, block, within(scope))
  },
  at: (scope: Scope, blockSet: string, n: number): Promise<BlockRecord | null> =>
    blockRows(scope).findOne({ blockSet, n }, within(scope)),
  /** From a block on, in order; `hasBad`: only those with something to correct. */
  from: (scope: Scope, blockSet: string, n: number, most: number, hasBad = false): Promise<BlockRecord[]> =>
    blockRows(scope)
      .find({ blockSet, n: { $gte: n }, ...(hasBad ? { hasBad } : {}) }, within(scope))
      .sort({ blockSet: 1, n: 1 })
      .limit(most)
      .toArray(),
  withKeys: (scope: Scope, blockSet: string, keys: readonly string[]): Promise<BlockRecord[]> =>
    blockRows(scope)
      .find({ blockSet, keys: { $in: [...keys] } }, within(scope))
      .toArray(),
}

const mappingId = (employerId: string, kind: ImportKind, headsKey: string): string =>
  `${employerId}:${kind}:${headsKey}`

export const mappings = {
  find: async (scope: Scope, employerId: string, kind: ImportKind, key: string): Promise<(string | null)[] | null> =>
    (await mappingRows(scope).findOne({ _id: mappingId(employerId, kind, key) }, within(scope)))?.mapping ?? null,
  remember: async (
    scope: Scope,
    employerId: string,
    kind: ImportKind,
    key: string,
    mapping: (string | null)[],
  ): Promise<void> => {
    const _id = mappingId(employerId, kind, key)
    await mappingRows(scope).replaceOne({ _id }, { mapping }, { ...within(scope), upsert: true })
  },
}

/** Whether the row is wrong as it stands. */
export const isBad = ({ problems, duplicate, anyway, skipped }: StoredRow): boolean =>
  !skipped && (problems.length > 0 || (duplicate && !anyway))

export const isGood = (row: StoredRow): boolean => !row.skipped && !isBad(row)
