import { pino } from 'pino'
import { createFigures, type Sums } from '../server/analytics/figures.ts'
import { createBooks } from '../server/analytics/keep-books.ts'
import { readConfig } from '../server/config.ts'
import { createMemoryBus } from '../server/journal/bus.memory.ts'
import { feedOf, journalRows } from '../server/journal/entry.ts'
import { createJournal } from '../server/journal/journal.ts'
import { newId } from '../server/store/ids.ts'
import { openStore, type Store } from '../server/store/mongo.ts'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting } from '../tests/builders.ts'
import { noLimits } from '../tests/limits.ts'
import { startServer } from '../tests/server.ts'
import type { Row } from './row.ts'

const applications = 100_000
/** Counted twice, to be compared. */
const comparedApplications = 5000
const postings = 40
const asked = 120
const everything = { jobIds: null, from: null, to: null }

/** GET analytics over a busy year, between moves, beside what a scan of the applications would take. */
export async function figures(): Promise<Row[]> {
  const server = await startServer({ env: noLimits })
  const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
  try {
    const employer = await anEmployer(server)
    const { applicationId } = await anApplication(employer, await aPublishedPosting(employer))
    await fill(store, employer.employerId, applications)
    const started = performance.now()
    // The first reading counts everything; it says that it is behind until it is done.
    while ((await read(employer)).stale);
    const counted = performance.now() - started
    const alone = await timed(asked, () => read(employer))
    const [stages, periods] = [
      ['screen', 'applied'],
      ['?from=2026-01-01&to=2026-06-30', '?from=2026-03-01', ''],
    ]
    const between = await timed(
      asked,
      (i) => read(employer, periods[i % periods.length]),
      async (i) => {
        await employer.owner.patch(`${employer.api}/applications/${applicationId}`, { stage: stages[i % 2] })
      },
    )
    const scan = await timed(5, () => scanned(store, employer.employerId))
    const other = await anEmployer(server)
    await fill(store, other.employerId, comparedApplications)
    const differences = await differencesAnew(store, other.employerId)
    const what = `figures, ${applications.toLocaleString('en')} applications`
    const baseline = `${p95(scan).toFixed(0)} ms, scan of the applications`
    const row = (of: string, times: readonly number[]): Row => ({
      what: `${what}: GET analytics p95, ${of}`,
      ours: `${p95(times).toFixed(1)} ms`,
      baseline,
      figure: p95(times),
      bound: { most: 50 },
      unit: 'ms',
    })
    return [
      row('nothing changes', alone),
      row('a move before each', between),
      {
        what: `figures, ${comparedApplications.toLocaleString('en')} applications: numbers that differ when they are counted anew`,
        ours: String(differences),
        baseline: `${(counted / 1000).toFixed(0)} s to count ${applications.toLocaleString('en')} from the feed`,
        figure: differences,
        bound: { most: 0 },
        unit: 'numbers',
      },
    ]
  } finally {
    await store.close()
    await server.stop()
  }
}

async function read({ owner, api }: AnEmployer, query = ''): Promise<{ stale: boolean }> {
  const answer = await owner.get<{ stale: boolean }>(`${api}/analytics${query}`)
  if (answer.status !== 200) throw new Error(`GET analytics answers ${answer.status}`)
  return answer.body
}

async function timed(
  rounds: number,
  run: (i: number) => Promise<unknown>,
  before: (i: number) => Promise<unknown> = async () => undefined,
): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    await before(i)
    const started = performance.now()
    await run(i)
    times.push(performance.now() - started)
  }
  return times
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN

/** A year's applications, and what became of them, as entries of the feed. */
async function fill(store: Store, employerId: string, all: number): Promise<void> {
  const stream = feedOf(employerId)
  const [newest] = await journalRows(store).find({ stream }).sort({ stream: -1, seq: -1 }).limit(1).toArray()
  let seq = newest?.seq ?? 0
  const year = Date.parse('2026-01-01T00:00:00Z')
  for (let from = 0; from < all; from += 1000) {
    const [rows, entries] = [[] as Document[], [] as Parameters<typeof Object.assign>[1][]]
    for (let n = from; n < from + 1000; n++) {
      const at = new Date(year + Math.floor((n / all) * 320 * 86_400_000))
      const later = new Date(at.getTime() + (1 + (n % 9)) * 86_400_000)
      const ids = {
        applicationId: newId(at.getTime()),
        jobId: `${employerId}-job-${n % postings}`,
        candidateId: `${employerId}-${n}`,
      }
      const tell = (type: string, stage: string, status: string, when: Date) =>
        entries.push({
          ...{ stream, seq: ++seq, key: `${ids.applicationId} ${type}`, type: `application.${type}`, at: when },
          actor: { kind: type === 'received' ? 'candidate' : 'user', id: 'u' },
          data: {
            ...{ ...ids, stage, status, kind: stage, channel: 'linkedin', stageSince: when.toISOString() },
            ...{ selected: false, lookAgainAt: null, version: 1 },
          },
        })
      tell('received', 'applied', 'active', at)
      if (n % 5 === 0) tell('moved', n % 10 === 0 ? 'interview' : 'screen', 'active', later)
      rows.push(applicationOf(ids, employerId, at))
    }
    await store.db.collection('applications').insertMany(rows)
    await store.db.collection('journal').insertMany(entries)
  }
}

type Document = Record<string, unknown>

const applicationOf = (
  ids: { applicationId: string; jobId: string; candidateId: string },
  employerId: string,
  at: Date,
): Document => ({
  ...{ _id: ids.applicationId, employerId, jobId: ids.jobId, candidateId: ids.candidateId },
  ...{ stage: 'applied', status: 'active', portalKey: ids.applicationId, appliedAt: at, viewedAt: null, version: 1 },
})

/** What an answer would cost that counts when it is asked. */
const scanned = (store: Store, employerId: string): Promise<unknown> =>
  store.db
    .collection('applications')
    .aggregate([
      { $match: { employerId } },
      { $group: { _id: { stage: '$stage', status: '$status' }, n: { $sum: 1 } } },
    ])
    .toArray()

async function differencesAnew(store: Store, employerId: string): Promise<number> {
  const log = pino({ level: 'silent' })
  const journal = createJournal({ ...store, bus: createMemoryBus(), log, onOutbox: () => undefined })
  const scope = () => ({ db: store.db, now: new Date() })
  const books = createBooks({ journal, scope })
  const of = (name?: string) =>
    createFigures({ books: { follow: (id) => books.follow(id, name ? { name } : {}) }, scope }).read(
      employerId,
      everything,
    )
  const [kept, anew]: Sums[] = [await of(), await of('anew')]
  journal.close()
  const names = new Set([...(kept?.counts.keys() ?? []), ...(anew?.counts.keys() ?? [])])
  return [...names].filter((name) => (kept?.counts.get(name) ?? 0) !== (anew?.counts.get(name) ?? 0)).length
}
