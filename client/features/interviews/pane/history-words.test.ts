import { describe, expect, it } from 'vitest'
import { interviewEntries } from '../topics.ts'
import { historyWords } from './history-words.ts'

const event = (type: string, actor: object) =>
  ({ type, actor, data: { interviewId: 'i', startsAt: '2026-05-05T08:00:00Z' } }) as never
const person = (id: string | null) => (id === 'me' ? 'You' : 'Dana')

describe('the history of an interview', () => {
  it('[INTUI-13] says who did what, with the time in the zone of the reader', () => {
    const words = (type: string, actor: object) => historyWords(event(type, actor), person, 'Asia/Tokyo')
    expect(words('interview.scheduled', { kind: 'user', id: 'me' })).toBe('Scheduled for Tue 5 May, 17:00 by you')
    expect(words('interview.rescheduled', { kind: 'candidate', id: null })).toBe(
      'Moved to Tue 5 May, 17:00 by the candidate',
    )
    expect(words('interview.done', { kind: 'system', id: null })).toBe('Noted that it took place')
  })

  it('[INTUI-13] has a sentence for every kind of entry about interviews, and none for others', () => {
    for (const type of interviewEntries) {
      expect(historyWords(event(type, { kind: 'user', id: 'u2' }), person, 'UTC')).toMatch(/ by Dana$/)
    }
    expect(historyWords(event('room.changed', { kind: 'user', id: 'u2' }), person, 'UTC')).toBeNull()
  })
})
