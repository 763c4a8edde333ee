import { describe, expect, it } from 'vitest'
import { check } from './check.ts'
import { faultNames } from './faults.ts'
import type { Installation } from './installation.ts'
import { type Play, play, type Size } from './play.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 11)
const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)

const short: Size = {
  people: 24,
  conversations: 3,
  messages: 600,
  faults: 40,
  pause: [2000, 3000],
  patience: 240_000,
}
const long: Size = {
  people: 200,
  conversations: 20,
  messages: 100_000,
  faults: 1000,
  pause: [3000, 30_000],
  patience: 1_800_000,
}
const size = isSoak ? long : short
const sized: Size = {
  ...size,
  people: given('PEOPLE', size.people),
  conversations: given('CONVERSATIONS', size.conversations),
  messages: given('MESSAGES', size.messages),
  faults: given('FAULTS', size.faults),
}
const hour = 3_600_000

function summary({ answered, ledger, done, people, places }: Play): string {
  const pages = people.reduce((sum, { tabs }) => sum + tabs.length, 0)
  const faults = Object.values(done).reduce((sum, count) => sum + count, 0)
  const wrong = ['lost', 'doubled', 'disordered', 'leaked', 'wrong'].map(
    (fault) => `${fault} ${ledger.findings.filter((finding) => finding.fault === fault).length}`,
  )
  const messages = [...ledger.items.values()].filter(({ act, answers }) => act.kind === 'message' && answers.length > 0)
  const told = `${answered} of ${people.length} people on ${pages} pages in ${places.length} conversations`
  return `seed ${seed}: ${told}, ${messages.length} of them messages, ${ledger.given} entries given, ${faults} faults ${JSON.stringify(done)}: ${wrong.join(', ')}`
}

/** Takes away the one thing that makes a message sent twice be stored once. No server starts after it, to make it anew. */
async function withoutKeyIndex(installation: Installation): Promise<void> {
  const store = await installation.openStore()
  await store.db.collection('journal').dropIndex('stream_key')
  await store.close()
}

describe('conversations while everything goes wrong', () => {
  it(`[FAULT-6] nothing is lost, doubled, out of order or leaked (seed ${seed})`, { timeout: 3 * hour }, async () => {
    await play(sized, seed, async (run) => {
      const findings = await check(run)
      console.info(summary(run))
      if (findings.length > 0) for (const { log } of run.installation.nodes) console.error(log.slice(-20_000))
      expect(findings).toEqual([])
      // Whatever can go wrong went wrong.
      expect(new Set(Object.keys(run.done))).toEqual(new Set(sized.faults > 0 ? faultNames : []))
    })
  })

  it('[FAULT-7] the checker sees doubles when the journal has no unique index on its keys', {
    timeout: hour,
  }, async () => {
    const small = { ...short, people: 10, conversations: 1, messages: 100, faults: 0 }
    await play(
      small,
      seed,
      async (run) => {
        const findings = await check(run)
        expect(findings.filter(({ fault }) => fault === 'doubled').length).toBeGreaterThan(0)
      },
      withoutKeyIndex,
    )
  })
})
