import { type Archive, endpoints } from '#protocol/archives'
import { ArchiveId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import type { Bind } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { newFileId } from '../store/file-bytes.ts'
import type { Scope } from '../store/scope.ts'
import { newArchive } from './new-archive.ts'
import { type ArchiveRecord, archiveBytes, archives } from './repository.ts'

export function archiveRoutes(bind: Bind, { scope }: { readonly scope: () => Scope }): void {
  bind.command(
    endpoints.createArchive,
    () => [],
    async (tx, member) => {
      const record = newArchive(member, 'export', null, tx.now)
      await archives.insert(tx, record)
      tx.outbox('make-archive', { archiveId: record._id })
      tx.outbox('discard-archive', { archiveId: record._id }, { dueAt: record.keptUntil })
      return present(record, tx.now)
    },
  )
  bind.handle(endpoints.takeInArchive, async (_member, { bytes }, _context, once) => {
    const file = { id: newFileId(), size: bytes.byteLength }
    await archiveBytes.write(scope(), file.id, bytes)
    return once([], async (tx, member) => {
      const record = newArchive(member, 'import', file, tx.now)
      await archives.insert(tx, record)
      tx.outbox('take-in-archive', { archiveId: record._id })
      tx.outbox('discard-archive', { archiveId: record._id }, { dueAt: record.keptUntil })
      return present(record, tx.now)
    })
  })
  bind.query(endpoints.readArchive, async (scope, member, { archiveId }) =>
    present(await archives.get(scope, member.employerId, archiveId), scope.now),
  )
  bind.handle(endpoints.downloadArchive, async (member, { archiveId }, context) => {
    const record = await archives.get(scope(), member.employerId, archiveId)
    if (record.kind !== 'export' || record.state !== 'ready' || !record.file || record.keptUntil <= scope().now) {
      throw new AppError('not-found', 'This archive is not ready, or was kept for long enough. Ask for it again.')
    }
    const name = `clearview-${record.createdAt.toISOString().slice(0, 10)}.zip`
    return context.body(archiveBytes.read(scope(), record.file.id), 200, {
      ...downloadHeaders({ name, contentType: 'application/zip', size: record.file.size }),
      'cache-control': 'no-store',
    })
  })
}

const present = (record: ArchiveRecord, now: Date): Archive => ({
  id: ArchiveId.parse(record._id),
  kind: record.kind,
  state: record.keptUntil <= now ? 'expired' : record.state,
  progress: record.progress,
  size: record.kind === 'export' ? (record.file?.size ?? null) : null,
  records: record.records,
  problem: record.problem,
  createdAt: record.createdAt.toISOString(),
  keptUntil: record.keptUntil.toISOString(),
  version: record.version,
})
