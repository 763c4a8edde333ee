import { journalRows, type Stream } from '../journal/entry.ts'
import type { Scope } from '../store/scope.ts'
import { headRows } from './repository.ts'

const everything = ['document_snapshots', 'document_versions', 'document_comments', 'document_suggestions'] as const

/** Beyond every id that begins with the prefix. */
const endOf = (prefix: string): string => `${prefix}\uffff`

/**
 * Removes documents for good: states, versions, remarks and every entry. For documents that cannot be opened any more,
 * once no process has one open. May run again.
 * @param prefix of the documents' ids
 */
export async function eraseDocuments({ db }: Pick<Scope, 'db'>, prefix: string): Promise<void> {
  const ids = { $gte: prefix, $lt: endOf(prefix) }
  for (const name of everything) await db.collection(name).deleteMany({ documentId: ids })
  await headRows({ db }).deleteMany({ _id: ids })
  const [from, to] = [`doc:${prefix}` as Stream, `doc:${endOf(prefix)}` as Stream]
  await journalRows({ db }).deleteMany({ stream: { $gte: from, $lt: to } })
}
