import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Doc } from 'yjs'
import type { Application } from '#protocol/applications'
import type { Candidate } from '#protocol/candidates'
import { Apply } from '#protocol/careers'
import type { FeedEntry } from '#protocol/feed'
import type { EmployerRole } from '#protocol/permissions'
import { type Posting, PostingState } from '#protocol/postings'
import type { Review, Scorecard } from '#protocol/scorecards'
import type { AuditEntry } from '#protocol/team'
import type { ApplicationRecord } from '../../server/applications/repository.ts'
import { passwordProblem } from '../../server/auth/password-rules.ts'
import { withheld } from '../../server/candidates/redact.ts'
import type { CandidateRecord } from '../../server/candidates/repository.ts'
import type { Chronicle } from '../../server/demo/chronicle.ts'
import { tellCompany } from '../../server/demo/company.ts'
import { company, demoPassword, people } from '../../server/demo/people.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import type { Journal } from '../../server/journal/journal.ts'
import { criteriaFrom } from '../../server/kits/normalise.ts'
import { patchCriteria, readCriteria } from '../../server/kits/structure.ts'
import { plans } from '../../server/plans.ts'
import { contentKey, sanitize } from '../../server/postings/content.ts'
import type { PostingRecord } from '../../server/postings/repository.ts'
import type { TallyRecord } from '../../server/postings/tally.ts'
import { countsOf } from '../../server/scorecards/panel.ts'
import type { PanelRecord } from '../../server/scorecards/repository.ts'
import { openLinkSecrets } from '../../server/store/link-key.ts'
import { ensureIndexes, openStore, type Store } from '../../server/store/mongo.ts'
import { Caller, expectStatus } from '../builders.ts'
import { aJournal, openOwnStore, type TestStore } from '../open-store.ts'
import { type RunningServer, startServer } from '../server.ts'
import { type Items, logIn } from './people.ts'

/** What a posting's counts have to be, from its applications alone. */
function recount(
  applications: readonly ApplicationRecord[],
): Pick<TallyRecord, 'applications' | 'viewed' | 'interviewed' | 'byStage'> {
  const byStage: Record<string, number> = {}
  for (const { status, stage } of applications) {
    if (status === 'active') byStage[stage] = (byStage[stage] ?? 0) + 1
  }
  return {
    applications: applications.length,
    viewed: applications.filter(({ viewedAt }) => viewedAt !== null).length,
    interviewed: applications.filter(({ interviewedAt }) => interviewedAt !== null).length,
    byStage,
  }
}

/** Stages that everybody left say nothing. */
const withoutZeros = (byStage: Record<string, number>) =>
  Object.fromEntries(Object.entries(byStage).filter(([, count]) => count !== 0))

const countBy = <T>(list: Iterable<T>, of: (one: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const one of list) counts[of(one)] = (counts[of(one)] ?? 0) + 1
  return counts
}

