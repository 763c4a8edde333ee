import { randomBytes } from 'node:crypto'
import { EJSON } from 'bson'
import { type Document, MongoBulkWriteError } from 'mongodb'
import { portalKeyOf } from '../applications/repository.ts'
import { hashPassword } from '../auth/passwords.ts'
import { holdAgain } from '../interviews/hold-again.ts'
import type { InterviewRecord } from '../interviews/repository.ts'
import { type Entry, feedOf } from '../journal/entry.ts'
import { fileBytes } from '../store/file-bytes.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { type ArchiveParts, finish } from './make-archive.ts'
import { buckets, owned } from './owned.ts'
import { type ArchiveRecord, archives, progressOf } from './repository.ts'
import { expectNobodyElses } from './strangers.ts'
import { linesOf, type Unpacked, Unusable, unpacked } from './unpack.ts'

const batch = 200

type TakeInParts = ArchiveParts & { readonly links: LinkSecrets }

/**
 * Takes an archive into an employer that has nothing yet: the same ids, another employer. Colleagues with an account here
 * are found by their address. Run again after a crash, what is there is left as it is.
 */
export async function takeIn(parts: TakeInParts, { archiveId }: { archiveId: string }): Promise<void> {
  const record = await archives.find(parts.scope(), archiveId)
  if (!record?.file || record.state === 'ready' || record.state === 'failed') return
  try {
    // Once begun, what is there was taken in before a crash.
    const isBegun = record.state === 'running'
    if (!isBegun) await expectEmpty(parts.scope(), record.employerId)
    const archive = await unpacked(parts.scope(), record.file.id)
    await expectElsewhere(parts.scope(), archive)
    if (!isBegun) await expectNobodyElses(parts.scope(), archive)
    const records = await takeInAll(parts, record, archive)
    await finish(parts, record, { state: 'ready', records })
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    await finish(parts, record, { state: 'failed', problem: error.message })
  }
}

/** @throws {Unusable} when the employer has postings or candidates already */
async function expectEmpty({ db }: Pick<Scope, 'db'>, employerId: string): Promise<void> {
  for (const collection of ['postings', 'candidates']) {
    if (await db.collection(collection).findOne({ employerId })) {
      throw new Unusable('An archive is taken into a company that has no postings and no candidates yet.')
    }
  }
}

/** The records keep their ids: beside the company that they are of, they would be another's. */
async function expectElsewhere({ db }: Pick<Scope, 'db'>, { manifest }: Unpacked): Promise<void> {
  if (await db.collection<{ _id: string }>('employers').findOne({ _id: manifest.employerId })) {
    throw new Unusable('The company of this archive is on this installation already: take it in on another one.')
  }
}

async function takeInAll(parts: TakeInParts, record: ArchiveRecord, archive: Unpacked): Promise<number> {
  const { scope, links } = parts
  const note = progressOf(scope, record._id)
  await note(0, 0)
  const rename = await renaming(scope(), record, archive)
  // Nobody knows it: who is new here asks for another one.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
  let count = 0
  const names = Object.keys(owned).filter((name) => name !== 'employers')
  for (const [index, name] of names.entries()) {
    const lines = linesOf(archive, name)
    for (let i = 0; i < lines.length; i += batch) {
      const records = lines.slice(i, i + batch).map((line) => EJSON.parse(rename(line), { relaxed: false }) as Document)
      const fitted = records.map((one) => adapted(name, one, { links, passwordHash }))
      if (name === 'journal') await takeInEntries(parts, record.employerId, fitted as unknown as Entry[])
      else await insertMissing(scope(), name, fitted)
      if (name === 'interviews') await takeTime(parts, fitted as unknown as InterviewRecord[])
      await takeInFiles(scope(), name, fitted, archive)
      count += records.length
    }
    await note((index + 1) / (names.length + 1), count)
  }
  return count
}

/** Ids are long and random: where one stands in a line, it is that record. */
async function renaming({ db }: Scope, { employerId }: ArchiveRecord, archive: Unpacked) {
  const names = new Map([[archive.manifest.employerId, employerId]])
  for (const line of linesOf(archive, 'users')) {
    const user = EJSON.parse(line) as { _id: string; emailKey: string }
    const here = await db.collection<{ _id: string }>('users').findOne({ emailKey: user.emailKey })
    if (here) names.set(user._id, here._id)
  }
  return (line: string): string => {
    let renamed = line
    for (const [from, to] of names) renamed = renamed.replaceAll(from, to)
    return renamed
  }
}

function adapted(name: string, record: Document, here: { links: LinkSecrets; passwordHash: string }): Document {
  if (name === 'users') return { ...record, passwordHash: here.passwordHash, verifiedAt: null }
  // Links are of an installation: candidates get the new one with the next mail.
  if (name === 'applications')
    return { ...record, portalKey: portalKeyOf(here.links.secretOf(String(record['portalSeed']))) }
  return record
}

/** Entries of the feed follow those that are there; conversations and documents have streams of their own. */
async function takeInEntries({ scope, journal }: TakeInParts, employerId: string, entries: Entry[]): Promise<void> {
  const feed = feedOf(employerId)
  const ours = entries.filter(({ stream }) => stream === feed)
  const others = entries.filter(({ stream }) => stream !== feed)
  await insertMissing(scope(), 'journal', others as unknown as Document[])
  await journal.commit([feed], async (tx) => {
    const keys = ours.map(({ key }) => key)
    const there = await tx.db
      .collection<Entry>('journal')
      .find({ stream: feed, key: { $in: keys } }, { session: tx.session })
      .toArray()
    const known = new Set(there.map(({ key }) => key))
    for (const { type, data, actor, key, at } of ours) {
      // A right that somebody has here is told by this installation alone.
      if (!known.has(key) && !type.startsWith('user.')) tx.append(feed, { type, data, actor, key, at })
    }
  })
}

/** Calendars are of an installation: what was agreed is held in those that are here. */
const takeTime = ({ journal }: TakeInParts, agreed: readonly InterviewRecord[]): Promise<void> =>
  journal.commit([], async (tx) => {
    for (const interview of agreed) await holdAgain(tx, interview)
  })

async function takeInFiles(
  scope: Scope,
  name: string,
  records: readonly Document[],
  { file }: Unpacked,
): Promise<void> {
  const bucket = buckets[name]
  if (!bucket) return
  for (const { fileId } of records) {
    if (typeof fileId !== 'string') continue
    await fileBytes(bucket).remove(scope, fileId)
    await fileBytes(bucket).write(scope, fileId, file(`files/${bucket}/${fileId}`))
  }
}

/** What is there already was taken in before a crash, or is another account's at this address. */
async function insertMissing({ db }: Pick<Scope, 'db'>, name: string, records: readonly Document[]): Promise<void> {
  if (records.length === 0) return
  try {
    await db.collection(name).insertMany([...records], { ordered: false })
  } catch (error) {
    const isThere = error instanceof MongoBulkWriteError && errorsOf(error).every(({ code }) => code === 11000)
    if (!isThere) throw error
  }
}

const errorsOf = ({ writeErrors }: MongoBulkWriteError) => (Array.isArray(writeErrors) ? writeErrors : [writeErrors])
