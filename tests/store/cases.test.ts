import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, type Document, MongoClient, MongoServerError } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical, decodeDocument } from './case-values.ts'
import { startStore, type TestStore } from './helpers.ts'

interface Case {
  name: string
  collections: Record<string, unknown[]>
  indexes?: Document[]
  op: { command: Document }
  unordered?: boolean
  sets?: string[]
  expect: {
    documents?: unknown[]
    result?: Record<string, unknown>
    error?: { code?: number }
    after?: Record<string, unknown[]>
  }
}

const folder = join(import.meta.dirname, '../store-cases')
const families = readdirSync(folder).filter((name) => name.endsWith('.json'))
const notImplemented = 238
/** At most this share of the cases may be refused; none may be answered wrongly. */
const mostRefused = 0.1

let store: TestStore
let client: MongoClient
const refusals: string[] = []
let total = 0

beforeAll(async () => {
  store = await startStore()
  client = new MongoClient(store.uri, { promoteValues: false, maxPoolSize: 32 })
})

afterAll(async () => {
  await client.close()
  await store.close()
})

describe('recorded answers', () => {
  it.each(families)('every answer of %s is right or refused', { timeout: 60_000 }, async (family) => {
    const cases = JSON.parse(readFileSync(join(folder, family), 'utf8')) as Case[]
    total += cases.length
    const wrong: string[] = []
    const waiting = [...cases.entries()]
    const worker = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [number, recorded] = next
        const difference = await judge(recorded, client.db(`${family.replace('.json', '')}${number}`))
        if (difference) wrong.push(difference)
      }
    }
    await Promise.all(Array.from({ length: 32 }, worker))
    expect(wrong).toEqual([])
  })

  it('few cases are refused, each naming what is not supported', () => {
    expect(total).toBe(2014)
    expect(refusals.length / total).toBeLessThanOrEqual(mostRefused)
    for (const message of refusals) expect(message).toMatch(/does not support /)
  })
})

async function judge(recorded: Case, db: Db): Promise<string | undefined> {
  try {
    await prepare(recorded, db)
  } catch (error) {
    // An index may be of a kind that is refused.
    if (!(error instanceof MongoServerError) || error.code !== notImplemented) throw error
    refusals.push(error.message)
    return undefined
  }
  const command = decodeDocument(recorded.op.command)
  const pipeline = 'aggregate' in command
  const how = { ordered: !pipeline, sets: recorded.sets ?? [] }
  const answer = await send(db, command)
  if (answer.code === notImplemented) {
    refusals.push(answer.message)
    return undefined
  }
  const { documents, error, result, after } = recorded.expect
  const wanted: string[] = []
  const found: string[] = []
  const compare = (label: string, a: string, b: string) => {
    wanted.push(`${label} ${a}`)
    found.push(`${label} ${b}`)
  }
  const list = (items: unknown[], sorted: boolean) => {
    const texts = items.map((item) => canonical(item, how))
    return (sorted ? texts.sort() : texts).join('\n')
  }
  if (error)
    compare(
      'error',
      String(error.code ?? 'any'),
      answer.code === 0 ? 'none' : error.code === undefined ? 'any' : String(answer.code),
    )
  else if (answer.failed) compare('answer', 'no error', `error ${answer.code} ${answer.message}`)
  else if (documents)
    compare(
      'documents',
      list(decodeDocument(documents) as unknown[], recorded.unordered === true),
      list(answer.documents, recorded.unordered === true),
    )
  else if (result) {
    const expected = decodeDocument(result)
    compare('reply', canonical(pick(expected), how), canonical(pick(answer.reply), how))
  }
  for (const [name, stored] of Object.entries(after ?? {})) {
    const now = await db.collection(name).find({}).toArray()
    compare(`after ${name}`, list(decodeDocument(stored) as unknown[], true), list(now, true))
  }
  if (wanted.join('\n') === found.join('\n')) return undefined
  return `${recorded.name}\n${JSON.stringify(recorded.op.command)}\nexpected\n${wanted.join('\n')}\nfound\n${found.join('\n')}`
}

async function prepare({ collections, indexes }: Case, db: Db): Promise<void> {
  for (const [name, documents] of Object.entries(collections))
    if (documents.length === 0) await db.createCollection(name)
  if (indexes) await db.command({ createIndexes: 'c', indexes })
  for (const [name, documents] of Object.entries(collections))
    if (documents.length > 0) await db.collection(name).insertMany(documents.map(decodeDocument))
}

interface Answer {
  /** 0 when there was no error, be it of the command or of its first statement. */
  code: number
  message: string
  failed: boolean
  documents: Document[]
  reply: Document
}

async function send(db: Db, command: Document): Promise<Answer> {
  const answer: Answer = { code: 0, message: '', failed: false, documents: [], reply: {} }
  try {
    if ('find' in command || 'aggregate' in command) answer.documents = await db.runCursorCommand(command).toArray()
    else answer.reply = await db.command(command)
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error
    return { ...answer, code: Number(error.code), message: error.message, failed: true }
  }
  const [first] = (answer.reply.writeErrors ?? []) as Document[]
  return first ? { ...answer, code: Number(first.code), message: String(first.errmsg) } : answer
}

/** What counts of a reply: counts, values and which statements failed, by name. */
function pick(reply: Document): Document {
  const picked: Document = {}
  for (const name of ['lastErrorObject', 'n', 'nModified', 'upserted', 'value', 'values'])
    if (reply[name] !== undefined && reply[name] !== null) picked[name] = reply[name]
  if (reply.writeErrors)
    picked.writeErrors = (reply.writeErrors as Document[]).map(({ index, code }) => ({ index, code }))
  return picked
}
