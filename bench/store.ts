import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { launchEmbeddedStore } from '../server/store/embedded/launch.ts'
import { alternate, median, type Row } from './row.ts'

const rounds = 5
const roundMs = 600

/** What the embedded store does in a second, beside what the disk, or a plainer call, does. */
export async function store(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
  const launched = await launchEmbeddedStore({ dataDir: folder })
  const client = new MongoClient(launched.uri, { maxPoolSize: 64 })
  try {
    const rows = client.db('bench').collection<Document>('rows')
    await rows.createIndex({ stream: 1, seq: 1 }, { unique: true })
    let seq = 0
    const insert = () => rows.insertOne({ stream: 's', seq: seq++, text: 'x'.repeat(200) })
    const find = () => rows.findOne({ stream: 's', seq: Math.floor(Math.random() * seq) })
    const ping = () => client.db('admin').command({ ping: 1 })
    const count = () => rows.updateOne({ stream: 's', seq: 1 }, { $inc: { count: 1 } })
    const commit = () => transaction(client, rows, seq++)
    const disk = () => Promise.resolve(flushesPerSecond(join(folder, 'raw')))
    const calls = (flying: number, run: () => Promise<unknown>) => () => perSecond(flying, run)
    const beside = async (what: string, least: number, ours: () => Promise<number>, base: () => Promise<number>) => {
      // Once for nothing: what is compiled first would otherwise look slow.
      await ours()
      const { ours: mine, baseline, ratio } = await alternate(rounds, ours, base)
      return row(what, mine, baseline, ratio, least)
    }
    return [
      await beside('fsynced inserts/s, 32 in flight ÷ raw fdatasync/s', 1, calls(32, insert), disk),
      await beside('fsynced inserts/s, 8 in flight ÷ raw fdatasync/s', 0.15, calls(8, insert), disk),
      await beside('fsynced inserts/s, 1 in flight ÷ raw fdatasync/s', 0.15, calls(1, insert), disk),
      await beside('finds by index/s ÷ pings/s, 8 in flight', 0.5, calls(8, find), calls(8, ping)),
      await beside('updates of one counter/s ÷ inserts/s, 8 in flight', 0.7, calls(8, count), calls(8, insert)),
      await beside('transactions/s of two inserts ÷ inserts/s, 8 in flight', 0.2, calls(8, commit), calls(8, insert)),
      await neighbours(client),
    ]
  } finally {
    await client.close()
    await launched.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function row(what: string, ours: number, baseline: number, figure: number, least: number): Row {
  return { what, ours: `${Math.round(ours)}/s`, baseline: `${Math.round(baseline)}/s`, figure, bound: { least } }
}

/** One page after the other, each flushed: what a disk can do for somebody who does not group. */
function flushesPerSecond(path: string): number {
  const file = openSync(path, 'w')
  const page = Buffer.alloc(4096, 1)
  const start = performance.now()
  let count = 0
  while (performance.now() - start < roundMs) {
    writeSync(file, page)
    fdatasyncSync(file)
    count++
  }
  closeSync(file)
  return count / ((performance.now() - start) / 1000)
}

async function perSecond(flying: number, run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  let count = 0
  const worker = async () => {
    while (performance.now() - start < roundMs) {
      await run()
      count++
    }
  }
  await Promise.all(Array.from({ length: flying }, worker))
  return count / ((performance.now() - start) / 1000)
}

async function transaction(client: MongoClient, rows: Collection<Document>, seq: number): Promise<void> {
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await rows.insertOne({ stream: 't', seq }, { session })
      await rows.insertOne({ stream: 'u', seq }, { session })
    }),
  )
}

/** The slowest answers of others while a report reads 50,000 documents, beside the slowest on an idle store. */
async function neighbours(client: MongoClient): Promise<Row> {
  const many = client.db('bench').collection<Document>('many')
  for (let block = 0; block < 50; block++)
    await many.insertMany(
      Array.from({ length: 1000 }, (_, n) => ({ n: block * 1000 + n, tag: `t${n % 50}`, text: 'x'.repeat(100) })),
    )
  const report = () =>
    many
      .aggregate([{ $match: { text: /x/ } }, { $group: { _id: '$tag', n: { $sum: '$n' } } }, { $sort: { n: -1 } }])
      .toArray()
  const p99 = async (busy: boolean) => {
    let running = true
    const times: number[] = []
    const load = (async () => {
      while (running && busy) await report()
    })()
    for (let n = 0; n < 300; n++) {
      const start = performance.now()
      await many.findOne({ _id: 0 as unknown as Document['_id'] })
      times.push(performance.now() - start)
    }
    running = false
    await load
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
  }
  const pairs: [number, number][] = []
  for (let round = 0; round < 3; round++) pairs.push([await p99(true), await p99(false)])
  const [busy, idle] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))]
  return {
    what: 'p99 of finds beside a report over 50,000 documents ÷ idle',
    ours: `${busy.toFixed(1)} ms`,
    baseline: `${idle.toFixed(1)} ms`,
    figure: median(pairs.map(([a, b]) => a / b)),
    bound: { most: 3 },
  }
}
