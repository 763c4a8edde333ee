import { startWorker, type Worker } from './processes.ts'
import { median, type Row } from './row.ts'

const rounds = 5
const seconds = 4
/** People type for so long before it counts: by then the engine has compiled what either server runs through. */
const secondsToWarm = 10

interface Place {
  readonly url: string
  readonly cookie: string
  readonly names: readonly string[]
  /** Where the store of ours keeps its data. */
  readonly folder?: string
}

interface Measured {
  readonly delivered: number
  readonly missing: number
  readonly p50: number
  /** Of the server's process. */
  readonly cpuSeconds: number
  /** Median of bare inserts beside it, in milliseconds. */
  readonly insert: number
}

/** Writing together, durable, beside a relay in memory; and opening a document cold beside warm. */
export async function coedit(): Promise<Row[]> {
  const [ours, bare, clients] = await Promise.all([
    startWorker('./coedit-server.ts', ['ours']),
    startWorker('./coedit-server.ts', ['bare']),
    startWorker('./coedit-clients.ts'),
  ])
  try {
    const [place, barePlace] = [await ours.ask<Place>({}), await bare.ask<Place>({})]
    const inserts = await startWorker('./coedit-inserts.ts', [place.folder ?? ''])
    const measure = { ours, bare, clients, inserts, place, barePlace }
    const filled = await fill(measure)
    const rows = [
      ...(await together(measure, { rooms: 20, people: 5, perSecond: 10 })),
      ...(await together(measure, { rooms: 1, people: 30, perSecond: 5 })),
    ]
    await inserts.ask({ end: true })
    await inserts.stop()
    return [...rows, await opening(measure, filled)]
  } finally {
    await clients.stop()
    await ours.ask({ end: true })
    await ours.stop()
    await bare.stop()
  }
}

interface Parts {
  readonly ours: Worker
  readonly bare: Worker
  readonly clients: Worker
  readonly inserts: Worker
  readonly place: Place
  readonly barePlace: Place
}

interface Load {
  readonly rooms: number
  readonly people: number
  readonly perSecond: number
}

/** Each run has documents of its own. */
let next = 0

/** When people left the documents of ours last. */
let leftAt = 0
/** They stay open for ten seconds after, and get their snapshots then: in milliseconds, with some to spare. */
const untilClosed = 12_000
const closed = () => new Promise((resolve) => setTimeout(resolve, leftAt + untilClosed - performance.now()))

async function together(parts: Parts, load: Load): Promise<Row[]> {
  const { ours, bare, clients, inserts, place, barePlace } = parts
  /** Processor time is counted while people type, not while they come and go; inserts are timed beside ours. */
  const measure = async (server: Worker, at: Place, seconds: number): Promise<Measured> => {
    const isOurs = server === ours
    if (isOurs) await closed()
    const rooms = at.names.slice(next, next + load.rooms)
    await clients.ask({ place: at, enter: { rooms, people: load.people } })
    await server.ask({ cpu: 'start' })
    const run = { perSecond: load.perSecond, seconds }
    const [done, { times }] = await Promise.all([
      clients.ask<Omit<Measured, 'cpuSeconds' | 'insert'>>({ run }),
      inserts.ask<{ times: number[] }>({ inserts: isOurs ? seconds * 8 : 0 }),
    ])
    const { microseconds } = await server.ask<{ microseconds: number }>({ cpu: 'end' })
    await clients.ask({ leave: true })
    if (isOurs) leftAt = performance.now()
    return { ...done, cpuSeconds: microseconds / 1e6, insert: median(times) }
  }
  const pair = async (seconds: number) => {
    const measured = { a: await measure(ours, place, seconds), b: await measure(bare, barePlace, seconds) }
    next = (next + load.rooms) % (place.names.length - 20)
    return measured
  }
  await pair(secondsToWarm)
  const pairs: { a: Measured; b: Measured }[] = []
  for (let round = 0; round < rounds; round++) pairs.push(await pair(seconds))
  const rate = ({ delivered, cpuSeconds }: Measured) => delivered / cpuSeconds
  const of = (value: (pair: (typeof pairs)[number]) => number) => median(pairs.map(value))
  const what = `${load.rooms} × ${load.people} people, ${load.perSecond} edits/s each`
  return [
    {
      what: `edits delivered per CPU-second, ${what}`,
      ours: `${Math.round(of(({ a }) => rate(a)))}, durable`,
      baseline: `${Math.round(of(({ b }) => rate(b)))}, a relay in memory`,
      figure: of(({ a, b }) => rate(a) / rate(b)),
      bound: { least: 0.7 },
    },
    {
      what: `p50 until an edit is on another screen − p50 of a durable insert, ${what}`,
      ours: `${of(({ a }) => a.p50).toFixed(1)} ms`,
      baseline: `${of(({ a }) => a.insert).toFixed(1)} ms, bare insertOne; the relay ${of(({ b }) => b.p50).toFixed(1)} ms`,
      figure: of(({ a }) => a.p50 - a.insert),
      bound: { most: 10 },
      unit: 'ms',
    },
    {
      what: `edits that did not arrive, ${what}`,
      ours: `${pairs.reduce((sum, { a }) => sum + a.missing, 0)}`,
      baseline: `${pairs.reduce((sum, { b }) => sum + b.missing, 0)}`,
      figure: pairs.reduce((sum, { a }) => sum + a.missing, 0),
      bound: { most: 0 },
    },
  ]
}

const edits = 2000
/** So many that one slow opening does not decide. */
const filledDocuments = 7

/** Documents with many edits, each a frame of its own, that nobody has open after. */
async function fill({ clients, place }: Parts): Promise<readonly string[]> {
  const names = place.names.slice(-filledDocuments)
  for (const name of names) await clients.ask({ place, fill: { name, count: edits } })
  leftAt = performance.now()
  return names
}

/** First when nobody has it open here, then while it is open. */
async function opening({ clients, place }: Parts, filled: readonly string[]): Promise<Row> {
  await closed()
  const join = async (name: string) => (await clients.ask<{ milliseconds: number }>({ place, join: name })).milliseconds
  // The first connection of a process costs what has nothing to do with documents.
  await join(place.names[0] ?? '')
  const [cold, warm]: [number[], number[]] = [[], []]
  for (const name of filled) {
    cold.push(await join(name))
    warm.push(median([await join(name), await join(name), await join(name)]))
  }
  return {
    what: `opening a document of ${edits} edits, cold ÷ warm`,
    ours: `${median(cold).toFixed(1)} ms`,
    baseline: `${median(warm).toFixed(1)} ms, warm`,
    figure: median(cold.map((milliseconds, n) => milliseconds / (warm[n] ?? Number.NaN))),
    bound: { most: 3 },
  }
}
