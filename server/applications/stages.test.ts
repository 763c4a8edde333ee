import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import type { ApplicationRecord } from './repository.ts'
import { decideMove, type Move, tallyOf } from './stages.ts'

const now = new Date('2026-05-01T10:00:00Z')
const earlier = new Date('2026-04-01T10:00:00Z')

const anApplication = (facts: Partial<ApplicationRecord> = {}): ApplicationRecord => ({
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

const moving = (facts: Partial<ApplicationRecord>, move: Move) =>
  decideMove(anApplication(facts), move, defaultStages, 'u1', now)

describe('moving an application', () => {
  it('[APP-1] enters the stage, with a new version and the time', () => {
    expect(moving({}, { stage: 'screen' })).toMatchObject({
      type: 'application.moved',
      application: { stage: 'screen', status: 'active', stageSince: now, version: 2, decision: { by: 'u1' } },
    })
  })

  it('[APP-2] changes nothing when it stands there already', () => {
    expect(moving({ stage: 'screen' }, { stage: 'screen' })).toBeNull()
    expect(moving({ status: 'rejected' }, { status: 'rejected' })).toBeNull()
  })

  it('[APP-3] refuses a stage that the posting does not have, naming those it has', () => {
    expect(() => moving({}, { stage: 'nowhere' })).toThrow(/Its stages are: applied, screen/)
  })

  it('[APP-4] a rejected or withdrawn application cannot be moved', () => {
    for (const status of ['rejected', 'withdrawn'] as const) {
      expect(() => moving({ status }, { stage: 'interview' })).toThrow(
        expect.objectContaining({ code: 'application-closed' }),
      )
    }
  })

  it('[APP-5] a decision is taken back by making the application active again, in its stage', () => {
    expect(moving({ status: 'rejected', stage: 'screen' }, { status: 'active' })).toMatchObject({
      type: 'application.resumed',
      application: { status: 'active', stage: 'screen', stageSince: earlier },
    })
  })

  it('[APP-6] entering a stage of kind hired hires, and leaving it makes the application active', () => {
    expect(moving({ stage: 'offer' }, { stage: 'hired' })).toMatchObject({
      type: 'application.hired',
      application: { status: 'hired' },
    })
    expect(moving({ stage: 'offer' }, { status: 'hired' })?.application.stage).toBe('hired')
    expect(moving({ stage: 'hired', status: 'hired' }, { stage: 'offer' })?.application.status).toBe('active')
  })

  it('[APP-7] nobody is hired outside a stage of kind hired', () => {
    expect(() => moving({}, { stage: 'screen', status: 'hired' })).toThrow(/stage of kind hired/)
  })

  it('[APP-8] the first interview is remembered', () => {
    const first = moving({}, { stage: 'interview' })?.application
    expect(first?.interviewedAt).toEqual(now)
    const back = first && decideMove(first, { stage: 'screen' }, defaultStages, 'u1', new Date())?.application
    expect(back?.interviewedAt).toEqual(now)
  })
})

describe("the posting's counts", () => {
  it('[APP-9] follow an application through arrival, move and rejection', () => {
    const arrived = anApplication()
    const moved = anApplication({ stage: 'screen' })
    const rejected = anApplication({ stage: 'screen', status: 'rejected' })
    expect(tallyOf(null, arrived)).toMatchObject({ applications: 1, left: null, entered: 'applied' })
    expect(tallyOf(arrived, moved)).toMatchObject({ applications: 0, left: 'applied', entered: 'screen' })
    expect(tallyOf(moved, rejected)).toMatchObject({ left: 'screen', entered: null })
  })

  it('[APP-10] count a view and an interview once', () => {
    const seen = anApplication({ viewedAt: now, interviewedAt: now })
    expect(tallyOf(anApplication(), seen)).toMatchObject({ viewed: 1, interviewed: 1 })
    expect(tallyOf(seen, seen)).toMatchObject({ viewed: 0, interviewed: 0 })
  })
})
