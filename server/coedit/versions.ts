import * as Y from 'yjs'
import { type endpoints, Version, type VersionKind } from '#protocol/coedit'
import type { Page } from '#protocol/common'
import { VersionId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun, Input } from '../http/bind.ts'
import { bySystem, byUser } from '../journal/actors.ts'
import { untilCurrent } from '../journal/conflict.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import { admitTo, type DocumentParts } from './access.ts'
import type { Seen } from './coedit.ts'
import { tell } from './entries.ts'
import { editsOf, snapshots } from './repository.ts'
import { patchFromTree, treeOf } from './rich-text/html.ts'
import { copyOf } from './updates.ts'

/** A state of a document that is kept for ever. */
interface VersionRecord {
  _id: string
  documentId: string
  kind: VersionKind
  name: string | null
  by: string[] | null
  at: Date
  /** Of a restored one: the version that it brought back, whose snapshot it shares. */
  from: string | null
  snapshotId: string
}

const versionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<VersionRecord>('document_versions')

const newest = (scope: Scope, documentId: string): Promise<VersionRecord | null> =>
  versionRows(scope).findOne({ documentId }, { ...within(scope), sort: { _id: -1 } })

async function versionOf(scope: Scope, documentId: string, versionId: string): Promise<VersionRecord> {
  const found = await versionRows(scope).findOne({ _id: versionId, documentId }, within(scope))
  if (!found) throw new AppError('not-found', 'There is no such version.')
  return found
}

/**
 * Keeps a document as it was seen, in the caller's transaction, which names the employer's feed. Who wrote is who did
 * since the version before.
 * @param as `userId` null: ClearView itself keeps it
 */
export async function keepVersion(
  tx: Tx,
  documentId: string,
  { found, doc, contributors }: Seen,
  as: { readonly kind: VersionKind; readonly name: string | null; readonly userId: string | null },
): Promise<Version> {
  const before = await newest(tx, documentId)
  const by = [...contributors].flatMap(([userId, at]) => (before === null || at > before.at ? [userId] : []))
  const snapshotId = newId(tx.now.getTime())
  await snapshots.insert(tx, documentId, snapshotId, Y.encodeStateAsUpdate(doc), true)
  return insert(tx, documentId, found, as.userId, {
    kind: as.kind,
    name: as.name,
    by: by.length > 0 ? by : null,
    from: null,
    snapshotId,
  })
}

async function insert(
  tx: Tx,
  documentId: string,
  found: Seen['found'],
  userId: string | null,
  facts: Pick<VersionRecord, 'kind' | 'name' | 'by' | 'from' | 'snapshotId'>,
): Promise<Version> {
  // Behind what the same transaction kept before.
  const at = new Date(tx.now.getTime() + (facts.kind === 'restored' ? 1 : 0))
  const version: VersionRecord = { _id: newId(at.getTime()), documentId, at, ...facts }
  await versionRows(tx).insertOne(version, within(tx))
  const type = facts.kind === 'restored' ? 'document.restored' : 'document.version-saved'
  const actor = userId === null ? bySystem : byUser({ userId })
  tell(tx, type, documentId, found, { id: VersionId.parse(version._id), kind: facts.kind }, actor)
  return present(version)
}

/** Automatic versions are at least so far apart, in milliseconds. */
const automaticInterval = 10 * 60_000

/** Keeps a document by itself, unless a version is younger than ten minutes or nobody wrote since. */
export async function keepAutomatically(tx: Tx, documentId: string, seen: Seen): Promise<void> {
  const before = await newest(tx, documentId)
  if (before && tx.now.getTime() - before.at.getTime() < automaticInterval) return
  const wasWritten = [...seen.contributors.values()].some((at) => before === null || at > before.at)
  if (wasWritten) await keepVersion(tx, documentId, seen, { kind: 'automatic', name: null, userId: null })
}

export const saveVersion =
  (parts: DocumentParts): HandlerRun<typeof endpoints.saveVersion> =>
  async (member, { documentId, body: { name } }, _context, once) => {
    await admitTo(parts, parts.scope(), member, documentId, 'write')
    const seen = await parts.coedit.look(documentId)
    return once([feedOf(member.employerId)], async (tx, member) => {
      await admitTo(parts, tx, member, documentId, 'write')
      return keepVersion(tx, documentId, seen, { kind: 'named', name, userId: member.userId })
    })
  }

export const listVersions =
  (parts: DocumentParts) =>
  async (
    scope: Scope,
    member: Member,
    { documentId, query }: Pick<Input<typeof endpoints.listVersions>, 'documentId' | 'query'>,
  ): Promise<Page<Version>> => {
    await admitTo(parts, scope, member, documentId, 'read')
    const { items, nextCursor } = await pageByNewest(scope, versionRows(scope), { documentId }, query)
    return { items: items.map(present), nextCursor }
  }

export const readVersion =
  (parts: DocumentParts) =>
  async (
    scope: Scope,
    member: Member,
    { documentId, versionId }: Pick<Input<typeof endpoints.readVersion>, 'documentId' | 'versionId'>,
  ): Promise<Version & { html: string }> => {
    await admitTo(parts, scope, member, documentId, 'read')
    const version = await versionOf(scope, documentId, versionId)
    const doc = await docOf(scope, version)
    return { ...present(version), html: parts.coedit.kinds.html(documentId, doc) }
  }

async function docOf(scope: Scope, { snapshotId }: VersionRecord): Promise<Y.Doc> {
  const state = await snapshots.read(scope, snapshotId)
  if (!state) throw new Error(`The snapshot ${snapshotId} of a version is gone`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}

/** A forward edit: whoever types meanwhile goes on, and what was there before is a version. */
export const restoreVersion =
  (parts: DocumentParts): HandlerRun<typeof endpoints.restoreVersion> =>
  async (member, { documentId, versionId }, _context, once) => {
    const { coedit, scope } = parts
    await admitTo(parts, scope(), member, documentId, 'write')
    const version = await versionOf(scope(), documentId, versionId)
    const old = await docOf(scope(), version)
    const tree = treeOf(old)
    return untilCurrent(async () => {
      const seen = await coedit.look(documentId)
      let doc = seen.doc
      const draft = await coedit.draft(documentId, (now) => {
        // With what was typed since it was looked at: it is in no other version.
        doc = copyOf(now)
        patchFromTree(now, tree)
        coedit.kinds.restore(documentId, now, old)
      })
      return once([feedOf(member.employerId), editsOf(documentId)], async (tx, member) => {
        const { found } = await admitTo(parts, tx, member, documentId, 'write')
        await keepVersion(tx, documentId, { ...seen, doc }, { kind: 'automatic', name: null, userId: member.userId })
        coedit.write(tx, documentId, member, draft)
        const { name, snapshotId, _id: from } = version
        const facts = { kind: 'restored', name, by: [member.userId], from, snapshotId } as const
        return insert(tx, documentId, found, member.userId, { ...facts, by: [...facts.by] })
      })
    })
  }

const present = ({ _id, kind, name, by, at, from }: VersionRecord): Version =>
  Version.parse({ id: _id, kind, name, by, at: at.toISOString(), from })
