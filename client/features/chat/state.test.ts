import { describe, expect, it } from 'vitest'
import type { ChatEntry } from '#protocol/chat'
import { randomOf } from '../../../tests/random.ts'
import { receive, type Sequence, startAt } from '../../live/sequence.ts'
import { applyEntries, applyHistory, type ChatState, emptyChat, messagesOf, threadOf } from './state.ts'
import { aDeletion, aMessage, ana, anEdit, aReaction, ben } from './test-entries.ts'

const idOf = (seq: number) => aMessage(seq).id
const bodies = (state: ChatState) => messagesOf(state).map(({ body }) => body)

describe('what was done to a message later', () => {
  it('shows the newest text, whichever came first', () => {
    const entries = [aMessage(1, { body: 'one' }), anEdit(2, 1, 'two'), anEdit(3, 1, 'three')]
    expect(bodies(applyEntries(emptyChat(1), entries))).toEqual(['three'])
    expect(bodies(applyEntries(emptyChat(1), [...entries].reverse()))).toEqual(['three'])
  })

  it('leaves a place without words where a message was deleted, also when an edit comes later', () => {
    const state = applyEntries(emptyChat(1), [aMessage(1), aDeletion(2, 1), anEdit(3, 1, 'again')])
    expect(messagesOf(state)).toMatchObject([{ isDeleted: true, isEdited: false, body: '', reactions: [] }])
  })

  it('counts each person and emoji once, in the order of reacting', () => {
    const state = applyEntries(emptyChat(1), [
      aMessage(1),
      aReaction(2, 1, '👍', { sender: ana }),
      aReaction(3, 1, '👍', { sender: ben }),
      aReaction(4, 1, '🎉', { sender: ana }),
      aReaction(5, 1, '🎉', { sender: ana, on: false }),
    ])
    expect(messagesOf(state)[0]?.reactions).toEqual([{ emoji: '👍', people: [ana, ben] }])
  })

  it('keeps changes of messages that are not loaded, for when they are', () => {
    const late = applyEntries(emptyChat(5), [anEdit(5, 2, 'new'), aMessage(6)])
    expect(messagesOf(late)).toHaveLength(1)
    const loaded = applyHistory(late, [aMessage(1), aMessage(2), aMessage(3), aMessage(4)], 1)
    expect(messagesOf(loaded)[1]).toMatchObject({ body: 'new', isEdited: true })
  })
})

describe('the timeline', () => {
  it('shows nothing of a thread beyond a hole, but the thread does', () => {
    const state = applyEntries(emptyChat(10), [aMessage(3), aMessage(10, { replyTo: idOf(3) })])
    expect(messagesOf(state).map(({ seq }) => seq)).toEqual([10])
    expect(threadOf(state, 'm3').map(({ seq }) => seq)).toEqual([3, 10])
  })

  it('changes nothing when entries come again', () => {
    const entries = [aMessage(1), anEdit(2, 1, 'x'), aReaction(3, 1, '👍'), aMessage(4)]
    const state = applyEntries(emptyChat(1), entries)
    expect(applyEntries(state, entries)).toBe(state)
  })
})

/** A conversation in which everything happens, the same for the same seed. */
function aHistory(random: () => number, length: number): ChatEntry[] {
  const entries: ChatEntry[] = []
  const messages: number[] = []
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  for (let seq = 1; seq <= length; seq++) {
    const dice = random()
    const sender = pick([ana, ben])
    if (messages.length === 0 || dice < 0.5) {
      const replyTo = messages.length > 0 && dice < 0.15 ? { replyTo: idOf(pick(messages)) } : {}
      entries.push(aMessage(seq, { sender, ...replyTo }))
      messages.push(seq)
    } else if (dice < 0.65) entries.push(anEdit(seq, pick(messages), `text ${seq}`))
    else if (dice < 0.72) entries.push(aDeletion(seq, pick(messages)))
    else entries.push(aReaction(seq, pick(messages), pick(['👍', '🎉']), { sender, on: random() < 0.6 }))
  }
  return entries
}

/** As the server answers later: what was deleted has lost its words. */
function readAgain(entries: readonly ChatEntry[], upTo: number): ChatEntry[] {
  const past = entries.slice(0, upTo)
  const gone = new Set(past.flatMap((entry) => (entry.type === 'delete' ? [entry.messageId] : [])))
  return past.map((entry) => {
    if (entry.type === 'message' && gone.has(entry.id)) return { ...entry, body: '', deleted: true as const }
    if (entry.type === 'edit' && gone.has(entry.messageId)) return { ...entry, body: '', deleted: true as const }
    return entry
  })
}

describe('old snapshot and entries', () => {
  it('[CHATUI-1] equal a fresh snapshot, however the entries arrive and however much history is loaded when', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed)
      const entries = aHistory(random, 120)
      const fresh = applyHistory(emptyChat(1), readAgain(entries, entries.length), 1)

      const joinedAt = 20 + Math.floor(random() * 60)
      let from = Math.max(1, joinedAt - 15)
      let state = applyHistory(emptyChat(joinedAt + 1), readAgain(entries, joinedAt).slice(from - 1), from)
      let sequence: Sequence<ChatEntry> = startAt(joinedAt)
      const onTheWay = entries.slice(joinedAt)
      while (sequence.last < entries.length || from > 1) {
        if (from > 1 && random() < 0.2) {
          // History is read at some later moment, when more of it has been deleted.
          const first = Math.max(1, from - 10)
          state = applyHistory(state, readAgain(entries, sequence.last).slice(first - 1, from - 1), first)
          from = first
        }
        const arrived = onTheWay.filter(() => random() < 0.1).sort(() => random() - 0.5)
        const step = receive(sequence, arrived)
        sequence = step.sequence
        state = applyEntries(state, step.ready)
      }
      expect(messagesOf(state), `seed ${seed}`).toEqual(messagesOf(fresh))
    }
  })
})
