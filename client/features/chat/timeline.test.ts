import { describe, expect, it } from 'vitest'
import type { Intent, OutgoingView, Phase } from './outgoing.ts'
import { applyEntries, emptyChat, messagesOf } from './state.ts'
import { aMessage, ana, aReaction, ben } from './test-entries.ts'
import { rowsOf, shownOf } from './timeline.ts'

const stored = (...entries: Parameters<typeof applyEntries>[1]) => messagesOf(applyEntries(emptyChat(1), entries))
const outgoing = (clientMessageId: string, intent: Intent, phase: Phase = 'queued'): OutgoingView => ({
  ...{ order: 1, clientMessageId, userId: 'ana', intent, at: '2026-01-01T09:01:00Z', failure: null, phase, seq: null },
  conversationId: aMessage(1).conversationId,
})
const say = (body: string): Intent => ({ type: 'send', body, replyTo: null, attachments: [] })
const all = { isBeginning: true, breaks: new Set<number>(), readUpTo: null }
const idOf = (seq: number) => aMessage(seq).id

describe('what is shown', () => {
  it('[CHATUI-6] a message on its way and its entry are one bubble under one key, never two', () => {
    const waiting = rowsOf(shownOf(stored(aMessage(1)), [outgoing('client-2', say('hello'))], ana), all)
    const arrived = rowsOf(
      shownOf(stored(aMessage(1), aMessage(2, { body: 'hello' })), [outgoing('client-2', say('hello'), 'stored')], ana),
      all,
    )
    expect(arrived.map(({ key }) => key)).toEqual(waiting.map(({ key }) => key))
    expect(arrived.filter(({ type }) => type === 'message')).toHaveLength(2)
  })

  it("is not confused by somebody else's message with the same client id", () => {
    const shown = shownOf(stored(aMessage(1, { sender: ben })), [outgoing('client-1', say('mine'))], ana)
    expect(shown.map(({ body }) => body)).toEqual(['message 1', 'mine'])
  })

  it('shows my changes at once, and a refused one as it was with the refusal', () => {
    const messages = stored(aMessage(1), aReaction(2, 1, '👍', { sender: ben }))
    const edit: Intent = { type: 'edit', messageId: idOf(1), body: 'better' }
    expect(shownOf(messages, [outgoing('x', edit)], ana)[0]).toMatchObject({ body: 'better', isEdited: true })
    expect(shownOf(messages, [outgoing('x', edit, 'failed')], ana)[0]).toMatchObject({
      body: 'message 1',
      pendingChange: { phase: 'failed' },
    })
    const react: Intent = { type: 'react', messageId: idOf(1), emoji: '👍', on: true }
    expect(shownOf(messages, [outgoing('x', react)], ana)[0]?.reactions).toEqual([{ emoji: '👍', people: [ben, ana] }])
    const remove: Intent = { type: 'delete', messageId: idOf(1) }
    expect(shownOf(messages, [outgoing('x', remove)], ana)[0]).toMatchObject({ isDeleted: true, body: '' })
  })
})

describe('the rows', () => {
  it('begin each day, group one person, and mark where reading stopped', () => {
    const messages = stored(
      aMessage(1, { at: '2026-01-01T09:00:00Z' }),
      aMessage(2, { at: '2026-01-01T09:01:00Z' }),
      aMessage(3, { at: '2026-01-03T09:00:00Z', sender: ben }),
      aMessage(4, { at: '2026-01-03T09:01:00Z', sender: ben }),
      aMessage(5, { at: '2026-01-03T09:20:00Z', sender: ben }),
    )
    const rows = rowsOf(shownOf(messages, [], ana), { ...all, readUpTo: 3 })
    expect(
      rows.map((row) => (row.type === 'message' ? `${row.shown.seq}${row.isGrouped ? ' grouped' : ''}` : row.type)),
    ).toEqual(['day', '1', '2 grouped', 'day', '3', 'new', '4', '5'])
  })

  it('never mark my own messages as new', () => {
    expect(
      rowsOf(shownOf(stored(aMessage(1), aMessage(2)), [], ana), { ...all, readUpTo: 1 }).some(
        ({ type }) => type === 'new',
      ),
    ).toBe(false)
  })

  it('[CHATUI-10] stay as they are when older messages come above them', () => {
    const messages = stored(
      ...Array.from({ length: 40 }, (_, index) =>
        aMessage(index + 1, {
          at: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 15), 9, index % 15)).toISOString(),
        }),
      ),
    )
    const shown = shownOf(messages, [], ana)
    for (let from = 2; from < 40; from++) {
      const breaks = new Set([shown[from]?.seq ?? 0])
      const late = rowsOf(shown.slice(from), { isBeginning: false, breaks, readUpTo: 20 })
      const whole = rowsOf(shown, { isBeginning: true, breaks, readUpTo: 20 })
      // A line may come between the two pages; what is below the first message is untouched.
      expect(whole.slice(-late.length)).toEqual(late)
    }
  })
})
