import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import type { ApplicationRecord } from './repository.ts'
import { decideMove, type Move, tallyOf } from './stages.ts'
import { anApplication } from './test-application.ts'

const now = new Date('2026-05-01T10:00:00Z')
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
      application: { status: 'active', stage: 'screen', stageSince: anApplication().stageSince },
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

describe('putting on hold', () => {
  const tomorrow = new Date('2026-05-02T10:00:00Z')

  it('[DEC-10] keeps the day to look again, which can be changed and ends with the hold', () => {
    const held = moving({}, { status: 'on_hold', lookAgainAt: tomorrow })
    expect(held).toMatchObject({ type: 'application.held', application: { lookAgainAt: tomorrow } })
    const facts = { status: 'on_hold', lookAgainAt: tomorrow } as const
    const dayAfter = new Date('2026-05-03T10:00:00Z')
    expect(moving(facts, { status: 'on_hold', lookAgainAt: dayAfter })).toMatchObject({
      type: 'application.held',
      application: { lookAgainAt: dayAfter, version: 2 },
    })
    expect(moving(facts, { status: 'on_hold' })).toBeNull()
    expect(moving(facts, { status: 'active' })?.application.lookAgainAt).toBeNull()
  })

  it('[DEC-10] refuses a day that is over, and one for an application that is not on hold', () => {
    expect(() => moving({}, { status: 'on_hold', lookAgainAt: now })).toThrow(/time to come/)
    expect(() => moving({}, { stage: 'screen', lookAgainAt: tomorrow })).toThrow(/on hold/)
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
