import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { sendDigests } from '../../server/notifications/inbox/digest.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { removeShortSessions } from '../../server/team/security/end-short-sessions.ts'
import { accountsOn } from '../accounts.ts'
import {
  type AnEmployer,
  type Answer,
  type APosting,
  aConsultant,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPosting,
  aPublishedPosting,
} from '../builders.ts'
import { noLimits } from '../limits.ts'
import { aJournal } from '../open-store.ts'
import { removeData, serverAt, type TestServer } from '../server.ts'

let dataDir: string
let store: Store
let app: App
let server: TestServer
let employer: AnEmployer
let posting: APosting
let asked: string[] = []

/** A server of this process without workers: what is asked of the store is asked by calls. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clearview-'))
  const config = readConfig({ MONGODB_URI: process.env['MONGODB_URI'], DATA_DIR: dataDir, PORT: '0', ...noLimits })
  store = await openStore({ ...config, monitorCommands: true })
  store.client.on('commandStarted', ({ commandName, command }) => {
    asked.push(`${commandName} ${typeof command[commandName] === 'string' ? command[commandName] : ''}`.trim())
  })
  app = await createApp({ config, log: createLog('silent'), store, onOutbox: () => undefined })
  const url = await app.listen(0, '127.0.0.1')
  server = { ...serverAt({ url, dataDir, logFile: '' }), accounts: accountsOn(store) }
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
})
afterAll(async () => {
  await app.close()
  await store.close()
  await removeData(dataDir)
})

/** What a call asks of the store, the least of three times: now and then something else asks meanwhile. */
async function leastOf<T>(make: () => Promise<T>, call: (made: T) => Promise<unknown>): Promise<string[]> {
  const times: string[][] = []
  for (let n = 0; n < 3; n++) {
    const made = await make()
    asked = []
    await call(made)
    times.push(asked)
  }
  return times.reduce((least, one) => (one.length < least.length ? one : least))
}

const succeeds = async (answer: Promise<Answer>): Promise<void> => {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
}
const get = (path: () => string) =>
  leastOf(
    async () => undefined,
    () => succeeds(employer.owner.get(path())),
  )
const nothing = async () => undefined
const aDraft = () => aPosting(employer)
const aPublished = () => aPublishedPosting(employer)
const aConversation = async () => {
  const consultant = await aConsultant(server)
  await anEngagement(employer, consultant)
  await succeeds(employer.owner.post(at('/messages'), { consultantId: consultant.userId, message: 'Welcome' }))
}
const applied = () => anApplication(employer, posting)
const at = (rest: string) => `${employer.api}${rest}`

