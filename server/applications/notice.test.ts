import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { candidateWords } from './candidate-words.ts'
import { believedOf, noticeOf } from './notice.ts'
import { anApplication } from './test-application.ts'

const start = Date.parse('2026-05-01T10:00:00Z')
const inSeconds = (seconds: number) => new Date(start + seconds * 1000)
const by = (userId: string | null, seconds = 0) => ({ by: userId, at: inSeconds(seconds), reason: null })
const applied = { stage: 'applied', status: 'active' as const, selected: false, stageSince: inSeconds(-60) }

describe('what a candidate is told of', () => {
  const moved = { stage: 'interview', decision: by('u1'), believed: { ...applied, news: null }, news: 2, version: 2 }

  it('[DEC-14] is the change, however late; not one that was undone', () => {
    const seen = { stage: 'interview', status: 'active', selected: false }
    expect(noticeOf(anApplication(moved), 2, inSeconds(10))).toEqual(seen)
    expect(noticeOf(anApplication(moved), 2, inSeconds(9000))).toEqual(seen)
    expect(noticeOf(anApplication({ ...moved, stage: 'applied', news: null, version: 3 }), 2, inSeconds(10))).toBeNull()
  })

  it('[DEC-14] is the change, when what came later is no news', () => {
    const scored = anApplication({ ...moved, decision: by('u1', 60), version: 3 })
    expect(noticeOf(scored, 2, inSeconds(61))).toMatchObject({ stage: 'interview' })
    expect(noticeOf(scored, 3, inSeconds(61))).toBeNull()
  })

  it('[DEC-14] is the change until a later one is certain, and then the later one alone', () => {
    const before = anApplication(moved)
    const believed = believedOf(before, inSeconds(60))
    expect(believed).toMatchObject({ stage: 'interview', news: 2 })
    const rejected = anApplication({
      ...moved,
      status: 'rejected',
      decision: by('u1', 60),
      believed,
      news: 3,
      version: 3,
    })
    expect(noticeOf(rejected, 2, inSeconds(65))).toMatchObject({ stage: 'interview', status: 'active' })
    expect(noticeOf(rejected, 2, inSeconds(70))).toBeNull()
    expect(noticeOf(rejected, 3, inSeconds(70))).toMatchObject({ status: 'rejected' })
  })

  it('[DEC-14] is nothing once they withdrew, which they know at once, nor once they were deleted', () => {
    const believed = believedOf(anApplication(moved), inSeconds(60))
    const withdrawn = {
      ...moved,
      status: 'withdrawn' as const,
      decision: by(null, 60),
      believed,
      news: null,
      version: 3,
    }
    expect(noticeOf(anApplication(withdrawn), 2, inSeconds(61))).toBeNull()
    expect(believedOf(anApplication(withdrawn), inSeconds(61))).toMatchObject({ status: 'withdrawn' })
    expect(noticeOf(anApplication({ ...moved, erasedAt: inSeconds(5) }), 2, inSeconds(10))).toBeNull()
  })

  it('[PORT-5] of a withdrawal is who wrote it down: the candidate, or somebody of the team', () => {
    const saidOf = (userId: string | null, more: object = {}) => {
      const application = anApplication({ status: 'withdrawn', decision: by(userId), ...more })
      return candidateWords(believedOf(application, inSeconds(60)), defaultStages, 'Bluefin', true).headline
    }
    expect(saidOf(null)).toBe('You withdrew this application.')
    expect(saidOf('u1')).toBe('Bluefin noted that you withdrew this application.')
    // Taken up again, they go by what they read until that is certain.
    const believed = believedOf(anApplication({ status: 'withdrawn', decision: by('u1') }), inSeconds(60))
    expect(saidOf('u2', { status: 'active', decision: by('u2', 55), believed })).toBe(saidOf('u1'))
  })

  it('[DEC-14] of a change from before this was kept, is told by its version', () => {
    const { news: _, ...old } = moved
    expect(noticeOf(anApplication(old), 2, inSeconds(10))).toMatchObject({ stage: 'interview' })
    expect(noticeOf(anApplication({ ...old, version: 3 }), 2, inSeconds(10))).toBeNull()
  })
})
