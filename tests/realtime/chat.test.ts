import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AnEmployer, type AnEngagement, aConsultant, anEmployer, anEngagement, type Caller } from '../builders.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { aChatter, aKey, type ChatEntry, type ChatSent } from './chatters.ts'
import { closeSockets } from './follower.ts'

let server: RunningServer
let employer: AnEmployer
let consultant: Caller
let engagement: AnEngagement

beforeAll(async () => {
  server = await startServer({ env: { LIMIT_SOCKETS_PER_USER: '1000', LIMIT_PERSON_BURST: '100000' } })
  employer = await anEmployer(server)
  consultant = await aConsultant(server, { name: 'Noor Haddad' })
  engagement = await anEngagement(employer, consultant)
})
afterEach(closeSockets)
afterAll(() => server.stop())

const seqsOf = (entries: readonly ChatEntry[]): number[] => entries.map(({ seq }) => seq)
const pair = () =>
  Promise.all([aChatter(employer.owner, engagement.conversationId), aChatter(consultant, engagement.conversationId)])

describe('two people who talk', () => {
  it('[CHAT-1] see what the other writes, with the name joined, in one order', async () => {
    const [owner, guest] = await pair()
    const first = await owner.send('Good morning')
    const second = await guest.send('Hello! <b>not bold</b>')
    expect([first.ok, second.ok, second.message.seq]).toEqual([true, true, first.message.seq + 1])
    for (const { pushed } of [owner, guest]) {
      await eventually(() => pushed.length === 2)
      expect(seqsOf(pushed)).toEqual([first.message.seq, second.message.seq])
      expect(pushed[1]).toMatchObject({
        type: 'message',
        conversationId: engagement.conversationId,
        id: second.message.id,
        body: 'Hello! <b>not bold</b>',
        sender: { id: consultant.userId, name: 'Noor Haddad', kind: 'consultant' },
        at: second.message.at,
      })
      expect(pushed[0]?.sender).toMatchObject({ id: employer.owner.userId, kind: 'employer' })
    }
  })

  it('[CHAT-2] the same client id is one message, over sockets and REST, and is answered alike', async () => {
    const [owner, guest] = await pair()
    const clientMessageId = aKey()
    const first = await owner.send('Once', { clientMessageId })
    const again = await owner.send('Once', { clientMessageId })
    const elsewhere = await (await aChatter(employer.owner, engagement.conversationId)).send('Once', {
      clientMessageId,
    })
    expect([first.duplicate, again.duplicate, elsewhere.duplicate]).toEqual([false, true, true])
    expect([again.message, elsewhere.message]).toEqual([first.message, first.message])
    const rest = await employer.owner.post<ChatSent>(
      `${employer.api}/messages`,
      { consultantId: consultant.userId, message: 'Once' },
      { 'idempotency-key': clientMessageId },
    )
    expect(rest).toMatchObject({ status: 201, body: { message: first.message, duplicate: true } })
    expect(rest.headers.get('idempotent-replayed')).toBe('true')
    const last = await guest.send('after')
    await eventually(() => guest.pushed.some(({ seq }) => seq === last.message.seq))
    expect(guest.pushed.filter(({ body }) => body === 'Once')).toHaveLength(1)
  })
})
