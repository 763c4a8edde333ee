import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../server/journal/entry.ts'
import type { Finding } from '../../faults/chat/ledger.ts'
import { check } from './check.ts'
import { faceOf, type Given, stamped } from './face.ts'
import { type FollowAnswer, Followed } from './followed.ts'
import { slopeOf } from './memory.ts'
import { countOf, percentile, Samples } from './samples.ts'
import { Witness } from './witness.ts'
import type { Message, Move } from './written.ts'

const chat = 'chat:here'
const feed = 'feed:ours'
const message = (seq: number): Message => {
  return { conversationId: 'here', senderId: 'noor', clientMessageId: `m${seq}`, body: `text ${seq}`, seq }
}
const move = (version: number): Move => ({ employerId: 'ours', applicationId: 'card', stage: 'screen', version })

const row = (stream: Entry['stream'], seq: number, type: string, key: string, data: object): Entry => {
  return { stream, seq, type, key, data, actor: { kind: 'user', id: 'noor' }, at: new Date(0) }
}
const storedMessage = ({ seq, senderId, clientMessageId, body }: Message, at = seq): Entry =>
  row(chat, at, 'message', `${senderId}:${clientMessageId}`, { body })
const storedMove = ({ applicationId, version, stage }: Move, seq: number): Entry =>
  row(feed, seq, 'application.moved', `k${seq}`, { applicationId, version, stage })

const shownMessage = ({ clientMessageId, body }: Message): string =>
  faceOf({ seq: 0, type: 'message', clientMessageId, body })

/** Three messages and two moves, as they should be; a test says what is otherwise. */
function compared(other: Partial<Parameters<typeof check>[0]> & { chat?: Entry[]; feed?: Entry[] } = {}): string[] {
  const messages = [message(1), message(2), message(3)]
  const moves = [move(2), move(3)]
  const stored = new Map([
    [chat, other.chat ?? messages.map((one) => storedMessage(one))],
    [feed, other.feed ?? moves.map((one, i) => storedMove(one, i + 1))],
  ])
  const shown = [[chat, [null, ...messages.map(shownMessage)]] as const]
  return faultsOf(check({ messages, moves, stored, shown, ...other }))
}

const faultsOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ fault }) => fault))].sort()

describe('what is stored beside what people were told', () => {
  it('[NODE-16] finds nothing where all is well', () => {
    expect(compared()).toEqual([])
  })

  it('[NODE-16] finds an acknowledged message that is not there, and a hole in the numbers', () => {
    const [one, , three] = [message(1), message(2), message(3)]
    expect(compared({ chat: [storedMessage(one), storedMessage(three)] })).toEqual(['disordered', 'lost'])
    expect(compared({ messages: [one, message(2), three, message(4)] })).toEqual(['lost'])
  })

  it('[NODE-16] finds a message twice, one that nobody wrote, and another text', () => {
    const all = [message(1), message(2), message(3)].map((one) => storedMessage(one))
    expect(compared({ chat: [...all, storedMessage(message(3), 4)] })).toEqual(['disordered', 'doubled'])
    expect(compared({ chat: [...all, storedMessage(message(4))] })).toEqual(['wrong'])
    const other = { ...message(3), body: 'another text' }
    expect(compared({ chat: [...all.slice(0, 2), storedMessage(other)] })).toEqual(['disordered', 'wrong'])
  })

  it('[NODE-16] finds a move that is missing, one done twice, and one that nobody was told', () => {
    expect(compared({ feed: [storedMove(move(2), 1)] })).toEqual(['lost'])
    expect(compared({ feed: [2, 3, 3].map((version, i) => storedMove(move(version), i + 1)) })).toEqual(['doubled'])
    expect(compared({ feed: [2, 3, 4].map((version, i) => storedMove(move(version), i + 1)) })).toEqual(['wrong'])
  })

  it('[NODE-16] finds what was shown and is not stored, or otherwise', () => {
    const faces = [null, ...[1, 2, 3].map((seq) => shownMessage(message(seq)))]
    expect(compared({ shown: [[chat, [...faces, 'message m4 text 4']]] })).toEqual(['lost'])
    expect(compared({ shown: [[chat, [null, 'message m1 forged', ...faces.slice(2)]]] })).toEqual(['disordered'])
  })
})

const given = (seq: number, body = `text ${seq}`): Given => {
  return { seq, type: 'message', clientMessageId: `m${seq}`, body }
}
const answered = (head: number, ...seqs: number[]): FollowAnswer => {
  return { ok: true, head, entries: seqs.map((seq) => given(seq)) }
}

