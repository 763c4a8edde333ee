import { describe, expect, it } from 'vitest'
import type { Application } from '../../../protocol/applications.ts'
import type { PostingState, PostingSummary } from '../../../protocol/postings.ts'
import type { Reminder } from '../../../protocol/reminders.ts'
import type { Review } from '../../../protocol/scorecards.ts'
import { needsOf } from './needs.ts'

const aPosting = (id: string, state: PostingState, more: Partial<PostingSummary> = {}) =>
  ({
    id,
    title: `Job ${id}`,
    state,
    hasUnpublishedChanges: false,
    updatedAt: '2026-01-01T00:00:00Z',
    ...more,
  }) as PostingSummary
const anApplication = (jobId: string, viewed: boolean, appliedAt: string) =>
  ({ id: appliedAt, jobId, viewed, appliedAt, status: 'active' }) as Application
const everything = () => true

describe('what needs me', () => {
  it('puts waiting people before waiting papers', () => {
    const postings = [aPosting('a', 'draft'), aPosting('b', 'in_review'), aPosting('c', 'published')]
    const newest = [
      anApplication('c', false, '2026-01-02T00:00:00Z'),
      anApplication('c', false, '2026-01-01T00:00:00Z'),
    ]
    expect(needsOf(postings, newest, [], everything).map(({ kind }) => kind)).toEqual([
      'new-applications',
      'approve',
      'draft',
    ])
    expect(needsOf(postings, newest, [], everything)[0]).toMatchObject({
      title: '2 new applications',
      since: '2026-01-01T00:00:00Z',
    })
  })

  it('shows nothing that the role cannot act on', () => {
    const postings = [aPosting('a', 'in_review'), aPosting('b', 'draft'), aPosting('c', 'published')]
    expect(needsOf(postings, [anApplication('c', false, 'x')], [], () => false)).toEqual([])
    expect(needsOf(postings, [], [], (action, job) => action === 'posting.approve' && job === 'a')).toHaveLength(1)
  })

  it('[REVUI-5] scorecards come first, the one that waits longest on top: others wait for them', () => {
    const due = (applicationId: string, since: string) =>
      ({ applicationId, candidate: { code: 'Amber Heron' }, jobTitle: 'Baker', rated: 1, of: 3, since }) as Review
    const needs = needsOf([aPosting('b', 'in_review')], [], [], everything, [
      due('late', '2026-01-02T00:00:00Z'),
      due('early', '2026-01-01T00:00:00Z'),
    ])
    expect(needs.map(({ href }) => href)).toEqual(['/review/early', '/review/late', '/postings/b'])
    expect(needs[0]).toMatchObject({ detail: 'Baker · 1 of 3 rated', action: 'Go on' })
  })

  it('forgets what was viewed, and postings that are over', () => {
    expect(needsOf([aPosting('a', 'published')], [anApplication('a', true, 'x')], [], everything)).toEqual([])
    expect(needsOf([aPosting('a', 'closed')], [anApplication('a', false, 'x')], [], everything)).toEqual([])
  })

  it('[REM-8] begins with reminders: my own one by one, those who wait for a reply by posting', () => {
    const due = (id: string, kind: Reminder['kind'], jobId: string, note: string | null = null) =>
      ({
        ...{
          id,
          kind,
          jobId,
          note,
          candidateId: `c-${id}`,
          jobTitle: `Job ${jobId}`,
          dueAt: `2026-01-0${id}T00:00:00Z`,
        },
        candidate: { code: 'Amber Heron · 7F', name: null },
      }) as Reminder
    const reminders = [
      due('1', 'reply', 'a'),
      due('2', 'reply', 'a'),
      due('3', 'own', 'b', 'Call back'),
      due('4', 'reply', 'b'),
    ]
    expect(needsOf([aPosting('a', 'draft')], [], reminders, everything)).toMatchObject([
      { kind: 'reminder', title: 'Call back', detail: 'Amber Heron · 7F · Job b', href: '/pipeline/b?candidate=c-3' },
      { kind: 'late', title: '2 candidates wait too long', href: '/pipeline/a', since: '2026-01-01T00:00:00Z' },
      { kind: 'late', title: '1 candidate waits too long', href: '/pipeline/b?candidate=c-4' },
      { kind: 'draft' },
    ])
  })
})
