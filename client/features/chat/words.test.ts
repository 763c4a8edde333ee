import { describe, expect, it } from 'vitest'
import type { Participant } from '#protocol/chat'
import { ana, ben } from './test-entries.ts'
import type { ShownMessage } from './timeline.ts'
import { dayInWords, namesInWords, receiptOf, spoken, typingWords } from './words.ts'

const people = [ana, ben].map((person) => ({ ...person, readSeq: 0 }) as Participant)

describe('words of a conversation', () => {
  it('name a few people and count the rest', () => {
    expect(namesInWords(['Ana'])).toBe('Ana')
    expect(namesInWords(['Ana', 'Ben'])).toBe('Ana and Ben')
    expect(namesInWords(['Ana', 'Ben', 'Cleo'])).toBe('Ana, Ben and Cleo')
    expect(namesInWords(['Ana', 'Ben', 'Cleo', 'Dana'])).toBe('Ana, Ben and 2 others')
  })

  it('say who is writing, of those who are here', () => {
    expect(typingWords(['ana'], people)).toBe('Ana Silva is writing…')
    expect(typingWords(['ana', 'ben'], people)).toBe('Ana and Ben are writing…')
    expect(typingWords(['gone'], people)).toBe('')
  })

  it('say aloud who wrote what, also when it is files alone', () => {
    const said = (body: string, files: number) =>
      spoken(
        { sender: ana, body, attachments: Array.from({ length: files }) } as unknown as ShownMessage,
        'https://us.example',
      )
    expect(said('Hello', 0)).toBe('Ana Silva: Hello')
    expect(said('Hello', 2)).toBe('Ana Silva: Hello, 2 files')
    expect(said('', 1)).toBe('Ana Silva: 1 file')
    expect(said('See https://us.example/postings/p1.', 0)).toBe('Ana Silva: See a posting.')
  })

  it('say who has read it, by a name and not by a title', () => {
    const zoe = { ...ben, id: 'zoe', name: 'Dr. Zoë O’Connell', readSeq: 3 } as Participant
    expect(receiptOf({ seq: 3 } as ShownMessage, [zoe], 'ana')).toBe('Read by Zoë')
    expect(receiptOf({ seq: 4 } as ShownMessage, [zoe], 'ana')).toBe('Sent')
  })

  it('say days as people do', () => {
    const now = new Date(2026, 2, 4, 12)
    expect(dayInWords(new Date(2026, 2, 4, 1).toISOString(), now)).toBe('Today')
    expect(dayInWords(new Date(2026, 2, 3, 23).toISOString(), now)).toBe('Yesterday')
    expect(dayInWords(new Date(2025, 2, 4).toISOString(), now)).toMatch(/^Tuesday,? 4 March 2025$/)
  })
})