/** A page that has joined a stream by this answer; what is pushed early comes before it. */
async function joined(witness: Witness, answer: FollowAnswer, ...early: Given[]): Promise<Followed> {
  return new Promise((resolve) => {
    const parts = { who: 'Ada', stream: chat, witness, ask: async () => answer }
    const page: Followed = new Followed({ ...parts, onJoined: () => resolve(page) })
    page.connected()
    for (const entry of early) page.pushed(entry)
  })
}

describe('a page that is given a stream', () => {
  it('[NODE-16] finds nothing where what is pushed continues what was answered', async () => {
    const witness = new Witness()
    const page = await joined(witness, answered(2, 1, 2), given(3))
    page.pushed(given(4))
    page.headed(4)
    expect({ at: page.position, findings: witness.findings }).toEqual({ at: 4, findings: [] })
  })

  it.each([
    ['a lost push, by the next one', (page: Followed) => page.pushed(given(4)), 'lost'],
    ['a lost last push, by the newest number', (page: Followed) => page.headed(3), 'lost'],
    ['a push that comes twice', (page: Followed) => page.pushed(given(2)), 'doubled'],
  ])('[NODE-16] finds %s', async (_what, happens, fault) => {
    const witness = new Witness()
    happens(await joined(witness, answered(2, 1, 2)))
    expect(faultsOf(witness.findings)).toEqual([fault])
  })

  it('[NODE-16] finds an answer with a hole, one that ends too early, and one that a push repeats', async () => {
    const witnesses = [new Witness(), new Witness(), new Witness()] as const
    await joined(witnesses[0], answered(3, 1, 3))
    await joined(witnesses[1], answered(3, 1, 2))
    await joined(witnesses[2], answered(2, 1, 2), given(2))
    expect(witnesses.map(({ findings }) => faultsOf(findings))).toEqual([['lost'], ['lost'], ['doubled']])
  })

  it('[NODE-16] finds that two pages are shown different things under one number', async () => {
    const witness = new Witness()
    const pages = [await joined(witness, answered(0)), await joined(witness, answered(0))]
    for (const [i, page] of pages.entries()) page.pushed(given(1, `text ${i}`))
    expect(faultsOf(witness.findings)).toEqual(['disordered'])
  })
})

describe('the figures', () => {
  it('[NODE-16] a push counts when no window was open while it was on its way', () => {
    const samples = new Samples()
    for (const [from, took] of [
      [1000, 10],
      [1100, 20],
      [1990, 300],
      [2050, 4000],
      [6000, 30],
    ] as const)
      samples.add('message', [from, from + took])
    const { message } = samples.outside([[2000, 5000]])
    expect([countOf(message), percentile(message, 0.5), percentile(message, 0.99)]).toEqual([3, 20, 30])
  })

  it('[NODE-16] a push is timed from the stamp in its text, a move from its time', () => {
    const witness = new Witness()
    const now = Date.now()
    witness.saw('Ada', chat, given(1, stamped('Hello', now - 1000)), true)
    witness.saw(
      'Ada',
      feed,
      { seq: 1, type: 'application.moved', data: {}, at: new Date(now - 2000).toISOString() },
      true,
    )
    witness.saw('Ada', chat, given(2, stamped('Read later', now)), false)
    const { message, move: moved } = witness.samples.outside([])
    expect([countOf(message), countOf(moved)]).toEqual([1, 1])
    expect(percentile(message, 1)).toBeGreaterThanOrEqual(1000)
    expect(percentile(moved, 1)).toBeGreaterThanOrEqual(2000)
  })

  it('[NODE-16] memory that grows has a slope, and a few high samples have none', () => {
    const held = (resident: (minute: number) => number, open = (_minute: number) => 400) =>
      Array.from({ length: 20 }, (_, i) => ({ at: i * 60_000, resident: resident(i), own: 0, cpu: 0, open: open(i) }))
    expect(
      slopeOf(
        held((minute) => 100 + 5 * minute),
        'resident',
      ),
    ).toBeCloseTo(5)
    expect(
      slopeOf(
        held((minute) => (minute % 7 === 3 ? 180 : 100)),
        'resident',
      ),
    ).toBeCloseTo(0)
    // Pages of another node come in the tenth minute, and what each of them takes is no growth; what grows besides is.
    const more = (minute: number) => (minute < 10 ? 0 : 300)
    for (const growth of [0, 5]) {
      const grows = held(
        (minute) => 100 + growth * minute + 0.1 * more(minute),
        (minute) => 400 + more(minute),
      )
      expect(slopeOf(grows, 'resident')).toBeCloseTo(growth)
    }
    expect(
      slopeOf(
        held(
          () => 100,
          (minute) => 2 ** minute,
        ),
        'resident',
      ),
    ).toBeNaN()
  })
})
