import { describe, expect, it } from 'vitest'
import { preferenceWords, waitWords } from './preference-words.ts'

describe('when mail is sent, in words', () => {
  it('counts in the largest unit that fits', () => {
    expect([1, 5, 60, 90, 240, 1440].map(waitWords)).toEqual([
      '1 minute',
      '5 minutes',
      '1 hour',
      '90 minutes',
      '4 hours',
      '1 day',
    ])
  })

  it('says what will happen', () => {
    expect(preferenceWords({ mail: true, afterMinutes: 60 })).toBe(
      'You get a mail when a message waits unread for 1 hour.',
    )
    expect(preferenceWords({ mail: false, afterMinutes: 60 })).toBe('You get no mail about messages.')
  })
})
