import { startWorker, type Worker } from './processes.ts'
import { alternate, type Row } from './row.ts'

const clients = 2000
/** Few processes with many clients each: two thousand processes would measure the machine. */
const processes = 2
/** One return differs from the next by a third: how many come in the same moment is chance. */
const rounds = 7

interface Returned {
  /** From the first connection until everybody had everything, in seconds. */
  readonly seconds: number
  /** What was missing or came twice, in words. */
  readonly wrong: readonly string[]
}

/** Everybody comes back at once, and catches up while others go on writing. */
export async function reconnect(): Promise<Row[]> {
  const memory: number[] = []
  const measured = await alternate(
    rounds,
    () => secondsOf('ours', memory),
    () => secondsOf('bare', []),
  )
  const peak = Math.round(Math.max(...memory) / 1024 / 1024)
  return [
    {
      what: `${clients.toLocaleString('en')} clients return at once, each with 50 entries to catch up on, while others write`,
      ours: `${measured.ours.toFixed(1)} s, at most ${peak} MiB resident`,
      baseline: `${measured.baseline.toFixed(1)} s, bare Socket.IO from memory`,
      figure: measured.ratio,
      bound: { most: 3 },
    },
  ]
}

async function secondsOf(mode: 'ours' | 'bare', memory: number[]): Promise<number> {
  const server = await startWorker('./reconnect-server.ts', [mode, String(clients)])
  const audience: Worker[] = []
  try {
    const { url, places } = await server.ask<{ url: string; places: readonly object[] }>({ places: true })
    for (let n = 0; n < processes; n++) audience.push(await startWorker('./reconnect-clients.ts'))
    const share = Math.ceil(clients / processes)
    await server.ask({ write: true })
    const returned = await Promise.all(
      audience.map((worker, n) => worker.ask<Returned>({ url, places: places.slice(n * share, (n + 1) * share) })),
    )
    const { heads, rss } = await server.ask<{ heads: object; rss: number }>({ write: false })
    memory.push(rss)
    const settled = await Promise.all(audience.map((worker) => worker.ask<Returned>({ heads })))
    const wrong = [...returned, ...settled].flatMap((one) => one.wrong)
    if (wrong.length > 0) throw new Error(`Of those who returned (${mode}): ${wrong.slice(0, 5).join('; ')}`)
    return Math.max(...returned.map(({ seconds }) => seconds))
  } finally {
    for (const worker of audience) await worker.stop()
    await server.ask({ close: true })
    await server.stop()
  }
}
