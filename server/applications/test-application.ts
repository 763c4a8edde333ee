import type { ApplicationRecord } from './repository.ts'

const earlier = new Date('2026-04-01T10:00:00Z')

/** An application for tests of rules; the test says what matters to it. */
export const anApplication = (facts: Partial<ApplicationRecord> = {}): ApplicationRecord => ({
  _id: 'a1',
  employerId: 'e1',
  jobId: 'j1',
  candidateId: 'c1',
  stage: 'applied',
  status: 'active',
  source: null,
  resumeText: null,
  answers: [],
  appliedAt: earlier,
  stageSince: earlier,
  viewedAt: null,
  interviewedAt: null,
  decision: null,
  portalSeed: '',
  portalKey: '',
  version: 1,
  ...facts,
})
