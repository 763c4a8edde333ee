import { describe, expect, it } from 'vitest'
import { asChat, type ChatData, type ChatRecord, type ChatType, messageIdOf, newEntry, seqOf } from './entries.ts'
import { presenter, withoutBody } from './present.ts'

const conversing = { conversationId: '01kconversation', consultantId: 'consultant' }
const names = new Map([['consultant', 'Noor Haddad']])
const common = { digest: 'a secret digest', rightsEpoch: 7 }
const recorded = <Type extends ChatType>(type: Type, data: ChatData[Type], senderId = 'consultant'): ChatRecord =>
  asChat({
    ...newEntry(senderId, 'client:1', type, data),
    stream: 'chat:01kconversation',
    seq: 36,
    at: new Date('2026-05-01T10:00:00.000Z'),
  })
const shown = (entry: ChatRecord) => presenter(conversing, names)(entry)

describe('an entry as it is sent', () => {
  it('[CHAT-1] names its sender and its own id, and nothing of how it is kept', () => {
    const message = shown(recorded('message', { ...common, body: 'Hello', replyTo: '01kconversation-1' }))
    expect(message).toEqual({
      type: 'message',
      conversationId: '01kconversation',
      seq: 36,
      id: '01kconversation-10',
      clientMessageId: 'client:1',
      sender: { id: 'consultant', name: 'Noor Haddad', kind: 'consultant' },
      at: '2026-05-01T10:00:00.000Z',
      body: 'Hello',
      replyTo: '01kconversation-1',
    })
    const edit = shown(recorded('edit', { ...common, messageId: '01kconversation-1', body: 'Hi' }, 'somebody'))
    expect(edit).toMatchObject({ sender: { name: '', kind: 'employer' }, messageId: '01kconversation-1', body: 'Hi' })
    for (const one of [message, edit]) expect(JSON.stringify(one)).not.toMatch(/digest|rightsEpoch/)
  })

  it('[CHAT-9] shows nothing of what was deleted, whatever is left in the store', () => {
    const file = { id: 'file', name: 'plan.pdf', contentType: 'application/pdf', size: 1 }
    const message = recorded('message', { ...common, body: 'secret', attachments: [file], deleted: true })
    const edit = recorded('edit', { ...common, messageId: '01kconversation-1', body: 'secret', deleted: true })
    for (const entry of [message, edit]) {
      expect(shown(entry)).toMatchObject({ body: '', deleted: true })
      expect(JSON.stringify(shown(entry))).not.toMatch(/secret|plan/)
    }
  })

  it('[CHAT-9] loses its body when its message is deleted, and no other does', () => {
    const file = { id: 'file', name: 'plan.pdf', contentType: 'application/pdf', size: 1 }
    const message = shown(recorded('message', { ...common, body: 'secret', attachments: [file] }))
    const edit = shown(recorded('edit', { ...common, messageId: message.id, body: 'secret' }))
    for (const entry of [message, edit]) {
      expect(JSON.stringify(withoutBody(entry, message.id))).not.toMatch(/secret|plan/)
      expect(withoutBody(entry, '01kconversation-2')).toEqual(entry)
    }
  })
})

describe('the id of an entry', () => {
  it('[CHAT-25] leads to its number in its own conversation alone', () => {
    for (const seq of [1, 35, 36, 1_000_000]) expect(seqOf('c1', messageIdOf('c1', seq))).toBe(seq)
    for (const id of ['c2-1', 'c1-', 'c1-0', 'c1-01', 'c1--1', 'c1-1-1', 'c1-A', 'c1', '', 'c1-zzzzzzzzzzzz']) {
      expect(seqOf('c1', id)).toBeNull()
    }
  })
})
