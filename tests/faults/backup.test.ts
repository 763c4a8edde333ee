import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BSON, type Db } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../server/store/backup/restore.ts'
import { writeBackup } from '../../server/store/backup/write.ts'
import { closeHistory, readEpoch } from '../../server/store/epoch.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting } from '../builders.ts'
import { aFollower, closeSockets } from '../realtime/follower.ts'
import { eventually, type RunningServer, removeData, startServer } from '../server.ts'
import { type Acknowledged, as, inspectData, startLoad } from './load.ts'

const entry = fileURLToPath(new URL('../../dist/server/backup.js', import.meta.url))
const limits = { LIMIT_PERSON_BURST: '1000000', LIMIT_PERSON_RATE: '100000', LIMIT_APPLY: '100000' }

/** Where a store is: a data directory, or a database of its own on MongoDB. */
type Place = Readonly<Record<'DATA_DIR' | 'MONGODB_URI', string>>

let folder: string
let server: RunningServer
let employer: AnEmployer
let source: Place
let empty: Place
let backup: string
/** What had been acknowledged when the backup began. */
let told: Acknowledged[]
const opened: Store[] = []

function aPlace(): Place {
  const name = newId()
  const given = process.env['MONGODB_URI']
  const uri = given ? new URL(given) : null
  if (uri) uri.pathname = `/test_${name}`
  return { DATA_DIR: join(folder, name), MONGODB_URI: uri?.href ?? '' }
}

async function open(place: Place): Promise<Store> {
  const store = await openStore({ DATA_DIR: place.DATA_DIR, MONGODB_URI: place.MONGODB_URI || undefined })
  opened.push(store)
  return store
}