describe('the demo company, as it is told', () => {
  let links = 0
  const told = (now: Date) => tellCompany(now, 'hash', () => ({ seed: `seed ${links++}`, secret: `secret ${links}` }))

  // Every weekday, early and late: a weekend or a night must not leave a history unfinished.
  const moments = ['02T00:01', '03T06:30', '04T09:00', '05T12:15', '06T16:59', '07T11:00', '08T23:59'].map(
    (moment) => new Date(`2031-03-${moment}:00Z`),
  )
  it.each(moments)('at %s has 400 applications, counted right, in every status', (now) => {
    const chronicle = told(now)
    expect(chronicle.applications.size).toBe(400)
    const statuses = countBy(chronicle.applications.values(), ({ status }) => status)
    expect(Object.keys(statuses).sort()).toEqual(['active', 'hired', 'on_hold', 'rejected', 'withdrawn'])
    expect(statuses['hired']).toBe(7)
    for (const { _id, ...tally } of chronicle.tallies.values()) {
      const own = [...chronicle.applications.values()].filter(({ jobId }) => jobId === _id)
      expect({ ...tally, byStage: withoutZeros(tally.byStage) }).toMatchObject(recount(own))
    }
    expect(chronicle.reveals).toHaveLength(2)
    expectPast(chronicle)
  })

  it('rejects with a reason, and never with a name in it', () => {
    const { applications, candidates } = told(new Date('2031-03-05T12:00:00Z'))
    for (const { status, decision, candidateId } of applications.values()) {
      if (status !== 'rejected') continue
      expect(decision).toMatchObject({ by: expect.any(String), reason: expect.any(String) })
      expect(decision?.reason).not.toContain(candidates.get(candidateId)?.name)
    }
  })

  it('has applications that the public form would take', () => {
    const { applications, candidates } = told(new Date('2031-03-05T12:00:00Z'))
    for (const { candidateId, source, resumeText, answers } of applications.values()) {
      const { name = '', email = '', phone = null } = candidates.get(candidateId) ?? {}
      Apply.parse({ name, email, phone: phone ?? '', source: source ?? '', resumeText: resumeText ?? '', answers })
      expect(email).toMatch(/@example\.(com|org|net)$/)
    }
  })

  it('is written as the sanitiser leaves it', () => {
    for (const posting of told(new Date()).postings.values()) {
      expect(sanitize(posting.description)).toBe(posting.description)
      expect(posting.contentKey).toBe(contentKey(posting))
    }
  })

  it('has kits whose documents say what their records say', () => {
    const { kits, kitTemplates, applications } = told(new Date('2031-03-05T12:00:00Z'))
    expect(new Set(kits.map(({ _id }) => _id))).toEqual(new Set([...applications.values()].map(({ jobId }) => jobId)))
    expect(kitTemplates).toHaveLength(1)
    for (const { criteria } of kits) {
      expect(criteria.length).toBeGreaterThan(3)
      const doc = new Doc()
      patchCriteria(doc, criteria)
      expect(criteriaFrom(readCriteria(doc))).toEqual(criteria)
    }
  })

  it('has a password that nobody would be refused', async () => {
    const personal = [company.companyName, ...people.flatMap(({ name, email }) => [name, email])]
    await expect(passwordProblem(demoPassword, personal)).resolves.toBeNull()
  })

  function expectPast({ entries, now }: Chronicle): void {
    const times = entries.map(({ at }) => at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime())
    // Versions of one thing rise with its history.
    const versions = new Map<string, number>()
    for (const { type, data } of entries) {
      const of = ['engagementId', 'interviewId', 'applicationId', 'candidateId', 'jobId', 'userId'].find(
        (key) => data[key],
      )
      const id = data[of ?? '']
      // An application and the panel that judges it have one id, and a version each.
      const subject = type.startsWith('scorecard.') ? `panel ${id}` : id
      expect(data['version'], `${type} of ${subject}`).toBeGreaterThanOrEqual(versions.get(subject) ?? 1)
      versions.set(subject, data['version'])
    }
  }
})

