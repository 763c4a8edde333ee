import { EJSON } from 'bson'
import { type Document, ObjectId } from 'mongodb'
import { emailKeyOf } from '../auth/addresses.ts'
import type { Scope } from '../store/scope.ts'
import { buckets, owned } from './owned.ts'
import { linesOf, type Unpacked, Unusable } from './unpack.ts'

/** Whose ids stand in a record, by the collection that they are ids of. */
type Named = readonly (readonly [collection: Home, id: string])[]

type Home = (typeof homes)[number]

/** What everything else of an employer is found by. */
const homes = ['employers', 'postings', 'applications', 'candidates', 'engagements'] as const

const fields: Readonly<Record<string, Home>> = {
  employerId: 'employers',
  jobId: 'postings',
  applicationId: 'applications',
  candidateId: 'candidates',
  conversationId: 'engagements',
}

/** Records that are found by the id of another. */
const byId: Readonly<Record<string, Home>> = {
  ...{ hiring_settings: 'employers', kits: 'postings', posting_tallies: 'postings', panels: 'applications' },
  ...{ postings: 'postings', applications: 'applications', candidates: 'candidates', engagements: 'engagements' },
}

/** Of a document, by the first part of its name. */
const byDocument: Readonly<Record<string, Home>> = {
  ...{ posting: 'postings', kit: 'postings', scorecard: 'applications', notes: 'applications' },
}

/** Everything that a record of an archive says to be of, or about. Pure. */
function namedBy(name: string, record: Document): Named {
  const id = String(record['_id'])
  const own = byId[name]
  return [
    ...fieldsOf(record),
    ...(own === undefined ? [] : [[own, id] as const]),
    ...(name === 'ratings' ? ([['applications', id.split(':')[0] ?? '']] as const) : []),
    ...(name === 'documents' ? ofDocument(id) : []),
    ...(typeof record['documentId'] === 'string' ? ofDocument(record['documentId']) : []),
    ...(name === 'journal' ? [...ofStream(String(record['stream'])), ...fieldsOf(record['data'])] : []),
  ]
}

function fieldsOf(record: unknown): Named {
  const values = new Map<string, unknown>(Object.entries(record ?? {}))
  return Object.entries(fields).flatMap(([field, home]) => {
    const value = values.get(field)
    return typeof value === 'string' ? [[home, value] as const] : []
  })
}

function ofDocument(documentId: string): Named {
  const [kind = '', id = ''] = documentId.split(':')
  const home = byDocument[kind]
  return home === undefined ? [] : [[home, id]]
}

function ofStream(stream: string): Named {
  const [kind, id = ''] = stream.split(':')
  if (kind === 'doc') return ofDocument(stream.slice('doc:'.length))
  return [[kind === 'chat' ? 'engagements' : 'employers', id]]
}

const batch = 100

/**
 * Whoever takes an archive in may have written it. Nothing in it may be of a company that is here, or about its people:
 * a company's ids are on one installation alone.
 * @throws {Unusable} before anything is taken in
 */
export async function expectNobodyElses({ db }: Pick<Scope, 'db'>, archive: Unpacked): Promise<void> {
  const named = new Map<string, Set<unknown>>()
  const note = (collection: string, id: unknown) => named.set(collection, (named.get(collection) ?? new Set()).add(id))
  for (const name of Object.keys(owned)) {
    for (const line of linesOf(archive, name)) {
      const record = recordOf(name, line)
      for (const [home, id] of namedBy(name, record)) note(home, id)
      const [bucket, fileId] = [buckets[name], record['fileId']]
      if (bucket === undefined || typeof fileId !== 'string') continue
      note(`${bucket}.files`, new ObjectId(fileId))
      archive.file(`files/${bucket}/${fileId}`)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const [collection, ids] of named) {
    for (let i = 0, all = [...ids]; i < all.length; i += batch) {
      const some = { _id: { $in: all.slice(i, i + batch) as never[] } }
      if (await db.collection(collection).findOne(some, { projection: { _id: 1 } })) throw new Unusable(notYours)
    }
  }
}

const notYours = 'This archive names records of a company that is on this installation. Download it again.'

/** @throws {Unusable} for a line that is no record of ours */
function recordOf(name: string, line: string): Document {
  try {
    const record = EJSON.parse(line, { relaxed: false }) as Document
    const { email, emailKey, fileId } = record
    const isKeyed = name !== 'users' || (typeof email === 'string' && emailKeyOf(email) === emailKey)
    if (isKeyed && (typeof fileId !== 'string' || ObjectId.isValid(fileId))) return record
  } catch (error) {
    throw new Unusable(damaged(name), { cause: error })
  }
  throw new Unusable(damaged(name))
}

const damaged = (name: string) => `${name} in this archive is not as ClearView writes it. Download it again.`
