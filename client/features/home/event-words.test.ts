import { describe, expect, it } from 'vitest'
import type { FeedEvent } from '../../live/live-feed.ts'
import { type Names, sentenceOf } from './event-words.ts'

const names: Names = {
  person: (id) => (id === 'u1' ? 'Dana' : null),
  posting: () => 'Nurse',
  candidate: (id) => (id === 'c1' ? 'Amber Heron · 7F' : null),
  stage: () => 'Offer',
  role: (role) => role,
}
const event = (type: string, data: object, actorId: string | null = 'u1') =>
  ({ seq: 1, type, data, actor: { kind: actorId ? 'user' : 'candidate', id: actorId }, at: '' }) as unknown as FeedEvent

describe('the activity list', () => {
  it('says who did what to whom', () => {
    const data = { jobId: 'j', candidateId: 'c1', stage: 'offer' }
    expect(sentenceOf(event('application.moved', data), names)).toEqual({
      who: 'Dana',
      words: 'moved Amber Heron · 7F to Offer',
      href: '/pipeline/j',
      code: 'Amber Heron · 7F',
    })
    expect(sentenceOf(event('application.received', data, null), names)?.words).toBe(
      'Amber Heron · 7F applied for Nurse',
    )
    const withdrawn = (by: string | null) => sentenceOf(event('application.withdrawn', data, by), names)
    expect(withdrawn(null)).toMatchObject({ who: null, words: 'Amber Heron · 7F withdrew from Nurse' })
    expect(withdrawn('u1')).toMatchObject({ who: 'Dana', words: 'noted Amber Heron · 7F as withdrawn from Nurse' })
    expect(sentenceOf(event('application.received', { ...data, imported: true }), names)).toMatchObject({
      who: 'Dana',
      words: 'imported Amber Heron · 7F for Nurse',
    })
    expect(sentenceOf(event('application.withdrawn', { ...data, takenBack: true }), names)?.words).toBe(
      'took Amber Heron · 7F back with an import for Nurse',
    )
  })

  it('says how many scorecards are in, and of nobody that it was theirs', () => {
    const data = { applicationId: 'a', jobId: 'j', candidateId: 'c1', submitted: 3, expected: 4, version: 5 }
    expect(sentenceOf(event('scorecard.submitted', data, null), names)).toEqual({
      who: null,
      words: '3 of 4 scorecards are in for Amber Heron · 7F',
      href: '/review/a',
      code: 'Amber Heron · 7F',
    })
    expect(sentenceOf(event('scorecard.revealed', data), names)?.words).toBe(
      'The scorecards are revealed for Amber Heron · 7F',
    )
  })

  it('[INTUI-18] tells of interviews, by whoever did it, with the way to them', () => {
    const data = { interviewId: 'i', candidateId: 'c1', startsAt: '2026-05-05T08:00:00Z' }
    expect(sentenceOf(event('interview.rescheduled', data), names)).toEqual({
      who: 'Dana',
      words: 'moved the interview with Amber Heron · 7F',
      href: '/interviews?interview=i&day=2026-05-05',
      code: 'Amber Heron · 7F',
    })
    expect(sentenceOf(event('interview.rescheduled', data, null), names)).toMatchObject({
      who: null,
      words: 'Amber Heron · 7F moved the interview',
    })
    expect(sentenceOf(event('interview.replied', data), names)).toBeNull()
  })

  it('does not call a posting without a name “a posting: a posting”', () => {
    const gone = { ...names, posting: () => null }
    const created = event('posting.created', { jobId: 'j', state: 'draft' })
    expect(sentenceOf(created, gone)?.words).toBe('began a posting')
    expect(sentenceOf(created, names)?.words).toBe('began a posting: Nurse')
  })

  it('is never without a word for what it does not know', () => {
    const data = { jobId: 'j', candidateId: 'c9', stage: 'offer' }
    expect(sentenceOf(event('application.rejected', data, 'u9'), names)).toMatchObject({
      who: 'A colleague',
      words: 'rejected a candidate',
    })
  })

  it('leaves out what is not news', () => {
    expect(sentenceOf(event('application.viewed', { jobId: 'j', candidateId: 'c1', stage: 'x' }), names)).toBeNull()
    expect(sentenceOf(event('something.new', {}), names)).toBeNull()
  })
})
