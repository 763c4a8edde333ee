import { holdsAnAddress, type Recognised } from '../candidates/recognise.ts'
import type { Journal } from '../journal/journal.ts'
import { type Scope, within } from '../store/scope.ts'
import { blockOf } from './make-blocks.ts'
import { blockRows, blocks, type ImportRecord, importFiles, importRows, imports, type StoredRow } from './repository.ts'
import { recount } from './rows.ts'

/** Whose rows are emptied. */
export interface ErasedApplicant {
  readonly employerId: string
  readonly applicationIds: readonly string[]
  readonly recognised: Recognised
}

/**
 * Empties every row about somebody in the imports of an employer: those that became one of their applications, those
 * with their address, and those with their name and nobody's address. Their outcome stays, so that the rest can still
 * be undone. A file that named them goes whole. May run again.
 */
export async function eraseRows(
  { scope, journal }: { readonly scope: () => Scope; readonly journal: Pick<Journal, 'commit'> },
  person: ErasedApplicant,
): Promise<void> {
  const isAbout = aboutOf(person)
  const { employerId } = person
  const touched = new Set<string>()
  const found = blockRows(scope()).find({ employerId }, { projection: { blockSet: 1, rows: 1 }, batchSize: 20 })
  for await (const { _id, blockSet, rows } of found) {
    if (!rows.some((row) => row.erased || isAbout(row))) continue
    touched.add(blockSet)
    await emptyRows(journal, employerId, _id, isAbout)
  }
  for (const record of await importRows(scope()).find({ employerId }).toArray()) {
    if (touched.has(record.blockSet) || namesThem(record, person)) await forget(scope(), journal, record, person)
  }
}

/** Whether a row is about the person, as far as anybody can tell. */
const aboutOf =
  ({ applicationIds, recognised: { hasAddress, hasName } }: ErasedApplicant) =>
  ({ cells, resultId, erased }: StoredRow): boolean =>
    !erased &&
    ((resultId !== null && applicationIds.includes(resultId)) ||
      cells.some(hasAddress) ||
      (cells.some(hasName) && !cells.some(holdsAnAddress)))

/** Rows and counts in one transaction: a commit of the same block, or a correction, comes before it or after it. */
const emptyRows = (
  journal: Pick<Journal, 'commit'>,
  employerId: string,
  blockId: string,
  isAbout: (row: StoredRow) => boolean,
): Promise<void> =>
  journal.commit([], async (tx) => {
    const block = await blockRows(tx).findOne({ _id: blockId }, within(tx))
    const was = block?.rows.filter(isAbout) ?? []
    if (!block || was.length === 0) return
    const is = was.map(emptied)
    const rows = block.rows.map((row) => is[was.indexOf(row)] ?? row)
    await blocks.replace(tx, blockOf(block, rows))
    const record = await importRows(tx).findOne({ employerId, blockSet: block.blockSet }, within(tx))
    if (!record) return
    await imports.replace(tx, { ...record, counts: recount(record, was, is), version: record.version + 1 })
  })

const emptied = (row: StoredRow): StoredRow => ({
  ...row,
  cells: row.cells.map(() => ''),
  ...{ problems: [], duplicate: false, key: null, value: null },
  erased: true,
  // What was taken over counts as before; what was not never will be.
  skipped: row.outcome === null ? true : row.skipped,
})

const namesThem = ({ heads, samples }: ImportRecord, { recognised: { hasAddress, hasName } }: ErasedApplicant) =>
  [...heads, ...samples.flat()].some((text) => hasAddress(text) || hasName(text))

/** The file first: without the record, nobody would find it again. */
async function forget(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { _id, fileId }: ImportRecord,
  person: ErasedApplicant,
): Promise<void> {
  const { hasAddress, hasName } = person.recognised
  const isOthers = (text: string) => !hasAddress(text) && !hasName(text)
  if (fileId !== null) await importFiles.remove(scope, fileId)
  await journal.commit([], async (tx) => {
    const record = await imports.find(tx, _id)
    if (!record || (record.fileId === null && !namesThem(record, person))) return
    await imports.replace(tx, {
      ...record,
      fileId: null,
      heads: record.heads.map((head, i) => (isOthers(head) ? head : `Column ${i + 1}`)),
      samples: record.samples.map((column) => column.filter(isOthers)),
      version: record.version + 1,
    })
  })
}
