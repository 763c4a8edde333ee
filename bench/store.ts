import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { launchEmbeddedStore } from '../server/store/embedded/launch.ts'
import { alternate, median, type Row } from './row.ts'

const rounds = 5
const roundMs = 1000

/** What the embedded store does in a second, beside what the disk does. */
export async function store(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
  const launched = await launchEmbeddedStore({ dataDir: folder })
  const client = new MongoClient(launched.uri, { maxPoolSize: 64 })
  try {
    const rows = client.db('bench').collection<Document>('rows')
    await rows.createIndex({ stream: 1, seq: 1 }, { unique: true })
    const disk = () => Promise.resolve(flushesPerSecond(join(folder, 'raw')))
    let seq = 0
    const insert = () => rows.insertOne({ stream: 's', seq: seq++, text: 'x'.repeat(200) })
    const result: Row[] = []
    for (const flying of [32, 8, 1]) {
      const { ours, baseline, ratio } = await alternate(rounds, () => perSecond(flying, insert), disk)
      result.push(
        row(
          `fsynced inserts/s, ${flying} in flight ÷ raw fdatasync/s`,
          ours,
          baseline,
          ratio,
          flying === 32 ? 1 : 0.15,
        ),
      )
    }
    const find = () => rows.findOne({ stream: 's', seq: Math.floor(Math.random() * seq) })
    const ping = () => client.db('admin').command({ ping: 1 })
    const reads = await alternate(
      rounds,
      () => perSecond(8, find),
      () => perSecond(8, ping),
    )
    result.push(row('finds by index/s ÷ pings/s, 8 in flight', reads.ours, reads.baseline, reads.ratio, 0.5))
    const counted = await alternate(rounds, () => perSecond(8, () => increment(rows)), disk)
    result.push(
      row('counter updates/s, 8 in flight ÷ raw fdatasync/s', counted.ours, counted.baseline, counted.ratio, 0.15),
    )
    const committed = await alternate(rounds, () => perSecond(8, () => transaction(client, rows, seq++)), disk)
    result.push(
      row(
        'transactions/s of two inserts, 8 in flight ÷ raw fdatasync/s',
        committed.ours,
        committed.baseline,
        committed.ratio,
        0.1,
      ),
    )
    result.push(await neighbours(client))
    return result
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

const increment = (rows: Collection<Document>) => rows.updateOne({ stream: 's', seq: 1 }, { $inc: { count: 1 } })

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