/** At most so many commands; the end of a transaction is one. The first tells who is asking and where they stand. */
const budgets: [call: string, most: number, count: () => Promise<string[]>][] = [
  ['who is signed in', 4, () => get(() => '/api/auth/session')],
  ['the postings', 3, () => get(() => at('/job-postings'))],
  ['one posting', 4, () => get(() => at(`/job-postings/${posting.id}`))],
  ['a new posting', 7, () => leastOf(nothing, aDraft)],
  [
    'a publication',
    16,
    () =>
      leastOf(aDraft, ({ id }) =>
        succeeds(employer.owner.post(at(`/job-postings/${id}/transitions`), { to: 'published' })),
      ),
  ],
  [
    'an edit of a posting',
    10,
    () =>
      leastOf(aPublished, ({ id }) =>
        succeeds(employer.owner.patch(at(`/job-postings/${id}`), { title: anAddress() })),
      ),
  ],
  ['an application', 5, () => leastOf(nothing, applied)],
  ['the pipeline of a posting', 6, () => get(() => at(`/applications?jobId=${posting.id}`))],
  [
    'the newest applications, besides those for what is in the bin',
    5,
    async () => {
      const { id } = await aPublished()
      await anApplication(employer, { id })
      await succeeds(employer.owner.delete(at(`/job-postings/${id}`)))
      return get(() => at('/applications?limit=5'))
    },
  ],
  [
    'the sessions that end where a company begins to ask for a second factor',
    6,
    async () => {
      const employerId = newId()
      const people = Array.from({ length: 12 }, (_, i) => `${employerId}-${i}`)
      const rows = (name: string) => store.db.collection<{ _id: string }>(name)
      await rows('memberships').insertMany(
        people.map((userId) => ({ _id: newId(), employerId, userId, role: 'viewer' })),
      )
      await rows('employer_security').insertOne({ _id: employerId, ...{ requireTwoFactor: true, sso: null } })
      const [first = '', second = '', third = ''] = people
      await rows('second_factors').insertOne({ _id: third, ...{ confirmedAt: new Date() } })
      const open = [first, second, third].map((userId) => ({ _id: `of ${userId}`, userId }))
      await rows('sessions').insertMany([...open, { _id: `limited ${first}`, ...{ userId: first, limited: true } }])
      asked = []
      const ended = await removeShortSessions({ db: store.db, now: new Date() }, { employerId, userId: null })
      expect(ended.sort()).toEqual([`of ${first}`, `of ${second}`])
      return asked
    },
  ],
  [
    'one application',
    4,
    () => leastOf(applied, ({ applicationId }) => succeeds(employer.owner.get(at(`/applications/${applicationId}`)))),
  ],
  [
    'a card moved to another stage',
    6,
    () =>
      leastOf(applied, ({ applicationId }) =>
        succeeds(employer.owner.patch(at(`/applications/${applicationId}`), { stage: 'screen' })),
      ),
  ],
  [
    'a candidate seen for the first time',
    12,
    () => leastOf(applied, ({ candidateId }) => succeeds(employer.owner.get(at(`/candidates/${candidateId}`)))),
  ],
  [
    'a candidate revealed',
    12,
    () =>
      leastOf(applied, ({ candidateId }) =>
        succeeds(employer.owner.post(at(`/candidates/${candidateId}/reveal`), { reason: 'We invite them' })),
      ),
  ],
  [
    'a report of postings to most of which nobody applied',
    // Three of them bring the figures up to date and read them: a report says what the dashboard says.
    7,
    async () => {
      await Promise.all(Array.from({ length: 10 }, aDraft))
      return get(() => at('/reports'))
    },
  ],
  [
    'the conversations, of which four have messages',
    10,
    async () => {
      await Promise.all(Array.from({ length: 4 }, aConversation))
      return get(() => `/api/conversations?employerId=${employer.employerId}`)
    },
  ],
  [
    'who may be the same person, of ten of one name',
    12,
    async () => {
      const namesakes = await Promise.all(
        Array.from({ length: 10 }, () => anApplication(employer, posting, { name: 'Robin Ashdown' })),
      )
      return get(() => at(`/candidates/${namesakes[0]?.candidateId}/duplicates`))
    },
  ],
  ['an interview', 13, () => leastOf(applied, ({ candidateId }) => anInterview(employer, candidateId))],
]

describe('what calls ask of the store', () => {
  it.each(budgets)('[COST-1] %s: at most %d commands', async (_call, most, count) => {
    const commands = await count()
    expect(commands.length, commands.join(', ')).toBeLessThanOrEqual(most)
  })

  it('[COST-11] a report of many postings asks for the applications to all of them together', async () => {
    const drafts = await Promise.all(Array.from({ length: 10 }, aDraft))
    await applied()
    await succeeds(employer.owner.get(at('/reports')))
    const counted = drafts.map(({ id }) => id)
    await multiply('figure_facts', { jobId: posting.id }, (n) => ({ applicationId: newId(), jobId: counted[n % 10] }))
    const rows = store.db.collection<{ _id: string }>('posting_tallies')
    await rows.updateMany({ _id: { $in: counted } }, { $set: { applications: 15 } })
    expect((await get(() => at('/reports'))).length).toBeLessThanOrEqual(8)
    expect((await get(() => at('/reports?type=applications'))).length).toBeLessThanOrEqual(10)
  })

  it('[COST-3] a description that nobody has written to since is read and published without opening its document', async () => {
    asked = []
    const { id } = await aPublished()
    await succeeds(employer.owner.get(at(`/job-postings/${id}`)))
    expect(asked.filter((command) => / documents?(_snapshots)?$/.test(command))).toEqual(['insert document_snapshots'])
  })

  it('[COST-3] what was published so is a version like any other: it is read, and brought back over later text', async () => {
    const { id } = await aPublishedPosting(employer, { description: '<p>As agreed.</p>' })
    const [path, versions] = [at(`/job-postings/${id}`), at(`/documents/posting:${id}/versions`)]
    await succeeds(employer.owner.patch(path, { description: '<p>Another.</p>' }))
    const kept = await employer.owner.get<{ items: { id: string; kind: string }[] }>(versions)
    expect(kept.body.items.map(({ kind }) => kind)).toEqual(['published'])
    const version = `${versions}/${kept.body.items[0]?.id}`
    expect((await employer.owner.get(version)).body['html']).toBe('<p>As agreed.</p>')
    await succeeds(employer.owner.post(`${version}/restore`))
    expect((await employer.owner.get(path)).body['description']).toBe('<p>As agreed.</p>')
  })
})

