import { EJSON } from 'bson'
import type { Document } from 'mongodb'
import { employers } from '../employers/repository.ts'
import type { Journal } from '../journal/journal.ts'
import { fileBytes, newFileId } from '../store/file-bytes.ts'
import type { Scope } from '../store/scope.ts'
import { recordAudit } from '../team/audit.ts'
import { memberships } from '../team/repository.ts'
import { buckets, type OwnedIds, owned, ownedIds } from './owned.ts'
import { readme } from './readme.ts'
import { type ArchiveRecord, archiveBytes, archives, progressOf } from './repository.ts'
import { type FileSource, zipOf } from './zip.ts'

export const archiveFormat = { format: 'clearview-archive', version: 1 } as const

export interface ArchiveParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
}

/** Makes the archive that an owner asked for. Run again, it is made anew. */
export async function makeArchive(parts: ArchiveParts, { archiveId }: { archiveId: string }): Promise<void> {
  const { scope } = parts
  const record = await archives.find(scope(), archiveId)
  if (!record || record.state === 'ready' || record.state === 'failed') return
  const member = await memberships.find(scope(), record.employerId, record.userId)
  if (member?.role !== 'owner') {
    return finish(parts, record, { state: 'failed', problem: 'Only an owner can have everything. Ask one.' })
  }
  const ids = await ownedIds(scope(), record.employerId)
  const { companyName } = await employers.get(scope(), record.employerId)
  const createdAt = scope().now.toISOString()
  const count = { records: 0 }
  const about = { ...archiveFormat, employerId: record.employerId, companyName, createdAt }
  const pieces = zipOf(filesOf(scope, record, ids, readme(companyName, createdAt), count), (files) => ({
    ...about,
    files,
  }))
  const id = newFileId()
  const size = await archiveBytes.pour(scope(), id, pieces)
  await finish(parts, record, { state: 'ready', file: { id, size }, records: count.records })
}

async function* filesOf(
  scope: () => Scope,
  { _id }: ArchiveRecord,
  ids: OwnedIds,
  words: string,
  count: { records: number },
): AsyncGenerator<FileSource> {
  yield { path: 'README.md', isRecords: false, pieces: once(words) }
  const names = Object.keys(owned)
  const note = progressOf(scope, _id)
  for (const [index, name] of names.entries()) {
    const fileIds: string[] = []
    yield { path: `records/${name}.jsonl`, isRecords: true, pieces: linesOf(scope(), name, ids, fileIds, count) }
    const bucket = buckets[name]
    for (const fileId of bucket ? fileIds : []) {
      yield { path: `files/${bucket}/${fileId}`, isRecords: false, pieces: bytesOf(scope(), String(bucket), fileId) }
    }
    await note((index + 1) / (names.length + 1), count.records)
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function* linesOf(
  { db }: Scope,
  name: string,
  ids: OwnedIds,
  fileIds: string[],
  count: { records: number },
): AsyncGenerator<string> {
  for (const filter of owned[name]?.(ids) ?? []) {
    for await (const record of db.collection(name).find(filter).batchSize(500)) {
      if (typeof record['fileId'] === 'string') fileIds.push(record['fileId'])
      count.records++
      yield `${EJSON.stringify(withoutSecrets(name, record), { relaxed: false })}\n`
    }
  }
}

/**
 * A password's hash is no business of whoever reads the archive. Of a panel that is sealed the ratings stay behind, so
 * where it is taken in its reviewers are asked anew.
 */
function withoutSecrets(name: string, record: Document): Document {
  if (name === 'users') {
    const { passwordHash: _, ...rest } = record
    return rest
  }
  if (name !== 'panels' || record['revealed'] !== null) return record
  const reviewers = (record['reviewers'] as Document[]).map((reviewer) => ({ ...reviewer, submittedAt: null }))
  return { ...record, reviewers, kitVersion: null }
}

async function* bytesOf(scope: Scope, bucket: string, fileId: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of fileBytes(bucket).read(scope, fileId) as unknown as AsyncIterable<Uint8Array>) yield chunk
}

export async function finish(
  { journal, scope }: ArchiveParts,
  { _id, employerId, userId, kind }: ArchiveRecord,
  outcome: Partial<Pick<ArchiveRecord, 'state' | 'file' | 'problem' | 'records'>>,
): Promise<void> {
  const isTaken = await journal.commit([], async (tx) => {
    const record = await archives.find(tx, _id)
    // Let go of meanwhile, since somebody was deleted who is in it.
    const isLetGo = kind === 'export' && record !== null && record.keptUntil <= tx.now
    if (!record || record.state === 'ready' || record.state === 'failed' || isLetGo) return false
    await archives.replace(tx, { ...record, ...outcome, progress: 1, version: record.version + 1 })
    await recordAudit(tx, {
      ...{ employerId, actor: { kind: 'user', id: userId }, ip: null },
      action: kind === 'export' ? 'archive.made' : 'archive.taken-in',
      subject: { kind: 'employer', id: employerId },
      after: { state: outcome.state, records: outcome.records ?? 0 },
    })
    return true
  })
  // Another worker was first, or nobody may have it any more.
  if (!isTaken && outcome.file) await archiveBytes.remove(scope(), outcome.file.id)
}
