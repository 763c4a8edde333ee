import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../tests/open-store.ts'
import { eventually } from '../../../tests/server.ts'
import { createMemoryBus } from '../../journal/bus.memory.ts'
import { feedOf, journalPlan } from '../../journal/entry.ts'
import { createJournal, type SharedJournal } from '../../journal/journal.ts'
import { unasked } from '../../request-id.ts'
import { newId } from '../../store/ids.ts'
import { ensureIndexes } from '../../store/mongo.ts'
import { outboxPlan } from '../../store/outbox.ts'
import { createBooks } from '../keep-books.ts'
import { analyticsPlans } from '../repository.ts'
import { createReleases } from './keep-releases.ts'
import { fairnessPlan } from './repository.ts'
import type { Groups } from './settled.ts'

let store: TestStore
const journals: SharedJournal[] = []
const groups = new Map<string, Groups>()

/** A node with its own memory. */
function aNode() {
  const log = pino({ level: 'silent' })
  const journal = createJournal({ ...store, bus: createMemoryBus(), log, onOutbox: () => undefined })
  journals.push(journal)
  const scope = () => ({ db: store.db, now: new Date() })
  const groupsOf = async (_at: unknown, _employerId: string, ids: readonly string[]) =>
    new Map(ids.flatMap((id) => (groups.has(id) ? [[id, groups.get(id) ?? {}] as const] : [])))
  return {
    journal,
    releases: createReleases({ books: createBooks({ journal, scope }), journal, scope, groupsOf, log }),
  }
}

/** So many people apply and are rejected. */
async function rejects(journal: SharedJournal, employerId: string, count: number, gender: string | null) {
  for (let i = 0; i < count; i++) {
    const applicationId = newId()
    if (gender) groups.set(applicationId, { gender })
    const at = new Date()
    const tell = (type: string, status: string, when: Date) =>
      journal.append(feedOf(employerId), {
        ...{ key: newId(), type, at: when, actor: { kind: 'user', id: 'u1' } as const },
        data: {
          ...{ applicationId, jobId: 'j1', candidateId: newId(), stage: 'applied', kind: 'applied', status },
          ...{ stageSince: at.toISOString(), selected: false, channel: 'other' },
        },
      })
    await tell('application.received', 'active', at)
    await tell('application.rejected', 'rejected', new Date(at.getTime() + 60_000))
  }
}

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, ...analyticsPlans, fairnessPlan])
})
afterAll(async () => {
  for (const journal of journals) journal.close()
  await store.close()
})

describe('releases', () => {
  it('[FAIR-8] are the same for all nodes, and none undoes another', async () => {
    const [one, two, employerId] = [aNode(), aNode(), newId()]
    await rejects(one.journal, employerId, 6, 'woman')
    await rejects(one.journal, employerId, 6, null)
    const told = await Promise.all([one.releases.read(employerId), two.releases.read(employerId)])
    for (const release of told) expect(release?.tables['gender']?.groups['woman']?.chain[0]).toBe(6)
    // Two more women are too few to be told of, whoever looks.
    await rejects(one.journal, employerId, 2, 'woman')
    await rejects(one.journal, employerId, 5, null)
    const later = await aNode().releases.read(employerId)
    expect(later?.seq).toBeGreaterThan(told[0]?.seq ?? 0)
    expect(later?.tables['gender']?.groups['woman']?.chain[0]).toBe(6)
    await rejects(one.journal, employerId, 3, 'woman')
    const last = await aNode().releases.read(employerId)
    expect(last?.tables['gender']?.groups['woman']?.chain[0]).toBe(11)
  })

  it('[FAIR-13] beside other figures stand the same releases, without waiting for long', async () => {
    const [{ journal, releases }, employerId] = [aNode(), newId()]
    expect((await releases.soon(employerId, unasked))?.tables['gender']?.groups['woman']).toBeUndefined()
    await rejects(journal, employerId, 6, 'woman')
    await rejects(journal, employerId, 6, null)
    await eventually(async () => {
      const told = await releases.soon(employerId, unasked)
      return told?.tables['gender']?.groups['woman']?.chain[0] === 6
    })
    expect(await releases.read(employerId)).toEqual(await releases.soon(employerId, unasked))
  })
})
