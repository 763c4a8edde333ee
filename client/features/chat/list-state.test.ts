import { describe, expect, it } from 'vitest'
import type { Conversation } from '#protocol/chat'
import { applyRead, applyToList, mayUncount, unreadIn } from './list-state.ts'
import { aDeletion, aMessage, ana, anEdit, ben } from './test-entries.ts'

const aConversation = (facts: object = {}) =>
  ({
    id: 'c1',
    employer: { id: 'e1', companyName: 'Bluefin', slug: 'bluefin' },
    consultant: { id: 'ben', name: 'Ben Okoro', organisation: '' },
    ...{ purpose: '', access: 'write', head: 4, readSeq: 4, unread: 0, lastMessage: null },
    ...facts,
  }) as Conversation

describe('the list of conversations', () => {
  it('counts messages of others as unread, not my own, and each once', () => {
    const entries = [aMessage(5, { sender: ben }), aMessage(6, { sender: ana }), anEdit(7, 5, 'corrected')]
    const list = applyToList([aConversation()], entries, 'ana')
    expect(list[0]).toMatchObject({ unread: 1, head: 7, lastMessage: { seq: 6, preview: 'message 6' } })
    expect(applyToList(list, entries, 'ana')).toBe(list)
  })

  it('shows the newest first, and what became of its last message', () => {
    const other = aConversation({
      id: 'c2',
      lastMessage: { id: 'x', seq: 4, sender: ben, preview: 'x', at: '2025-12-01' },
    })
    const list = applyToList([other, aConversation()], [aMessage(5), anEdit(6, 5, 'two\n words')], 'ana')
    expect(list.map(({ id }) => id)).toEqual(['c1', 'c2'])
    expect(list[0]?.lastMessage?.preview).toBe('two words')
    expect(applyToList(list, [aDeletion(7, 5)], 'ana')[0]?.lastMessage?.preview).toBe('')
  })

  it('[CHATUI-20] cannot count what is unread after others deleted something, and asks', () => {
    const list = applyToList([aConversation()], [aMessage(5, { sender: ben })], 'ana')
    const gone = { ...aDeletion(6, 5), sender: ben }
    expect(mayUncount(list, gone, 'ana')).toBe(true)
    expect(mayUncount(list, aDeletion(6, 5), 'ana')).toBe(false)
    expect(mayUncount([aConversation()], gone, 'ana')).toBe(false)
    expect(mayUncount(applyToList(list, [gone], 'ana'), gone, 'ana')).toBe(false)
  })

  it('takes what I read elsewhere off the badge, and asks when it cannot count', () => {
    const unread = applyToList([aConversation()], [aMessage(5, { sender: ben }), aMessage(6, { sender: ben })], 'ana')
    expect(unreadIn(unread)).toBe(2)
    const half = applyRead(unread, { conversationId: 'c1', userId: 'ana', seq: 5 }, 'ana')
    expect(half.isUnsure).toBe(true)
    const all = applyRead(half.list, { conversationId: 'c1', userId: 'ana', seq: 6 }, 'ana')
    expect([unreadIn(all.list), all.isUnsure]).toEqual([0, false])
    expect(applyRead(unread, { conversationId: 'c1', userId: 'ben', seq: 6 }, 'ana').list).toBe(unread)
  })
})
