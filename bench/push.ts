import { startWorker, type Worker } from './processes.ts'
import { alternate, type Row } from './row.ts'

const clients = 500
const events = 100
/** One pair differs from the next by a third, by the core that each process happens to be on. */
const rounds = 20
/** Whose memory is counted, come on top: the first bring compiled code and a grown heap, which belong to none of them. */
const counted = 1500

/** CPU and memory of the push path beside bare Socket.IO: the same clients, the same bytes. */
export async function push(): Promise<Row[]> {
  const cpu = await cpuPerEvent()
  const memory = await alternate(
    3,
    () => memoryPerClient('ours'),
    () => memoryPerClient('bare'),
  )
  return [
    {
      what: `CPU per pushed event, ${clients} clients`,
      ours: `${(cpu.ours / 1000).toFixed(2)} ms`,
      baseline: `${(cpu.baseline / 1000).toFixed(2)} ms, bare Socket.IO room`,
      figure: cpu.ratio,
      bound: { most: 1.2 },
    },
    {
      what: 'memory per connected client',
      ours: `${Math.round(memory.ours / 1024)} KiB`,
      baseline: `${Math.round(memory.baseline / 1024)} KiB, bare Socket.IO`,
      figure: memory.ratio,
      bound: { most: 1.25 },
    },
  ]
}

async function withServer<T>(
  mode: 'ours' | 'bare',
  use: (server: Worker, connect: (count: number) => Promise<void>) => Promise<T>,
) {
  const { worker: server, port } = await startServer(mode)
  const audience = await startWorker('./push-clients.ts')
  let all = 0
  try {
    return await use(server, async (count) => {
      all += count
      await audience.ask({ port, count })
      await until(async () => (await server.ask<{ connected: number }>({})).connected === all)
    })
  } finally {
    await audience.stop()
    await server.stop()
  }
}

async function startServer(mode: string): Promise<{ worker: Worker; port: number }> {
  const worker = await startWorker('./push-server.ts', [mode])
  const { port } = await worker.ask<{ port: number }>({ port: true })
  return { worker, port }
}

/** Microseconds of each; both are there all the time, and one of them works. */
const cpuPerEvent = () =>
  withServer('ours', (ours, connectToOurs) =>
    withServer('bare', async (bare, connectToBare) => {
      const costOf = (server: Worker) => async () =>
        (await server.ask<{ microseconds: number }>({ emit: events })).microseconds / events
      await connectToOurs(clients)
      await connectToBare(clients)
      for (const server of [ours, bare]) await costOf(server)()
      return alternate(rounds, costOf(ours), costOf(bare))
    }),
  )

const memoryPerClient = (mode: 'ours' | 'bare'): Promise<number> =>
  withServer(mode, async (server, connect) => {
    await connect(clients)
    const before = await server.ask<{ rss: number }>({})
    await connect(counted)
    const after = await server.ask<{ rss: number }>({})
    return (after.rss - before.rss) / counted
  })

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The clients did not all connect')
}
