import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interview, InterviewStanding } from '#protocol/interviews'
import type { FeedEvent } from '../../live/live-feed.ts'
import { anInterview } from './fixtures.ts'
import {
  applyEntries,
  type CalendarState,
  emptyCalendar,
  forget,
  mergeRecords,
  pend,
  settle,
  shownInterview,
  shownInterviews,
} from './state.ts'

const near = () => true

const standingOf = (one: Interview): InterviewStanding => ({
  interviewId: one.id,
  applicationId: one.applicationId,
  jobId: one.jobId,
  candidateId: one.candidateId,
  state: one.state,
  startsAt: one.startsAt,
  endsAt: one.endsAt,
  interviewerIds: one.interviewers.map(({ userId }) => userId),
  roomId: one.room?.id ?? null,
  version: one.version,
})

let seq = 0
const entry = (one: Interview, type = 'interview.rescheduled'): FeedEvent =>
  ({ seq: ++seq, type, data: standingOf(one), actor: { kind: 'user', id: 'u1' }, at: one.startsAt }) as never

const with_ = (...records: Interview[]): CalendarState => mergeRecords(emptyCalendar, records)

describe('interviews kept by entries', () => {
  it('[INTUI-8] a move by somebody else is shown from its entry alone, and the rest is read', () => {
    const moved = anInterview({ startsAt: '2026-05-06T10:00:00.000Z', endsAt: '2026-05-06T10:45:00.000Z', version: 2 })
    const { state, changed, toRead } = applyEntries(with_(anInterview()), [entry(moved)], near)
    expect(state.records.get('int-1')).toMatchObject({ startsAt: moved.startsAt, durationMinutes: 45, version: 2 })
    expect([changed, toRead]).toEqual([['int-1'], ['int-1']])
  })

  it('[INTUI-8] an entry that comes twice or late changes nothing', () => {
    const before = with_(anInterview({ version: 3 }))
    const { state, changed, toRead } = applyEntries(before, [entry(anInterview({ state: 'cancelled' }))], near)
    expect(state.records).toEqual(before.records)
    expect([changed, toRead]).toEqual([[], []])
  })

  it('[INTUI-8] of those not known only what is near is read, and an entry beats the record that was read before it', () => {
    const far = applyEntries(emptyCalendar, [entry(anInterview())], () => false)
    expect(far.toRead).toEqual([])
    const { state, toRead } = applyEntries(
      emptyCalendar,
      [entry(anInterview({ version: 2, state: 'confirmed' }))],
      near,
    )
    expect(toRead).toEqual(['int-1'])
    expect(mergeRecords(state, [anInterview()]).records.get('int-1')).toMatchObject({ state: 'confirmed', version: 2 })
  })

  it('[INTUI-8] who left the panel leaves the interview, and an offer that is answered offers nothing any more', () => {
    const offered = anInterview({
      state: 'proposed',
      startsAt: null,
      endsAt: null,
      offeredTimes: ['2026-05-05T08:00:00Z'],
    })
    const chosen = anInterview({ version: 2, interviewers: [{ userId: 'u2', name: 'Kim', reply: 'none' }] })
    const { state } = applyEntries(with_(offered), [entry(chosen, 'interview.scheduled')], near)
    expect(state.records.get('int-1')).toMatchObject({
      offeredTimes: [],
      interviewers: [{ userId: 'u2', name: null }],
    })
  })

  it('[INTUI-9] what I did lies over what the server said, until it answers', () => {
    const mine = pend(with_(anInterview()), 'int-1', { startsAt: '2026-05-07T08:00:00.000Z' })
    expect(shownInterview(mine, 'int-1')?.startsAt).toBe('2026-05-07T08:00:00.000Z')
    expect(shownInterview(settle(mine, 'int-1'), 'int-1')).toEqual(anInterview())
    expect(shownInterviews(forget(mine, 'int-1'))).toEqual([])
  })

  it('[INTUI-8] an old snapshot and the entries since are the same as a fresh snapshot, in whatever order they come', () => {
    const aChange = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      state: fc.constantFrom('scheduled', 'confirmed', 'declined', 'cancelled'),
      hour: fc.integer({ min: 0, max: 20 }),
      panel: fc.subarray(['u1', 'u2', 'u3'], { minLength: 1 }),
    })
    fc.assert(
      fc.property(
        fc.array(aChange, { maxLength: 30 }),
        fc.nat(30),
        fc.infiniteStream(fc.nat(1000)),
        (changes, at, order) => {
          const truth = new Map<string, Interview>()
          const feed: FeedEvent[] = []
          let old: Interview[] = []
          changes.forEach(({ id, state, hour, panel }, index) => {
            if (index === at) old = [...truth.values()]
            const startsAt = new Date(Date.UTC(2026, 4, 5, hour)).toISOString()
            const endsAt = new Date(Date.UTC(2026, 4, 5, hour + 1)).toISOString()
            const interviewers = panel.map((userId) => ({ userId, name: null, reply: 'none' }))
            const version = (truth.get(id)?.version ?? 0) + 1
            const next = anInterview({ id, state, startsAt, endsAt, interviewers, version })
            truth.set(id, next)
            feed.push(entry(next))
          })
          const shuffled = feed.map((one) => ({ one, by: order.next().value as number })).sort((a, b) => a.by - b.by)
          const { state } = applyEntries(
            with_(...old),
            shuffled.map(({ one }) => one),
            near,
          )
          // What was not in the old snapshot is read, at whatever state the server is by then.
          const fresh = mergeRecords(state, [...truth.values()])
          expect([...fresh.records].sort()).toEqual([...truth].sort())
          for (const [id, record] of state.records) expect(record).toEqual(truth.get(id))
        },
      ),
    )
  })
})