/** Runs `npm run backup` or `npm run restore` and answers how it ended and what it said. */
async function run(place: Place, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [entry, ...args], { env: { PATH: process.env['PATH'], ...place } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

/** Every collection with its documents, types and all, and its indexes; the epoch apart. */
async function contentOf(db: Db): Promise<Record<string, object>> {
  const infos = await db.listCollections().toArray()
  const parts = infos.map(async ({ name }) => {
    const rows = db.collection(name)
    const documents = await rows.find({}, { promoteValues: false }).sort({ _id: 1 }).toArray()
    const texts = documents.map((document) => BSON.EJSON.stringify(document, { relaxed: false }))
    const indexes = await rows.listIndexes().toArray()
    const named = new Map(indexes.map((index) => [String(index['name']), index]))
    return [name, { documents: texts.filter((text) => !text.includes('"_id":"epoch"')), indexes: named }] as const
  })
  return Object.fromEntries(await Promise.all(parts))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearview-backup-'))
  source = aPlace()
  empty = aPlace()
  backup = join(folder, 'backup')
  const env = { ...limits, ...source, CLEARVIEW_DEMO: '1' }
  server = await startServer({ dataDir: source.DATA_DIR, env })
  employer = await anEmployer(server)
  const { id: jobId } = await aPublishedPosting(employer)
  const cards = await Promise.all(Array.from({ length: 4 }, () => anApplication(employer, { id: jobId })))
  const applicationIds = cards.map(({ applicationId }) => applicationId)
  const load = startLoad(server, { employer, jobId, applicationIds }, 7)
  await eventually(() => load.acknowledged.length > 50, 60_000)
  told = [...load.acknowledged]
  const ended = run(source, 'backup', backup)
  expect(await ended).toMatchObject({ code: 0, said: expect.stringMatching(/^Backed up \d+ documents in \d+ coll/) })
  const during = load.acknowledged.length - told.length
  await load.stop()
  expect(load.refused).toEqual([])
  expect(during).toBeGreaterThan(0)
}, 180_000)
afterAll(async () => {
  closeSockets()
  await server.stop()
  for (const store of opened) {
    if (process.env['MONGODB_URI']) await store.db.dropDatabase()
    await store.close()
  }
  await removeData(folder)
})

describe('a backup', () => {
  it('[BAK-1] taken under load holds no half command, and all that had been acknowledged', async () => {
    const target = await open(aPlace())
    await restoreBackup(target, backup)
    expect(await inspectData(target.db, employer, told)).toEqual([])
    expect(await target.db.collection('applications').countDocuments()).toBeGreaterThan(400)
  })

  it('[BAK-2] of a quiet store is restored to the same documents and indexes', async () => {
    await server.stop({ keepData: true })
    const [from, to, quiet] = [await open(source), await open(aPlace()), join(folder, 'quiet')]
    // Files, and numbers whose type JavaScript would lose.
    const part = { n: 0, data: new BSON.Binary(Buffer.alloc(300_000, 7)) }
    await from.db.collection('fs.chunks').insertOne(part)
    await from.db.collection('fs.files').insertOne({ length: new BSON.Double(300_000), n: new BSON.Int32(1) })
    await writeBackup(from, quiet)
    await restoreBackup(to, quiet)
    const restored = await contentOf(to.db)
    expect(Object.keys(restored)).toEqual(expect.arrayContaining(['journal', 'applications', 'meta', 'fs.chunks']))
    expect(restored).toEqual(await contentOf(from.db))
  })

  it('[BAK-3] is for its owner alone', async () => {
    expect((await stat(backup)).mode & 0o777).toBe(0o700)
    const files = await readdir(backup)
    expect(files).toContain('manifest.json')
    for (const file of files) expect((await stat(join(backup, file))).mode & 0o777).toBe(0o600)
  })

  it('[BAK-4] is not written over another, nor of an empty store', async () => {
    const nothing = join(folder, 'nothing')
    await expect(writeBackup(await open(source), backup)).rejects.toThrow(/there already/)
    await expect(writeBackup(await open(empty), nothing)).rejects.toThrow(/nothing in this store/)
    expect(await stat(nothing).catch(() => null)).toBeNull()
  })
})

describe('a restore', () => {
  const damages: [string, (copy: string) => Promise<unknown>, RegExp][] = [
    ['a file that was cut', (copy) => truncate(join(copy, 'journal.bson.gz'), 1000), /journal.*Take another copy/],
    ['a file that is missing', (copy) => rm(join(copy, 'users.bson.gz')), /users.*Take another copy/],
    [
      'a file of another backup',
      (copy) => cp(join(copy, 'users.bson.gz'), join(copy, 'employers.bson.gz')),
      /employers.*not what was written/,
    ],
    ['a byte that changed', (copy) => flip(join(copy, 'applications.bson.gz')), /applications.*Take another copy/],
    [
      'an altered manifest',
      (copy) => rewrite(copy, '"unique": true', '"unique": false'),
      /manifest.*Take another copy/,
    ],
    ['a newer format', (copy) => rewrite(copy, '"formatVersion": 1', '"formatVersion": 2'), /newer one/],
    ['no manifest', (copy) => rm(join(copy, 'manifest.json')), /There is no backup in/],
  ]

  it.each(damages)('[BAK-5] refuses %s in a sentence, before anything is touched', async (_what, damage, sentence) => {
    const copy = join(folder, newId())
    await cp(backup, copy, { recursive: true })
    await damage(copy)
    const target = await open(empty)
    const before = await contentOf(target.db)
    await expect(restoreBackup(target, copy, { replace: true })).rejects.toThrow(sentence)
    expect(await contentOf(target.db)).toEqual(before)
  })

  it('[BAK-6] refuses a store that is not empty', async () => {
    const { db } = await open(source)
    const before = await db.collection('journal').countDocuments()
    const { code, said } = await run(source, 'restore', backup)
    expect({ code, lines: said.trim().split('\n') }).toEqual({ code: 1, lines: [expect.stringContaining('--replace')] })
    expect(await db.collection('journal').countDocuments()).toBe(before)
  })

  it('[BAK-7] begins another history: servers that run go on with it, and followers learn of it', async () => {
    server = await startServer({ dataDir: source.DATA_DIR, env: { ...limits, ...source, CLEARVIEW_DEMO: '0' } })
    const owner = as(server, employer.owner)
    const before = await aFollower(owner, employer.employerId)
    const gone = new Promise((resolve) => before.socket.once('disconnect', resolve))
    expect(await run(source, 'restore', backup, '--replace')).toMatchObject({ code: 0 })
    await gone
    const after = await eventually(() => aFollower(owner, employer.employerId, before.answer.head + 10_000))
    const { db } = await open(source)
    expect(after.answer).toMatchObject({ ok: true, reset: true, epoch: await readEpoch(db) })
    expect(after.answer.epoch).not.toBe(before.answer.epoch)
    expect(after.answer.head).toBeLessThanOrEqual(before.answer.head)
    expect(await inspectData(db, employer, told)).toEqual([])
  })

  it('[BAK-8] that was broken off is said at the start of a server, and can be run again', async () => {
    const target = await open(empty)
    await closeHistory(target.db)
    const starting = startServer({ dataDir: empty.DATA_DIR, env: empty })
    await expect(starting).rejects.toThrow(/cannot start: .*restored into this store since .*--replace/)
    await restoreBackup(target, await aSmallBackup())
    await expect(readEpoch(target.db)).resolves.toMatch(/\S/)
  })
})

/** Of a store with one row. */
async function aSmallBackup(): Promise<string> {
  const store = await open(aPlace())
  await store.db.collection('employers').insertOne({ name: 'Birch' })
  const directory = join(folder, newId())
  await writeBackup(store, directory)
  return directory
}

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(path, bytes)
}

async function rewrite(directory: string, from: string, to: string): Promise<void> {
  const path = join(directory, 'manifest.json')
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
}
