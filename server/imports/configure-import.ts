import type { endpoints, Import } from '#protocol/imports'
import { may } from '#protocol/permissions'
import { AppError, invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { type FreshRow, makeBlocks } from './make-blocks.ts'
import { fieldsOf, guessMapping } from './mapping.ts'
import { authorize, expectOpen } from './policy.ts'
import { presentImport } from './present.ts'
import { readTable } from './read-file.ts'
import { blocks, type ImportRecord, importFiles, imports } from './repository.ts'
import { freshRow } from './upload-import.ts'

type Configure = HandlerRun<typeof endpoints.configureImport>

/** Checks an import anew by what its columns are, or by how its file is to be read: then corrections are lost. */
export const configureImport =
  ({ scope }: { readonly scope: () => Scope }): Configure =>
  async (member, input, _context, once): Promise<Import> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await configure(scope, member, input, once)
      } catch (error) {
        // Somebody corrected a row meanwhile: it is in when the rows are read again.
        const isOvertaken = error instanceof AppError && error.code === 'version-mismatch'
        if (!isOvertaken || input.ifVersion !== undefined || attempt >= mostAttempts) throw error
      }
    }
  }

const mostAttempts = 4

async function configure(
  scope: () => Scope,
  member: Member,
  { importId, body, ifVersion }: Parameters<Configure>[1],
  once: Parameters<Configure>[3],
): Promise<Import> {
  const before = await imports.get(scope(), member.employerId, importId)
  authorize(member, before)
  expectOpen(before)
  expectVersion(before, ifVersion)
  const { mapping, jobId, ...reading } = body
  const isReadAnew = Object.keys(reading).length > 0
  const table = isReadAnew ? await readAnew(scope(), before, reading) : null
  const { rows: tableRows, ...columns } = table ?? { rows: null }
  const changed: ImportRecord = {
    ...before,
    ...columns,
    ...(isReadAnew ? { mapping: guessMapping(before.kind, table?.heads ?? []), remembered: false } : {}),
    ...(mapping === undefined ? {} : { mapping, remembered: false }),
    ...(jobId === undefined ? {} : { jobId }),
  }
  expectMapping(changed)
  if (jobId) await expectJob(scope(), member, jobId)
  const rows = tableRows ? tableRows.map(freshRow) : keptRows(scope, before)
  const made = await makeBlocks(scope, member, changed, rows)
  return once([], async (tx, member) => {
    const now = await imports.get(tx, member.employerId, importId)
    expectOpen(now)
    expectVersion(now, before.version)
    const record = { ...changed, ...made, version: now.version + 1 }
    await imports.replace(tx, record)
    return presentImport(record)
  })
}

async function readAnew(
  scope: Scope,
  { fileId, kind, ...was }: ImportRecord,
  reading: Parameters<typeof readTable>[2],
) {
  if (fileId === null) {
    throw new AppError(
      'conflict',
      'The file is not kept any more, since somebody in it was deleted. Send it again to have it read in another way.',
    )
  }
  const bytes = new Uint8Array(await new Response(importFiles.read(scope, fileId)).arrayBuffer())
  return readTable(bytes, kind, { encoding: was.encoding, delimiter: was.delimiter, hasHead: was.hasHead, ...reading })
}

/** The rows with their corrections, block after block. */
async function* keptRows(scope: () => Scope, { blockSet }: ImportRecord): AsyncGenerator<FreshRow> {
  for (let n = 0; ; n++) {
    const block = await blocks.at(scope(), blockSet, n)
    if (!block) return
    for (const { row, line, cells, anyway, skipped, erased } of block.rows) {
      yield { row, line, cells, anyway, skipped, ...(erased ? { erased } : {}) }
    }
  }
}

function expectMapping({ kind, mapping, heads }: ImportRecord): void {
  if (mapping.length !== heads.length) {
    throw invalidField('mapping', `The file has ${heads.length} columns: give a field or null for each.`)
  }
  const fields = fieldsOf(kind)
  const unknown = mapping.findIndex((field) => field !== null && !(field in fields))
  if (unknown === -1) return
  throw invalidField(`mapping.${unknown}`, `There is no such field. Use one of: ${Object.keys(fields).join(', ')}.`)
}

async function expectJob(scope: Scope, member: Parameters<typeof may>[0] & { employerId: string }, jobId: string) {
  const found = await postings.many(scope, member.employerId, [jobId])
  if (found.length === 0 || !may(member, 'application.move', jobId)) {
    throw invalidField('jobId', 'There is no such posting.')
  }
}
