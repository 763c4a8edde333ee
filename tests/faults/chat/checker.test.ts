import { describe, expect, it } from 'vitest'
import type { ChatEntry } from '#protocol/chat'
import { ConversationId, MessageId, UserId } from '#protocol/ids'
import { type Finding, Ledger, type Listener } from './ledger.ts'
import { type Item, Lane } from './outbox.ts'
import { type Followed, Reading } from './reading.ts'

const conversationId = ConversationId.parse('here')
const sender = { id: UserId.parse('noor'), name: 'Noor', kind: 'consultant' as const }

const entry = (seq: number, body = `text ${seq}`): ChatEntry => ({
  conversationId,
  seq,
  id: MessageId.parse(`here-${seq}`),
  clientMessageId: `c${seq}`,
  sender,
  at: '2026-01-01T00:00:00.000Z',
  type: 'message',
  body,
})
const answer = (head: number, ...seqs: number[]): Followed => ({
  ok: true,
  epoch: 'one',
  head,
  entries: seqs.map((seq) => entry(seq)),
  more: false,
  participants: [],
  access: 'write',
})

/** Somebody in conversation 0 who may not be told what is written after moment 10. */
const listener: Listener = { name: 'Ada', rights: new Map([[0, { goneAt: 10 }]]) }

const anItem = (conversation: number, firstSentAt: number): Item => ({
  conversation,
  sender: 'Noor',
  clientMessageId: 'c1',
  act: { kind: 'message', body: '' },
  target: null,
  firstSentAt,
  answers: [],
  refusal: null,
  deletedAt: null,
})

const faultsOf = (findings: readonly Finding[]) => findings.map(({ fault }) => fault)

/** What is found when a server answers the first follow so, and pushes these before and after the answer. */
async function watched(told: Followed, before: readonly number[], after: readonly number[]) {
  const ledger = new Ledger()
  let tell: (answer: Followed) => void = () => undefined
  const ask = () => new Promise<Followed>((resolve) => (tell = resolve))
  const reading = new Reading({ ledger, listener, conversationId, ask, mayBeRevoked: () => false }, 0)
  const following = reading.follow()
  for (const seq of before) reading.pushed(entry(seq))
  tell(told)
  await following
  for (const seq of after) reading.pushed(entry(seq))
  reading.disconnected()
  return { at: reading.at, faults: faultsOf(ledger.findings) }
}

describe('the checker of conversations', () => {
  it('[FAULT-7] finds nothing when every entry comes once and in order', async () => {
    expect(await watched(answer(2, 1, 2), [3], [4, 5])).toEqual({ at: 5, faults: [] })
  })

  it('[FAULT-7] finds what is pushed with a hole, twice, or both answered and pushed', async () => {
    expect((await watched(answer(2, 1, 2), [], [4])).faults).toEqual(['lost'])
    expect((await watched(answer(2, 1, 2), [], [3, 3])).faults).toEqual(['doubled'])
    expect((await watched(answer(2, 1, 2), [2], [3])).faults).toEqual(['doubled'])
  })

  it('[FAULT-7] finds answers with a hole, out of order, or short of the head', async () => {
    expect((await watched(answer(3, 1, 3), [], [])).faults).toEqual(['disordered'])
    expect((await watched(answer(2, 2, 1), [], [])).faults).toContain('disordered')
    expect((await watched(answer(3, 1, 2), [], [])).faults).toEqual(['lost'])
  })

  it('[FAULT-7] finds a number that says one thing to some and another to others', () => {
    const ledger = new Ledger()
    ledger.saw(listener, 'here', entry(1, 'yes'))
    ledger.saw(listener, 'here', entry(1, 'no'))
    expect(faultsOf(ledger.findings)).toEqual(['disordered'])
  })

  it('[FAULT-7] finds text that reaches a stranger, comes after the right was gone, or was deleted', () => {
    const ledger = new Ledger()
    ledger.items.set('~0.1~', { ...anItem(0, 9), deletedAt: 20 })
    ledger.items.set('~0.2~', anItem(0, 11))
    ledger.items.set('~1.3~', anItem(1, 1))
    ledger.heard(listener, '42["chat",{"body":"~0.1~ fine"}]')
    ledger.answered(listener, 19, '~0.1~ not deleted yet')
    expect(ledger.findings).toEqual([])
    ledger.heard(listener, '~0.2~ too late')
    ledger.heard(listener, '~1.3~ of others')
    ledger.answered(listener, 21, '~0.1~ deleted')
    expect(faultsOf(ledger.findings)).toEqual(['leaked', 'leaked', 'leaked'])
  })

  it('[FAULT-7] finds one thing acknowledged under two numbers, or as new twice', () => {
    const ledger = new Ledger()
    const [lane, item] = [new Lane(0, sender.id, ledger), anItem(0, 1)]
    lane.stored(item, { seq: 1, duplicate: false })
    lane.stored(item, { seq: 1, duplicate: true })
    expect(ledger.findings).toEqual([])
    lane.stored(item, { seq: 2, duplicate: true })
    lane.stored(item, { seq: 1, duplicate: false })
    expect(faultsOf(ledger.findings)).toEqual(['doubled', 'doubled'])
  })
})
