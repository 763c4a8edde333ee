import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Load } from './journal-client.ts'
import { startWorker, type Worker } from './processes.ts'
import { alternate, type Row } from './row.ts'

const rounds = 5
const ms = 400

/** The journal beside the bare driver: the same rows, concern, indexes and number of calls at once. */
export async function journal(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
  const one = await startWorker('journal-client.ts', [folder])
  const two = await startWorker('journal-client.ts', [folder])
  try {
    const rows: Row[] = []
    for (const streams of [20, 1])
      for (const outstanding of [1, 8, 32]) rows.push(await append(one, streams, outstanding))
    for (const clients of [[one], [one, two]])
      for (const outstanding of [1, 16]) rows.push(await commit(clients, outstanding))
    rows.push(await ordered([one, two], 1), await ordered([one, two], 16), await resume(one))
    return rows
  } finally {
    await Promise.all([one.stop(), two.stop()])
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** All processes at once; what they did together in a second. */
async function perSecond(clients: readonly Worker[], load: Omit<Load, 'ms'>): Promise<number> {
  const done = await Promise.all(clients.map((client) => client.ask<{ perSecond: number }>({ ...load, ms })))
  return done.reduce((sum, one) => sum + one.perSecond, 0)
}

async function compare(
  what: string,
  clients: readonly Worker[],
  [ours, baseline]: readonly [Load['kind'], Load['kind']],
  part: Pick<Load, 'streams' | 'outstanding'>,
  least: number,
): Promise<Row> {
  // Once for nothing: what is compiled first would otherwise look slow.
  await perSecond(clients, { ...part, kind: ours })
  const measured = await alternate(
    rounds,
    () => perSecond(clients, { ...part, kind: ours }),
    () => perSecond(clients, { ...part, kind: baseline }),
  )
  return {
    what,
    ours: `${Math.round(measured.ours)}/s`,
    baseline: `${Math.round(measured.baseline)}/s`,
    figure: measured.ratio,
    bound: { least },
  }
}

function append(client: Worker, streams: number, outstanding: number): Promise<Row> {
  const least = outstanding === 1 ? 0.7 : streams === 1 ? 0.8 : 1
  const what = `appends/s ÷ bare inserts/s, ${streams} stream${streams > 1 ? 's' : ''}, ${outstanding} outstanding each`
  return compare(what, [client], ['append', 'insert'], { streams, outstanding }, least)
}

function commit(clients: readonly Worker[], outstanding: number): Promise<Row> {
  const processes = clients.length === 1 ? 'one process' : 'two processes'
  const what = `commits/s on one feed ÷ bare transactions/s, ${processes}, ${outstanding} outstanding each`
  return compare(what, clients, ['commit', 'transaction'], { streams: 1, outstanding }, 0.8)
}

/** Beside transactions that put themselves into one order, by a counter: those alone do the same for the reader. */
function ordered(clients: readonly Worker[], outstanding: number): Promise<Row> {
  const what = `commits/s on one feed ÷ transactions/s that number themselves, two processes, ${outstanding} outstanding each`
  return compare(what, clients, ['commit', 'numbered'], { streams: 1, outstanding }, 0.8)
}

const resume = (client: Worker): Promise<Row> =>
  compare(
    'resumes of 1,000 entries/s ÷ bare finds/s',
    [client],
    ['resume', 'find'],
    { streams: 1, outstanding: 1 },
    0.5,
  )
