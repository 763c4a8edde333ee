import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnEmployer,
  aConsultant,
  anAddress,
  anEmployer,
  anEngagement,
  aPosting,
  Caller,
  password,
} from '../builders.ts'
import { aChatter, aKey } from '../realtime/chatters.ts'
import { aSocket, closeSockets, connected, withCookie } from '../realtime/follower.ts'
import { eventually, type RunningServer, removeData, startServer } from '../server.ts'

interface Line {
  readonly msg: string
  readonly request?: string
  readonly job?: string
  readonly event?: string
  readonly route?: string
}

const linesOf = (server: RunningServer): Line[] =>
  server
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)

let server: RunningServer
let worker: RunningServer
let store: Store
beforeAll(async () => {
  server = await startServer({ env: { WORKERS: 'off', LOG_LEVEL: 'debug' } })
  worker = await startServer({ dataDir: server.dataDir, env: { LOG_LEVEL: 'debug' } })
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
})
afterAll(async () => {
  closeSockets()
  await store.close()
  await worker.stop({ keepData: true })
  await server.stop({ keepData: true })
  await removeData(server.dataDir)
})

/** The jobs that a request left, once there are so many. */
const leftBy = (request: string | null | undefined, count = 1): Promise<string[]> =>
  eventually(async () => {
    if (!request) throw new Error('The answer names no request')
    const rows = await outboxRows(store).find({ request }).toArray()
    return rows.length >= count ? rows.map(({ job }) => job).sort() : null
  })

describe('the log of two processes', () => {
  it('[OPS-10] holds one id for a request and for the mail that follows from it elsewhere, and another for each event', async () => {
    const owner = new Caller(server)
    const facts = { companyName: 'Birch', email: anAddress(), password, contactNumber: '+44 20 7946 0000' }
    const registered = await owner.call('POST', '/api/employers/register', facts)
    expect(registered.status).toBe(201)
    const asked = linesOf(server).filter(({ route }) => route === '/api/employers/register')
    expect(asked.map(({ request }) => request)).toEqual([registered.headers.get('x-request-id')])
    const mailed = await eventually(() => linesOf(worker).find(({ job, msg }) => job === 'send-mail' && msg === 'done'))
    expect(mailed.request).toBe(asked[0]?.request)
  })

  it('[OPS-10] holds another id for each event of a socket', async () => {
    const { owner, employerId } = await anEmployer(server)
    const socket = await connected(aSocket(server.url, withCookie(owner)))
    for (let i = 0; i < 3; i++) await socket.timeout(10_000).emitWithAck('feed:follow', { employerId })
    const ids = await eventually(() => {
      const found = linesOf(server).flatMap(({ event, request }) => (event === 'feed:follow' ? (request ?? '') : []))
      return found.length === 3 ? found : null
    })
    expect(new Set(ids).size).toBe(3)
    expect(ids).not.toContain('')
  })
})

/** Somebody asks on the careers page to hear of jobs, by its form. */
const subscribe = ({ slug }: AnEmployer): Promise<Response> =>
  fetch(`${server.url}/careers/${slug}/alerts`, {
    method: 'POST',
    headers: { origin: server.url },
    body: new URLSearchParams({ email: anAddress('reader') }),
  })

describe('work that is left behind', () => {
  it('[OPS-10] carries the request on from work to work, in another process too', async () => {
    const employer = await anEmployer(server)
    const { id } = await aPosting(employer)
    // Without a reader a publication leaves no work.
    expect((await subscribe(employer)).status).toBe(200)
    const path = `${employer.api}/job-postings/${id}/transitions`
    const published = await employer.owner.post(path, { to: 'published' })
    const request = published.headers.get('x-request-id')
    // What follows from the entry is found by a worker, which leaves the alerts to another piece of work.
    expect(await leftBy(request, 2)).toEqual(['follow-entries', 'send-alerts'])
    const done = await eventually(() => {
      const lines = linesOf(worker).filter((line) => line.request === request && line.msg === 'done')
      return lines.length === 2 ? lines : null
    })
    expect(done.map(({ job }) => job).sort()).toEqual(['follow-entries', 'send-alerts'])
  })

  it('[OPS-10] carries that of a form that a page without JavaScript sends', async () => {
    const asked = await subscribe(await anEmployer(server))
    expect(asked.status).toBe(200)
    expect(await leftBy(asked.headers.get('x-request-id'))).toEqual(['send-mail'])
  })

  it('[OPS-10] carries that of the upload, and of the event that discards it', async () => {
    const employer = await anEmployer(server)
    const engagement = await anEngagement(employer, await aConsultant(server))
    const { cookie } = employer.owner
    const uploaded = await fetch(
      `${server.url}/api/conversations/${engagement.conversationId}/attachments?name=a.txt`,
      {
        method: 'POST',
        headers: { cookie, origin: server.url },
        body: 'words',
      },
    )
    expect(await leftBy(uploaded.headers.get('x-request-id'))).toEqual(['discard-upload'])
    const { id } = (await uploaded.json()) as { id: string }
    const owner = await aChatter(employer.owner, engagement.conversationId)
    const { message } = await owner.send('With a file', { attachmentIds: [id] })
    await owner.ask('chat:delete', { clientMessageId: aKey(), messageId: message.id })
    const event = await eventually(() => linesOf(server).find((line) => line.event === 'chat:delete'))
    expect(await leftBy(event.request)).toEqual(['discard-upload'])
  })
})