describe('seeding the demo company', () => {
  let store: TestStore
  const log = pino({ level: 'silent' })
  const journals: Journal[] = []
  beforeAll(async () => {
    store = await openOwnStore()
  })
  afterAll(async () => {
    for (const journal of journals) journal.close()
    await store.close()
  })

  /** An empty database beside the others, as a node of its own sees it. */
  async function aNode({ client }: Store, name: string) {
    const db = client.db(`${store.db.databaseName}_${name}`)
    await ensureIndexes(db, plans)
    const journal = aJournal({ client, db })
    journals.push(journal)
    return { db, journal, links: await openLinkSecrets(db, 'x'.repeat(32)), log }
  }

  async function contents({ db }: Awaited<ReturnType<typeof aNode>>): Promise<Record<string, unknown[]>> {
    const all: Record<string, unknown[]> = {}
    for (const { collection } of plans) {
      const rows = await db.collection<{ _id: string }>(collection).find().sort({ _id: 1 }).toArray()
      all[collection] = rows.map((row) => {
        const { passwordHash, portalSeed, portalKey, key, ...lasting } = row as Record<string, unknown>
        return collection === 'journal' ? { ...lasting, _id: null } : lasting
      })
    }
    all['journal']?.sort((a, b) => (a as { seq: number }).seq - (b as { seq: number }).seq)
    return all
  }

  it('writes the same company for the same moment, and no mail', async () => {
    const now = new Date('2031-03-05T12:00:00Z')
    const [one, two] = [await aNode(store, 'one'), await aNode(store, 'two')]
    const logins = await seedDemo({ ...one, now })
    expect(logins?.map(({ role }) => role)).toEqual([...people.map(({ role }) => role), 'consultant'])
    await seedDemo({ ...two, now })
    const stored = await contents(one)
    expect(stored).toEqual(await contents(two))
    expect(stored['outbox']).toEqual([])
    expect(stored['applications']).toHaveLength(400)
  })

  it('writes it once when two nodes start together', async () => {
    const first = await aNode(store, 'together')
    const second = await aNode(await store.another(), 'together')
    const earlier = new Date(Date.now() - 1000)
    const answers = await Promise.all([seedDemo(first), seedDemo({ ...second, now: earlier })])
    expect(answers.filter((logins) => logins !== null)).toHaveLength(1)
    const stored = await contents(first)
    expect(stored['employers']).toHaveLength(1)
    expect(stored['applications']).toHaveLength(400)
    expect(new Set(stored['journal']?.map((entry) => (entry as { stream: string }).stream)).size).toBe(1)
  })

  it('leaves nothing behind when it is interrupted, and is complete the next time', async () => {
    const node = await aNode(store, 'interrupted')
    const interrupted: Journal = {
      ...node.journal,
      commit: (streams, command, options) =>
        node.journal.commit(
          streams,
          async (tx) => {
            await command(tx)
            throw new Error('killed')
          },
          options,
        ),
    }
    await expect(seedDemo({ ...node, journal: interrupted })).rejects.toThrow('killed')
    expect(Object.values(await contents(node)).flat()).toEqual([])
    await expect(seedDemo(node)).resolves.toHaveLength(people.length + 1)
    await expect(seedDemo(node)).resolves.toBeNull()
    expect((await contents(node))['applications']).toHaveLength(400)
  })
})

