import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Db } from 'mongodb'
import { openStore } from '../../server/store/mongo.ts'
import { type AnEmployer, type Answer, anAddress, Caller, postingFacts } from '../builders.ts'
import { randomOf } from '../random.ts'
import type { RunningServer } from '../server.ts'

/** A write that somebody was told of: it must be there for ever. */
export interface Acknowledged {
  readonly kind: 'move' | 'posting' | 'application'
  readonly id: string
  readonly version: number
  readonly facts: Readonly<Record<string, unknown>>
}

/** A write that got no answer: it is there as a whole or not at all, and its key finds out. */
export interface Unanswered {
  readonly method: string
  readonly path: string
  readonly body: object
  readonly key: string
  /** As who: a person, or anybody. */
  readonly signedIn: boolean
}

export interface Load {
  readonly acknowledged: Acknowledged[]
  readonly unanswered: Unanswered[]
  /** Refusals other than "try again": there should be none. */
  readonly refused: Answer[]
  stop(): Promise<void>
}

interface Target {
  readonly employer: AnEmployer
  readonly jobId: string
  readonly applicationIds: readonly string[]
}

/** The same person on a server that was started anew. */
export function as(server: RunningServer, { cookie }: Caller): Caller {
  const caller = new Caller(server)
  caller.cookie = cookie
  return caller
}

/** Clients that write without a pause and remember what they were told. Each moves a card of its own. */
export function startLoad(server: RunningServer, target: Target, seed: number): Load {
  const load = { acknowledged: [] as Acknowledged[], unanswered: [] as Unanswered[], refused: [] as Answer[] }
  let stopped = false
  const clients = target.applicationIds.map(async (applicationId, i) => {
    const random = randomOf(seed * 100 + i)
    const owner = as(server, target.employer.owner)
    while (!stopped) {
      const write = { ...choose(target, applicationId, random), key: randomUUID() }
      const caller = write.signedIn ? owner : new Caller(server)
      const answer = await caller
        .call(write.method, write.path, write.body, { 'idempotency-key': write.key })
        .catch(() => null)
      if (answer === null || isToTryAgain(answer)) {
        load.unanswered.push(write)
        await new Promise((resolve) => setTimeout(resolve, 10))
      } else if (answer.status >= 300) load.refused.push(answer)
      else load.acknowledged.push(toldBy(write, answer))
    }
  })
  return {
    ...load,
    stop: async () => {
      stopped = true
      await Promise.all(clients)
    },
  }
}

const isToTryAgain = ({ status, headers, body }: Answer): boolean =>
  status === 503 &&
  Number(headers.get('retry-after')) >= 1 &&
  /^(store-unavailable|shutting-down)$/.test(String(body['code']))

function choose({ employer, jobId }: Target, applicationId: string, random: () => number): Omit<Unanswered, 'key'> {
  const dice = random()
  if (dice < 0.7) {
    const stage = ['applied', 'screen', 'assessment', 'interview', 'offer'][Math.floor(random() * 5)]
    return { method: 'PATCH', path: `${employer.api}/applications/${applicationId}`, body: { stage }, signedIn: true }
  }
  if (dice < 0.85) return { method: 'POST', path: `${employer.api}/job-postings`, body: postingFacts(), signedIn: true }
  const body = { name: 'Noor Abadi', email: anAddress('applicant') }
  return { method: 'POST', path: `/api/careers/${employer.slug}/jobs/${jobId}/applications`, body, signedIn: false }
}

export function toldBy({ path, body }: Unanswered, { body: told }: Answer): Acknowledged {
  if (path.endsWith('/job-postings'))
    return { kind: 'posting', id: String(told['id']), version: 1, facts: body as never }
  if (path.startsWith('/api/careers')) {
    return { kind: 'application', id: String(told['applicationId']), version: 1, facts: { jobId: path.split('/')[5] } }
  }
  return { kind: 'move', id: String(told['id']), version: Number(told['version']), facts: { stage: told['stage'] } }
}

