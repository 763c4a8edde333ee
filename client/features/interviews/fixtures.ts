import type { Interview } from '#protocol/interviews'

/** An interview for tests, like the server tells it; a test spells out only what matters to it. */
export const anInterview = (given: Record<string, unknown> = {}): Interview =>
  ({
    id: 'int-1',
    applicationId: 'app-1',
    jobId: 'job-1',
    candidateId: 'cand-1',
    candidate: { id: 'cand-1', code: 'Amber Heron · 7F', name: null },
    jobTitle: 'Baker',
    state: 'scheduled',
    startsAt: '2026-05-05T08:00:00.000Z',
    endsAt: '2026-05-05T09:00:00.000Z',
    durationMinutes: 60,
    timeZone: 'Europe/Berlin',
    location: 'Second floor',
    room: null,
    interviewers: [{ userId: 'u1', name: 'Dana', reply: 'none' }],
    offeredTimes: [],
    rescheduleUntil: null,
    reason: null,
    createdBy: 'u1',
    version: 1,
    ...given,
  }) as unknown as Interview
