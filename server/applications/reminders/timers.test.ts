import { describe, expect, it } from 'vitest'
import { defaultStages, type Stage } from '#protocol/postings'
import { anApplication } from '../test-application.ts'
import { changed } from './change-reminder.ts'
import type { ReminderRecord } from './repository.ts'
import { timerOf } from './timers.ts'

const since = new Date('2026-05-01T10:00:00Z')
const now = new Date('2026-05-04T10:00:00Z')
const later = '2026-05-09T10:00:00.000Z'

describe('the timer of an application', () => {
  const stages: readonly Stage[] = [
    { id: 'applied', name: 'Applied', kind: 'applied', replyDays: 3 },
    { id: 'screen', name: 'Screen', kind: 'screen' },
    { id: 'talk', name: 'Talk', kind: 'interview', replyDays: null },
  ]
  const inStage = (stage: string) => timerOf(anApplication({ stage, stageSince: since }), stages)

  it('[REM-1] counts the days that the stage promises, else those of its kind; a stage can promise none', () => {
    expect(inStage('applied')).toEqual({ kind: 'reply', dueAt: new Date('2026-05-04T10:00:00Z') })
    expect(inStage('screen')).toEqual({ kind: 'reply', dueAt: new Date('2026-05-08T10:00:00Z') })
    expect(inStage('talk')).toBeNull()
  })

  it('[REM-1] is over with the decision', () => {
    for (const status of ['rejected', 'withdrawn', 'hired'] as const) {
      expect(timerOf(anApplication({ status, stageSince: since }), defaultStages)).toBeNull()
    }
  })

  it('[REM-2] is the day to look again while on hold, if there is one', () => {
    const held = { status: 'on_hold', stageSince: since } as const
    expect(timerOf(anApplication(held), stages)).toBeNull()
    expect(timerOf(anApplication({ ...held, lookAgainAt: now }), stages)).toEqual({ kind: 'hold', dueAt: now })
  })
})

describe('changing a reminder', () => {
  const aReminder = (facts: Partial<ReminderRecord> = {}): ReminderRecord => ({
    ...{ _id: 'r1', employerId: 'e1', jobId: 'j1', candidateId: 'c1', applicationId: 'a1' },
    ...{ kind: 'own', userId: 'u1', note: null, dueAt: since, setFor: since, state: 'due', version: 1 },
    ...facts,
  })

  it('[REM-5] snoozed, it waits again', () => {
    expect(changed(aReminder(), { dueAt: later }, now)).toMatchObject({
      state: 'waiting',
      dueAt: new Date(later),
      version: 2,
    })
  })

  it('[REM-5] done twice is done once', () => {
    const done = changed(aReminder(), { state: 'done' }, now)
    expect(done).toMatchObject({ state: 'done', version: 2 })
    expect(done && changed(done, { state: 'done' }, now)).toBeNull()
  })

  it('[REM-5] a time that is over, a note on a timer, and two wishes at once are refused', () => {
    expect(() => changed(aReminder(), { dueAt: since.toISOString() }, now)).toThrow(/time to come/)
    expect(() => changed(aReminder({ kind: 'reply' }), { note: 'Call' }, now)).toThrow(/of your own/)
    expect(() => changed(aReminder(), { dueAt: later, state: 'done' }, now)).toThrow(/Either/)
  })
})
