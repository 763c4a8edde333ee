import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, it } from 'vitest'
import { eventually, removeData } from '../server.ts'

const started: { readonly npm: ChildProcess; readonly dataDir: string }[] = []

afterAll(async () => {
  for (const { npm, dataDir } of started) {
    // Ends whatever a failed test has left: npm, its shell and the server are one group.
    if (npm.pid && npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid, 'SIGKILL')
    await removeData(dataDir)
  }
})

/** The product as the README says to start it; answers its address. */
async function start(): Promise<{ npm: ChildProcess; url: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearview-npm-'))
  const npm = spawn('npm', ['start'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, CLEARVIEW_DEMO: '0', LOG_LEVEL: 'warn' },
  })
  started.push({ npm, dataDir })
  if (!npm.stdout) throw new Error('npm has no standard output')
  for await (const line of createInterface({ input: npm.stdout })) {
    const found = /ready at (http:\S+)/.exec(line)
    if (found?.[1]) return { npm, url: found[1] }
  }
  throw new Error('npm start ended before the server was ready')
}

const isThere = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  )

// Each has its own; what takes the time is npm.
describe.concurrent('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('[RUN-4] passes %s on to the server and ends with it', async (signal) => {
    const { npm, url } = await start()
    expect(await isThere(url)).toBe(true)
    const ended = once(npm, 'exit')
    npm.kill(signal)
    expect(await ended).toEqual([0, null])
    expect(await isThere(url)).toBe(false)
  })

  it('[RUN-4] stops cleanly when a terminal signals all of its processes and npm passes it on as well', async () => {
    const { npm, url } = await start()
    const ended = once(npm, 'exit')
    process.kill(-(npm.pid ?? 0), 'SIGINT')
    expect(await ended).toEqual([0, null])
    await eventually(async () => !(await isThere(url)))
  })
})