describe('a server started with the demo company', () => {
  const env = { CLEARVIEW_DEMO: '1', MONGODB_URI: '' }
  let server: RunningServer
  let store: Store
  let api: string
  const callers = new Map<EmployerRole, Caller>()

  beforeAll(async () => {
    server = await startServer({ env })
    await enter()
  })
  afterAll(async () => {
    await store.close()
    await server.stop()
  })

  /** Everybody signs in, and this process joins the server's store. */
  async function enter(): Promise<void> {
    store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: undefined })
    for (const { role, email } of people) callers.set(role, await signIn(email))
  }

  async function signIn(email: string): Promise<Caller> {
    const caller = new Caller(server)
    const answer = await logIn(caller, email, demoPassword)
    expectStatus(answer, 200)
    caller.userId = answer.body.user.id
    api = `/api/employers/${answer.body.user.memberships[0]?.employerId}`
    return caller
  }
  function as(role: EmployerRole): Caller {
    const caller = callers.get(role)
    if (!caller) throw new Error(`Nobody is signed in as ${role}`)
    return caller
  }
  async function all<Item>(role: EmployerRole, path: string): Promise<Item[]> {
    const items: Item[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer: { status: number; body: Items<Item> } = await as(role).get(
        `${path}${cursor && `&cursor=${cursor}`}`,
      )
      expect(answer.status).toBe(200)
      items.push(...answer.body.items)
      cursor = answer.body.nextCursor
    }
    return items
  }
  const allApplications = (role: EmployerRole) => all<Application>(role, `${api}/applications?limit=1000`)
  it('knows a person of every role', async () => {
    const users = await all<{ role: string; email: string }>('viewer', `${api}/users?limit=50`)
    const roles = [...people.map(({ role }) => role), 'consultant']
    expect(countBy(users, ({ role }) => role)).toEqual(Object.fromEntries(roles.map((role) => [role, 1])))
  })

  it('has a consultant who sees the pipeline, and one who has not answered', async () => {
    const consultant = await signIn('consultant@demo.example')
    const mine = await consultant.get<Items<{ state: string }>>('/api/engagements')
    expect(mine.body.items).toMatchObject([{ state: 'active', employer: { companyName: company.companyName } }])
    expect((await consultant.get(`${api}/applications?limit=1`)).status).toBe(200)
    const engagements = await all<{ state: string; consultant: object | null }>('viewer', `${api}/engagements?limit=50`)
    expect(engagements).toMatchObject([
      { state: 'invited', consultant: null },
      { state: 'active', consultant: { name: 'Noor Haddad' } },
    ])
  })

  it('has twelve postings in every state, one of them in the bin', async () => {
    const postings = await all<Posting>('owner', `${api}/job-postings?limit=50`)
    const binned = await all<Posting>('owner', `${api}/job-postings?limit=50&deleted=true`)
    expect(postings.length + binned.length).toBe(12)
    expect(binned).toHaveLength(1)
    expect(countBy(postings, ({ state }) => state)).toEqual({
      ...Object.fromEntries(PostingState.options.map((state) => [state, 1])),
      published: 5,
    })
    expect(postings.filter(({ hasUnpublishedChanges }) => hasUnpublishedChanges)).toHaveLength(1)
    expect(postings.filter(({ stages }) => stages.some(({ id, kind }) => id !== kind))).toHaveLength(1)
  })

  it('has 400 applications, and counts that say so', async () => {
    const applications = await allApplications('recruiter')
    expect(applications).toHaveLength(400)
    const postings = await all<Posting>('owner', `${api}/job-postings?limit=50`)
    for (const { id, counts } of postings) {
      const own = applications.filter(({ jobId }) => jobId === id)
      expect(counts.applications).toBe(own.length)
      expect(counts.active).toBe(own.filter(({ status }) => status === 'active').length)
    }
    const tallies = await store.db.collection<TallyRecord>('posting_tallies').find().toArray()
    const stored = await store.db.collection<ApplicationRecord>('applications').find().toArray()
    for (const { _id, byStage, ...tally } of tallies) {
      const own = recount(stored.filter(({ jobId }) => jobId === _id))
      expect({ ...tally, byStage: withoutZeros(byStage) }).toMatchObject(own)
    }
  })

  it.each(['hiring_manager', 'interviewer'] as const)('shows the %s the jobs of their team', async (role) => {
    const session = await as(role).get<{ user: { memberships: { jobIds: string[] }[] } }>('/api/auth/session')
    const jobIds = session.body.user.memberships[0]?.jobIds ?? []
    const listed = await store.db.collection<PostingRecord>('postings').find().toArray()
    const teams = listed.filter(({ team }) =>
      [...team.hiringManagerIds, ...team.interviewerIds].includes(as(role).userId),
    )
    expect([...jobIds].sort()).toEqual(teams.map(({ _id }) => _id).sort())
    const seen = new Set<string>((await allApplications(role)).map(({ jobId }) => jobId))
    expect(seen.size).toBeGreaterThan(1)
    expect([...seen].filter((jobId) => !jobIds.includes(jobId))).toEqual([])
  })

  it('has a feed of 1 to head in the order of time, without a name or an address of a candidate', async () => {
    const entries: FeedEntry[] = []
    let head = 0
    for (let before: number | undefined; before !== 1; before = entries.at(-1)?.seq) {
      const page = await as('owner').get<{ items: FeedEntry[]; head: number }>(
        `${api}/feed?limit=200${before === undefined ? '' : `&before=${before}`}`,
      )
      expectStatus(page, 200)
      head = Math.max(head, page.body.head)
      entries.push(...page.body.items)
    }
    entries.reverse()
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1))
    const times = entries.map((entry) => ('at' in entry ? entry.at : ''))
    expect(times).toEqual([...times].sort())
    expect(times).not.toContain('')

    const text = JSON.stringify(entries)
    const candidates = await store.db.collection<CandidateRecord>('candidates').find().toArray()
    expect(candidates.length).toBeGreaterThan(350)
    for (const { name, email, phone } of candidates) {
      for (const secret of [...name.split(' ').filter((word) => word.length > 3), name, email, phone]) {
        if (secret !== null && text.includes(secret)) throw new Error(`The feed contains ${secret}`)
      }
    }
  })

  it('shows candidates blind, with something in their texts to withhold', async () => {
    const hired = { status: 'hired', resumeText: { $ne: null } } as const
    const { candidateId = '' } = (await store.db.collection<ApplicationRecord>('applications').findOne(hired)) ?? {}
    const identity = await store.db.collection<CandidateRecord>('candidates').findOne({ _id: candidateId })
    const seen = await as('viewer').get<Candidate>(`${api}/candidates/${candidateId}`)
    expectStatus(seen, 200)
    expect(seen.body).toMatchObject({ revealed: false, identity: null })
    const text = JSON.stringify(seen.body)
    expect(text).toContain(withheld)
    for (const secret of [identity?.name, identity?.email, ...(identity?.name.split(' ') ?? [])]) {
      expect(text).not.toMatch(new RegExp(`(?<!\\p{L})${secret?.replaceAll('.', '\\.')}(?!\\p{L})`, 'u'))
    }
  })

  it('kept who learned whose name and why, and who got which role', async () => {
    const reveals = await all<AuditEntry>('owner', `${api}/audit?limit=200&action=candidate.revealed`)
    expect(reveals.map(({ reason }) => reason)).toEqual([expect.any(String), expect.any(String)])
    for (const { subject, actor } of reveals) {
      const role = people.find(({ name }) => name === actor.name)?.role ?? 'viewer'
      const file = await as(role).get<Candidate>(`${api}/candidates/${subject.id}`)
      expect(file.body).toMatchObject({ revealed: true, identity: { name: expect.any(String) } })
    }
    const roles = await all<AuditEntry>('owner', `${api}/audit?limit=200&action=user.role-changed`)
    expect(roles.map(({ after }) => after?.['role']).sort()).toEqual(['admin', 'hiring_manager'])
  })

  it('[SEED-3] has a panel that goes on: whoever is missing hands in, and the last one turns all over', async () => {
    const panels = await store.db.collection<PanelRecord>('panels').find({ revealed: null }).toArray()
    const panel = panels.find(({ reviewers }) => reviewers.some(({ submittedAt }) => submittedAt !== null))
    if (!panel) throw new Error('No panel waits for its last reviewers')
    const card = `${api}/applications/${panel._id}/scorecard`
    const before = await as('recruiter').get<Scorecard>(card)
    expect(before.body).toMatchObject({ revealed: null, results: null, ...countsOf(panel) })
    const missing = panel.reviewers.filter(({ submittedAt }) => submittedAt === null)
    for (const { userId } of missing) {
      const role = people.map((one) => one.role).find((one) => callers.get(one)?.userId === userId) ?? 'viewer'
      const mine = await as(role).get<Scorecard>(card)
      const ratings = mine.body.kit.criteria.map(({ id }) => ({
        criterionId: id,
        score: 4,
        evidence: 'Heard it said.',
      }))
      const body = { ratings, recommendation: 'yes', conclusion: 'Would work well here.' }
      expectStatus(
        await as(role).post(`${card}/mine/submit`, body, { 'if-match': `"${mine.body.mine?.version ?? 0}"` }),
        200,
      )
    }
    const after = await as('recruiter').get<Scorecard>(card)
    expect(after.body.revealed).toMatchObject({ by: null })
    expect(after.body.results?.reviewers).toHaveLength(panel.reviewers.length)
    expect(after.body.isKitOutdated).toBe(false)
  })

  it('[SEED-3] shows a revealed scorecard with its spread, and the interviewer what waits for them', async () => {
    const revealed = await store.db
      .collection<PanelRecord>('panels')
      .find({ revealed: { $ne: null } })
      .toArray()
    for (const { _id } of revealed.slice(0, 5)) {
      const { body } = await as('admin').get<Scorecard>(`${api}/applications/${_id}/scorecard`)
      expect(body.results?.spread.every(({ count, mean }) => count > 1 && mean !== null)).toBe(true)
    }
    const reviews = await all<Review>('interviewer', `${api}/reviews?limit=50`)
    expect(new Set(reviews.map(({ state }) => state))).toContain('submitted')
  })

  it('shows its published postings to the public', async () => {
    const careers = await new Caller(server).get<{ jobs: unknown[] }>('/api/careers/lumenfield-energy')
    expect(careers.body.jobs).toHaveLength(5)
  })

  it('is not seeded again by the next start', async () => {
    const { dataDir } = server
    await store.close()
    await server.stop({ keepData: true })
    server = await startServer({ dataDir, env })
    await enter()
    expect(await allApplications('owner')).toHaveLength(400)
    expect(await store.db.collection('employers').countDocuments()).toBe(1)
  })
})
