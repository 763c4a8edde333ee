import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, anEmployer, Caller, password } from '../builders.ts'
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
beforeAll(async () => {
  server = await startServer({ env: { WORKERS: 'off', LOG_LEVEL: 'debug' } })
  worker = await startServer({ dataDir: server.dataDir, env: { LOG_LEVEL: 'debug' } })
}, 60_000)
afterAll(async () => {
  closeSockets()
  await worker.stop({ keepData: true })
  await server.stop({ keepData: true })
  await removeData(server.dataDir)
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
  }, 60_000)

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
  }, 60_000)
})
