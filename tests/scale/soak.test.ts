import { loadavg } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { restart } from '../faults/chat/installation.ts'
import { eventually } from '../server.ts'
import { faultsOf } from './soak/faults.ts'
import { type Life, slopeOf, Watch } from './soak/memory.ts'
import { type OpenRun, openRun, type Run, type Size } from './soak/run.ts'
import { countOf, overlap, type Span } from './soak/samples.ts'
import { memoryOf, pushesOf, returnsOf, workOf } from './soak/summary.ts'

const isSoak = process.env['SOAK'] !== undefined
const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const seed = given('SEED', 29)
const seconds = given('SECONDS', isSoak ? 600 : 3)
const faults = given('FAULTS', isSoak ? Math.max(8, Math.round(seconds / 60)) : 2)

/** In milliseconds, and in MiB a minute. */
const bounds = { push: 250, growth: 3 }
/** Figures of a shorter run are shown and held to nothing: it is over before anything has settled, memory last of all. */
const isLong = seconds >= 60
const isWarm = seconds >= 300
/** Which part of a long run is not looked at: everything is filled for the first time. */
const warmUp = 0.2

const rates = {
  ...{ messages: given('MESSAGES', 8), moves: given('MOVES', 4), reads: given('READS', 4) },
  ...{ words: 3, documents: isSoak ? 3 : 1 },
}
const sizeOf = (clients: number, more: Partial<Size> = {}): Size => ({
  ...{ nodes: 3, clients, conversations: Math.max(2, 2 * Math.round(clients / 100)), processes: 3, poor: 0.1 },
  ...{ rates, bare: 250, settling: 2000, patience: 180_000, ...more },
})
const short = sizeOf(30, { nodes: 2, processes: 1, settling: 0 })
const sizes = isSoak
  ? { restart: sizeOf(given('CLIENTS', 2000), { processes: 4, bare: null }), soak: sizeOf(given('CLIENTS', 1000)) }
  : { restart: short, soak: short }

/** Outside of the long loops all have one installation: to start it takes longer than what they do there. */
let shared: OpenRun | null = null
afterAll(() => shared?.end())

async function play(size: Size, use: (run: Run) => Promise<void>, program?: readonly string[]): Promise<void> {
  if (!isSoak) {
    shared ??= await openRun(size, seed)
    return use(shared.run)
  }
  const { run, end } = await openRun(size, seed, program)
  try {
    await use(run)
  } finally {
    await end()
  }
}

/** Spreads the faults over the time. */
async function disturbed(run: Run): Promise<Span> {
  const from = Date.now()
  const untilTime = (share: number) => delay(Math.max(0, from + share * seconds * 1000 - Date.now()))
  const names = faultsOf(faults, run.random)
  for (const [i, name] of names.entries()) {
    await untilTime((i + 0.5) / names.length)
    const began = Date.now()
    await run.disturb(name)
    if (isSoak) console.info(`${Math.round((began - from) / 1000)} s: ${name}, whole after ${Date.now() - began} ms`)
  }
  await untilTime(1)
  return [from, Date.now()]
}

const within = ({ samples, ...life }: Life, [from, to]: Span): Life => ({
  ...life,
  samples: samples.filter(({ at }) => at >= from + warmUp * (to - from) && at <= to),
})

describe('many people on several nodes', () => {
  it(`[NODE-14] each node is restarted in turn while people write, and every page has everything once (seed ${seed})`, {
    timeout: 900_000,
  }, async () => {
    await play(sizes.restart, async (run) => {
      await run.work()
      for (const [i, node] of run.cluster.nodes.entries()) {
        const from = Date.now()
        await run.during(async () => {
          expect(await node.stop()).toBe(0)
          await restart(node)
        })
        const absences = (await run.crowd.report([])).absences.filter(([away]) => away >= from)
        expect(absences.length).toBeGreaterThan(0)
        if (isSoak) console.info(`node ${i} is restarted: ${returnsOf(absences)}`)
      }
      const outcome = await run.judge()
      console.info(`seed ${seed}: ${workOf(run, outcome)}`)
      expect(outcome.findings).toEqual([])
      expect(outcome.report.absences.length).toBeGreaterThanOrEqual(run.size.clients)
      expect(run.written.count).toBeGreaterThan(0)
    })
  })

  it(`[NODE-15] with everything going wrong nothing is lost or doubled, pushes stay quick, memory flat (seed ${seed})`, {
    timeout: 1_800_000,
  }, async () => {
    await play(sizes.soak, async (run) => {
      const { cluster } = run
      await run.work()
      const before = { count: run.written.count, bytes: cluster.storeBytes() }
      const nodePids = () => Object.fromEntries(cluster.nodes.map(({ pid }, i) => [`node ${i}`, pid]))
      const watch = new Watch(() => ({ ...nodePids(), store: cluster.storePid() }), isLong ? 5000 : 500)
      const span = await disturbed(run)
      watch.stop()
      const outcome = await run.judge([[0, span[0] + (isLong ? warmUp * (span[1] - span[0]) : 0)]])
      const { text, worst } = pushesOf(outcome.report)
      const grown = (cluster.storeBytes() - before.bytes) / 1024 / 1024
      const lives = watch.lives.map((life) => within(life, span)).filter(({ samples }) => samples.length > 1)
      const broken = run.windows
        .filter((window) => overlap(window, span))
        .reduce((sum, [from, to]) => sum + to - from, 0)
      const quiet = 1 - broken / (span[1] - span[0])
      const lines = [
        `seed ${seed}, ${seconds} s, load ${loadavg()[0]?.toFixed(0)}: ${workOf(run, outcome)}`,
        ...[text, `${(100 * quiet).toFixed(0)} % of the time without a fault`, returnsOf(outcome.report.absences)],
        `the store grew by ${grown.toFixed(1)} MiB for ${run.written.count - before.count} changes`,
        ...lives.map(memoryOf),
      ]
      console.info(lines.join('\n'))
      expect(outcome.findings).toEqual([])
      expect(run.written.count).toBeGreaterThan(before.count)
      if (!isLong) return
      expect(countOf(outcome.report.pushes.message)).toBeGreaterThan(0)
      expect(worst).toBeLessThanOrEqual(bounds.push)
      expect(quiet).toBeGreaterThan(0.5)
      if (!isWarm) return
      const whole = lives.filter(({ name, samples }) => name === 'node 0' && samples.length > 20)
      expect(whole).toHaveLength(1)
      for (const life of whole) expect(slopeOf(life.samples, 'resident')).toBeLessThanOrEqual(bounds.growth)
    })
  })

  // Where only the long loops run it, it is not there otherwise: a skipped test would count as a failed one.
  if (!isSoak) return
  it(`[NODE-16] the check finds out a server that loses pushes (seed ${seed})`, { timeout: 300_000 }, async () => {
    const mutated = fileURLToPath(new URL('./soak/deaf-pushes.ts', import.meta.url))
    const small = sizeOf(30, { nodes: 1, processes: 1, bare: null, patience: 20_000 })
    const deaf = async (run: Run) => {
      await run.work()
      await eventually(() => run.written.count > 100)
      const { findings } = await run.judge()
      console.info(`seed ${seed}: ${findings.length} findings, such as: ${findings[0]?.what}`)
      expect(findings.filter(({ fault }) => fault === 'lost').length).toBeGreaterThan(0)
    }
    await play(small, deaf, ['--import', 'tsx', mutated])
  })
})
