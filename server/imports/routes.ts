import { Readable } from 'node:stream'
import { endpoints } from '#protocol/imports'
import type { Bind } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { feedOf } from '../journal/entry.ts'
import { commitImport, undoImport } from './commit-import.ts'
import { configureImport } from './configure-import.ts'
import { listImports } from './list-imports.ts'
import { authorize } from './policy.ts'
import { presentImport } from './present.ts'
import { rejectedCsv } from './rejected.ts'
import { imports } from './repository.ts'
import { editImportRow, listImportRows } from './rows.ts'
import { type ImportParts, uploadImport } from './upload-import.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function importRoutes(bind: Bind, parts: ImportParts): void {
  const { scope } = parts
  bind.handle(endpoints.uploadImport, uploadImport(parts))
  bind.query(endpoints.listImports, listImports)
  bind.query(endpoints.readImport, async (scope, member, { importId }) => {
    const record = await imports.get(scope, member.employerId, importId)
    authorize(member, record)
    return presentImport(record)
  })
  bind.handle(endpoints.configureImport, configureImport(parts))
  bind.query(endpoints.listImportRows, listImportRows)
  bind.command(endpoints.editImportRow, feed, editImportRow)
  bind.command(endpoints.commitImport, feed, commitImport)
  bind.command(endpoints.undoImport, feed, undoImport)
  bind.handle(endpoints.downloadRejected, async (member, { importId }, context) => {
    const record = await imports.get(scope(), member.employerId, importId)
    authorize(member, record)
    const { 'content-length': _, ...headers } = downloadHeaders({
      name: 'rejected.csv',
      contentType: 'text/csv',
      size: 0,
    })
    const bytes = Readable.toWeb(Readable.from(rejectedCsv(scope, record)).map((text: string) => Buffer.from(text)))
    return context.body(bytes as ReadableStream, 200, { ...headers, 'cache-control': 'no-store' })
  })
}
