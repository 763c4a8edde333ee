import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEpoch } from '../../server/store/epoch.ts'
import { aClientProcess, aLocalClient, type Client } from './clients.ts'
import { compare } from './compare.ts'
import { runSchedule } from './run.ts'
import { scheduleOf } from './schedule.ts'
import { aWorld, type World } from './world.ts'

const isSoak = process.env['SOAK'] !== undefined
const given = process.env['SEED']
const steps = Number(process.env['STEPS'] ?? (isSoak ? 400 : 220))
const seeds = given ? [Number(given)] : Array.from({ length: isSoak ? 12 : 2 }, (_, i) => 3 + i)

let world: World
let clients: Client[]

/** Two journals that know nothing of each other in this process, and two in processes of their own. */
beforeAll(async () => {
  world = await aWorld()
  clients = [aLocalClient(await world.another()), aLocalClient(await world.another())]
  clients.push(...(await Promise.all([aClientProcess(world.task), aClientProcess(world.task)])))
})
afterAll(async () => {
  for (const client of clients) await client.close()
  await world.close()
})

describe('the journal against its model', () => {
  it.each(seeds)(
    '[JRN-20] holds what it says under a random schedule of clients and crashes (seed %i)',
    {
      timeout: 300_000,
    },
    async (seed) => {
      const epoch = await readEpoch(world.db)
      const schedule = scheduleOf({ seed, steps, clients: clients.length, faults: 0.03 })
      const history = await runSchedule(world, clients, schedule)
      const again = `SEED=${seed} STEPS=${steps} npm test -- tests/journal/checker (halve STEPS while it still fails)`
      expect(compare(history), again).toEqual([])
      expect(await readEpoch(world.db)).toBe(epoch)
      // A run in which nothing happened proves nothing.
      expect(history.made.filter(({ answer }) => answer.kind === 'written').length).toBeGreaterThan(steps / 3)
    },
  )

  it.each(['stream_seq', 'stream_key'])('[JRN-21] is found out without the unique index %s', async (index) => {
    const bare = await aWorld()
    await bare.db.collection('journal').dropIndex(index)
    const two = [aLocalClient(await bare.another()), aLocalClient(await bare.another())]
    const { streams, steps: all } = scheduleOf({ seed: 1, steps: 120, clients: 2, faults: 0 })
    // Nobody follows: it would be waited for.
    const history = await runSchedule(bare, two, { streams, steps: all.filter(({ kind }) => kind !== 'follow') })
    expect(compare(history)).not.toEqual([])
    for (const client of two) await client.close()
    await bare.close()
  })
})
