import type { endpoints, Import } from '#protocol/imports'
import type { HandlerRun } from '../http/bind.ts'
import { safeFileName } from '../http/download.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { newFileId } from '../store/file-bytes.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { makeBlocks } from './make-blocks.ts'
import { guessMapping, headsKey } from './mapping.ts'
import { authorizeKind } from './policy.ts'
import { presentImport } from './present.ts'
import { readTable } from './read-file.ts'
import { type ImportRecord, importFiles, imports, mappings } from './repository.ts'

/** How long an import can be looked at, and undone, in milliseconds. */
const keptFor = 30 * 24 * 3600_000

export interface ImportParts {
  readonly scope: () => Scope
  readonly journal: Pick<SharedJournal, 'for'>
}

/** Reads a file and checks its rows; all of it is there before the import is. */
export const uploadImport =
  ({ scope, journal }: ImportParts): HandlerRun<typeof endpoints.uploadImport> =>
  async (member, { query, bytes }, _context, once): Promise<Import> => {
    const { kind, name, jobId = null } = query
    authorizeKind(member, kind)
    const { rows, ...table } = await readTable(bytes, kind)
    const { employerId, userId } = member
    const known = await mappings.find(scope(), employerId, kind, headsKey(table.heads))
    const now = scope().now
    const facts = {
      ...{ employerId, userId, kind, jobId, ...table },
      mapping: known ?? guessMapping(kind, table.heads),
      keptUntil: new Date(now.getTime() + keptFor),
    }
    const fileId = newFileId()
    // Said before it is there: whatever happens from here on, it goes in the end.
    await journal
      .for(member)
      .commit([], async (tx) => tx.outbox('discard-import', { fileId }, { dueAt: facts.keptUntil }))
    await importFiles.write(scope(), fileId, bytes)
    const made = await makeBlocks(scope, member, facts, rows.map(freshRow))
    return once([], async (tx) => {
      const record: ImportRecord = {
        _id: newId(tx.now.getTime()),
        ...facts,
        ...made,
        ...{ fileName: safeFileName(name, ['csv', 'tsv', 'txt']), fileId, state: 'ready', remembered: known !== null },
        ...{ createdAt: now, finishedAt: null, nextBlock: 0, leasedBy: null, leaseUntil: null, version: 1 },
      }
      await imports.insert(tx, record)
      return presentImport(record)
    })
  }

export const freshRow = ({ line, cells }: { readonly line: number; readonly cells: string[] }, index: number) => ({
  ...{ row: index + 1, line, cells },
  ...{ anyway: false, skipped: false },
})
