import { io, type Socket } from 'socket.io-client'
import { startWorker, type Worker } from './processes.ts'
import { alternate, median, type Row } from './row.ts'

const rounds = 5
const calls = 200
/** After so many calls the engine has compiled what they run through, on either side. */
const callsToWarm = 1200
/** One pair of answers differs from the next by a third: each waits for one write to the disk. */
const pairsOfAnswers = 15

interface Place {
  readonly url: string
  readonly echoUrl: string
  readonly cookie: string
  readonly conversationIds: readonly string[]
}

/** Durable messages beside the driver's inserts, their answers beside an echo, and catching up beside a find. */
export async function chat(): Promise<Row[]> {
  const server = await startWorker('./chat-server.ts')
  const place = await server.ask<Place>({})
  const [ours, bare] = await Promise.all([connect(place.url, place.cookie), connect(place.echoUrl, '')])
  try {
    return [
      await throughput(server, 20, 8, 1),
      await throughput(server, 1, 8, 0.8),
      await throughput(server, 20, 1, 0.7),
      await answers(server, place, ours, bare),
      await resume(server, place, ours),
    ]
  } finally {
    for (const socket of [ours, bare]) socket.disconnect()
    await server.ask({ close: true })
    await server.stop()
  }
}

async function throughput(server: Worker, among: number, outstanding: number, least: number): Promise<Row> {
  const rate = async (isOurs: boolean) =>
    (await server.ask<{ rate: number }>({ ours: isOurs, among, outstanding })).rate
  const measured = await alternate(
    rounds,
    () => rate(true),
    () => rate(false),
  )
  const where = among === 1 ? 'one conversation' : `${among} conversations`
  return {
    what: `durable messages/s, ${where}, ${outstanding} outstanding in each`,
    ours: `${Math.round(measured.ours)}/s`,
    baseline: `${Math.round(measured.baseline)}/s, bare insertOne`,
    figure: measured.ratio,
    bound: { least },
  }
}

async function answers(server: Worker, { conversationIds }: Place, ours: Socket, bare: Socket): Promise<Row> {
  const [conversationId] = conversationIds
  let count = 0
  const send = (socket: Socket, times = calls) =>
    p50(times, () =>
      socket.emitWithAck('chat:send', { conversationId, clientMessageId: `${Date.now()}-${++count}`, body: 'Hello' }),
    )
  const inserted = async () => median((await server.ask<{ times: number[] }>({ inserts: calls })).times)
  for (const socket of [ours, bare]) await send(socket, callsToWarm)
  const measured = await alternate(
    pairsOfAnswers,
    () => send(ours),
    async () => (await send(bare)) + (await inserted()),
  )
  return {
    what: 'p50 of a message until it is acknowledged',
    ours: `${measured.ours.toFixed(2)} ms`,
    baseline: `${measured.baseline.toFixed(2)} ms, bare echo + bare insert`,
    figure: measured.ratio,
    bound: { most: 1.3 },
  }
}

async function resume(server: Worker, { conversationIds }: Place, ours: Socket): Promise<Row> {
  const conversationId = conversationIds.at(-1)
  const catchUp = async () => {
    let after = 0
    for (let more = true; more; ) {
      const page = await ours.emitWithAck('chat:follow', { conversationId, after })
      after = page.entries.at(-1).seq
      more = page.more
    }
    if (after !== 1000) throw new Error(`Caught up to ${after} of 1000`)
  }
  const measured = await alternate(
    rounds,
    () => p50(10, catchUp),
    async () => median((await server.ask<{ times: number[] }>({ finds: 10 })).times),
  )
  return {
    what: 'catching up on 1,000 entries of a conversation',
    ours: `${measured.ours.toFixed(1)} ms`,
    baseline: `${measured.baseline.toFixed(1)} ms, bare find`,
    figure: measured.ratio,
    bound: { most: 2 },
  }
}

async function p50(count: number, run: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    await run()
    taken.push(performance.now() - start)
  }
  return median(taken)
}

function connect(url: string, cookie: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } })
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })
}
