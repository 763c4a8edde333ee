import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { socketPathOf } from '../server/store/embedded/socket-path.ts'
import { newId } from '../server/store/ids.ts'
import { openStore } from '../server/store/mongo.ts'
import { alternate, type Row } from './row.ts'

const applications = 100_000
const rounds = 5

/** From the start of the process to its first line, built, on an empty store and on one that is full. */
export async function start(): Promise<Row[]> {
  const [full, empty] = await Promise.all([folder(), folder()])
  try {
    await fill(full)
    await timeToReady(empty)
    const { ours, baseline } = await alternate(
      rounds,
      () => timeToReady(full),
      () => timeToReady(empty),
    )
    return [
      {
        what: `start to ready, ${applications.toLocaleString('en')} applications`,
        ours: `${ours.toFixed(2)} s`,
        baseline: `${baseline.toFixed(2)} s, empty store`,
        figure: ours,
        bound: { most: 2 },
        unit: 's',
      },
    ]
  } finally {
    for (const path of [full, empty]) await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'clearview-bench-'))

/** Applications of fifty postings and an entry for each, as they would be after a busy year. */
async function fill(dataDir: string): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir })
  const store = await openStore(config)
  const app = await createApp({ config, log: createLog('silent'), store, onOutbox: () => undefined })
  const employerId = newId()
  const at = new Date()
  for (let from = 0; from < applications; from += 2000) {
    const ids = Array.from({ length: 2000 }, (_, i) => ({ id: newId(), n: from + i }))
    await store.db.collection<{ _id: string }>('applications').insertMany(
      ids.map(({ id, n }) => ({
        _id: id,
        employerId,
        jobId: `job-${n % 50}`,
        candidateId: `candidate-${n}`,
        stage: 'applied',
        status: 'active',
        portalKey: id,
        appliedAt: at,
        version: 1,
        resumeText: 'Wrote compilers and led a team. '.repeat(20),
      })),
    )
    await store.db.collection('journal').insertMany(
      ids.map(({ id, n }) => ({
        stream: `feed:${employerId}`,
        seq: n + 1,
        key: id,
        type: 'application.received',
        data: { applicationId: id },
        actor: { kind: 'candidate', id: `candidate-${n}` },
        at,
      })),
    )
  }
  await app.close()
  await store.close()
}

async function timeToReady(dataDir: string): Promise<number> {
  const entry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))
  const started = performance.now()
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', CLEARVIEW_DEMO: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it was ready`)))
  })
  const seconds = (performance.now() - started) / 1000
  child.kill('SIGTERM')
  await ended
  await storeGone(dataDir)
  return seconds
}

/** The store goes a second after its last user; the next start is to find none, as on a fresh machine. */
async function storeGone(dataDir: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const there = await new Promise<boolean>((resolve) => {
      const probe = connect(socketPathOf(dataDir))
      probe.once('connect', () => {
        probe.destroy()
        resolve(true)
      })
      probe.once('error', () => resolve(false))
    })
    if (!there) return
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }
  throw new Error('The store did not end')
}