/** Sends again what got no answer, with its key: whatever became of the first try, it is done once now. */
export async function sendAgain(server: RunningServer, { employer }: Target, write: Unanswered): Promise<Answer> {
  const caller = write.signedIn ? as(server, employer.owner) : new Caller(server)
  return caller.call(write.method, write.path, write.body, { 'idempotency-key': write.key })
}

interface StoredEntry {
  readonly seq: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What is wrong with the store, in words; nothing, if all is well. */
export async function inspect(dataDir: string, employer: AnEmployer, told: readonly Acknowledged[]): Promise<string[]> {
  const { db, close } = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  const wrong = await inspectData(db, employer, told)
  await close()
  return wrong
}

/** The same of a database that is open. */
export async function inspectData(
  db: Db,
  { employerId }: AnEmployer,
  told: readonly Acknowledged[],
): Promise<string[]> {
  const journal = await db
    .collection<StoredEntry>('journal')
    .find({ stream: `feed:${employerId}` })
    .sort({ stream: 1, seq: 1 })
    .toArray()
  const rows = async (name: string) =>
    new Map((await db.collection<Row>(name).find({ employerId }).toArray()).map((row) => [row._id, row]))
  const [applications, postings] = [await rows('applications'), await rows('postings')]
  return [
    ...journal.flatMap(({ seq }, i) => (seq === i + 1 ? [] : [`entry ${i + 1} has the number ${seq}`])),
    ...disagreements(journal, 'applicationId', applications),
    ...disagreements(journal, 'jobId', postings),
    ...doubles(journal),
    ...told.flatMap((write) =>
      isThere(write, journal, applications, postings) ? [] : [`lost: ${JSON.stringify(write)}`],
    ),
  ]
}

interface Row {
  readonly _id: string
  readonly version: number
  readonly stage?: string
  readonly status?: string
  readonly state?: string
  readonly title?: string
}

/** Records that do not stand where their last entry says, or have none. */
function disagreements(journal: readonly StoredEntry[], idField: string, rows: ReadonlyMap<string, Row>): string[] {
  const noun = idField === 'jobId' ? 'posting.' : 'application.'
  const last = new Map(
    journal.filter(({ type }) => type.startsWith(noun)).map(({ data }) => [String(data[idField]), data]),
  )
  const said = [...last.keys()].filter((id) => !rows.has(id)).map((id) => `${noun}${id} is in the journal alone`)
  const stored = [...rows.values()].flatMap((row) => {
    const entry = last.get(row._id)
    const agrees = (['version', 'stage', 'status', 'state'] as const).every(
      (field) => !entry || !(field in entry) || entry[field] === row[field],
    )
    return entry && agrees ? [] : [`${noun}${row._id}: ${JSON.stringify(row)} but ${JSON.stringify(entry)}`]
  })
  return [...said, ...stored]
}

/** Two entries that claim the same version of the same thing. */
function doubles(journal: readonly StoredEntry[]): string[] {
  const names = journal
    .filter(({ type }) => type !== 'application.viewed')
    .map(
      ({ type, data }) =>
        `${type.split('.')[0]} ${data['applicationId'] ?? data['userId'] ?? data['jobId']} version ${data['version']}`,
    )
  return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `twice: ${name}`)
}

function isThere(
  { kind, id, version, facts }: Acknowledged,
  journal: readonly StoredEntry[],
  applications: ReadonlyMap<string, Row>,
  postings: ReadonlyMap<string, Row>,
): boolean {
  if (kind === 'posting') return postings.get(id)?.title === facts['title']
  const row = applications.get(id)
  if (!row || row.version < version) return false
  if (kind === 'application') return true
  return journal.some(
    ({ data }) => data['applicationId'] === id && data['version'] === version && data['stage'] === facts['stage'],
  )
}

/** The embedded store that serves a data directory: a process of its own, found by its environment. */
export function storePidOf(dataDir: string): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      if (!/server\/store(\.js|\/embedded\/main\.ts)/.test(command)) continue
      const isOurs = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(`DATA_DIR=${dataDir}`)
      if (isOurs) return Number(name)
    } catch {
      // It ended while we looked, or is not ours to look at.
    }
  }
  return null
}