/** Another hundred and fifty of a stored record, each with ids of its own. */
async function multiply(collection: string, filter: object, own: (n: number) => object): Promise<void> {
  const rows = store.db.collection<{ _id: string }>(collection)
  const one = await rows.findOne(filter)
  if (!one) throw new Error(`There is none in ${collection}`)
  await rows.insertMany(Array.from({ length: 150 }, (_, n) => ({ ...one, _id: newId(), ...own(n) })))
}

// MongoDB counts by its profiler alone, which is not a test's to switch on; the indexes there are the same.
const whenEmbedded = process.env['MONGODB_URI'] ? () => undefined : describe
whenEmbedded('what calls look at in the store', () => {
  const stats = () => store.client.db('admin').command({ clearviewStats: 1, reset: true })
  /** The least of some times, once it was seen twice: now and then something else asks meanwhile. */
  const lookedAt = async (path: string): Promise<number> => {
    const times: number[] = []
    for (;;) {
      await stats()
      await succeeds(employer.owner.get(at(path)))
      times.push((await stats())['examined'])
      const least = Math.min(...times)
      if (times.length === 10 || times.filter((one) => one === least).length === 2) return least
    }
  }

  it('[COST-10] is no more in figures of many others: who stands where, who came when, and a report of postings', async () => {
    const of = ['is-hired', 'stopped-offer', 'all&to=2020-01-01']
    const paths = [...of.map((one) => `/analytics/rows?of=${one}`), '/reports?type=postings']
    const counts = async () => {
      const found: string[] = []
      for (const path of paths) found.push(`${path}: ${await lookedAt(path)}`)
      return found
    }
    await applied()
    const before = await counts()
    await multiply('figure_facts', { jobId: posting.id }, () => ({ applicationId: newId() }))
    await multiply('figure_cells', { jobId: posting.id }, (n) => ({ day: `2020-01-${n}`, counts: { all: 1 } }))
    expect(await counts()).toEqual(before)
  })

  it('[COST-12] is no more for a daily mail than its lines need, however much waits for it', async () => {
    const [{ candidateId }, past] = [await applied(), new Date(0)]
    const { employerId } = employer
    const data = { jobId: posting.id, candidateId }
    const told = { employerId, userId: employer.owner.userId, kind: 'application_received', data, app: true }
    const waiting = { _id: newId(), cause: newId(), ...told, type: 'application.received', at: past, readAt: null }
    await store.db
      .collection<{ _id: string }>('notifications')
      .insertOne({ ...waiting, digestAt: past } as typeof waiting)
    const journal = aJournal(store)
    const send = async () => {
      await stats()
      await sendDigests({ db: store.db, now: new Date() }, journal)
      return (await stats())['examined']
    }
    const one = await send()
    const others: string[] = []
    await multiply('candidates', { _id: candidateId }, (n) => {
      others.push(newId())
      return { _id: others[n], emailKey: newId(), code: newId() }
    })
    await multiply('notifications', { _id: waiting._id }, (n) => ({
      ...{ cause: newId(), digestAt: past },
      data: { ...data, candidateId: others[n] },
    }))
    // Each notification is found for the look, for the mail and to be settled; of the people, those of thirty lines, and
    // not the other hundred and twenty. What workers look for each second comes on top.
    expect((await send()) - one).toBeLessThan(3 * 149 + 29 + 60)
    journal.close()
  })

  it('[COST-10] is no more in a company with many others', async () => {
    const { applicationId, candidateId, jobId } = { ...(await applied()), jobId: posting.id }
    const interviewer = await aMember(employer, 'interviewer')
    await anInterview(employer, candidateId, { interviewerIds: [interviewer.userId] })
    const paths = [
      ...[`jobId=${jobId}&stage=interview`, `jobId=${jobId}&status=hired`, `candidateId=${candidateId}`].map(
        (asked) => `/applications?${asked}`,
      ),
      ...['/applications?stage=hired', '/applications?status=hired'],
      `/reminders?applicationId=${applicationId}`,
      ...[`candidateId=${candidateId}`, `interviewerId=${interviewer.userId}`].map((asked) => `/interviews?${asked}`),
      ...['/reviews', `/reviews?jobId=${jobId}`],
    ]
    const counts = async () => {
      const found: string[] = []
      for (const path of paths) found.push(`${path}: ${await lookedAt(path)}`)
      return found
    }
    const before = await counts()
    const others = () => ({ candidateId: newId(), applicationId: newId() })
    await multiply('applications', { _id: applicationId }, () => ({ ...others(), portalKey: newId(), stage: 'screen' }))
    await multiply('interviews', { candidateId }, () => ({ ...others(), interviewerIds: [newId()] }))
    await multiply('reminders', { applicationId }, others)
    expect(await counts()).toEqual(before)
  })
})
