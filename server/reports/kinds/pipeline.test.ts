import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import type { Step } from '../facts.ts'
import { staysOf } from './pipeline.ts'

const day = (number: number) => new Date(Date.UTC(2026, 2, number))
const step = (at: number, from: [string, Step['from']['status']], to: [string, Step['to']['status']]): Step => ({
  applicationId: 'a',
  at: day(at),
  from: { stage: from[0], status: from[1] },
  to: { stage: to[0], status: to[1] },
})
const posting = { stages: [...defaultStages] }
const stays = (stage: string, status: Step['to']['status'], steps: Step[]) =>
  staysOf({ stage, status, appliedAt: day(1), stageSince: day(1) }, steps, posting).map(({ kind, days }) => [
    kind,
    days,
  ])

describe('how long somebody stood at each step', () => {
  it('[REP-1] counts a stay when it is over; where somebody stands now is no stay yet', () => {
    expect(stays('applied', 'active', [])).toEqual([['applied', null]])
    expect(
      stays('interview', 'active', [
        step(4, ['applied', 'active'], ['screen', 'active']),
        step(10, ['screen', 'active'], ['interview', 'active']),
      ]),
    ).toEqual([
      ['applied', 3],
      ['screen', 6],
      ['interview', null],
    ])
  })

  it('[REP-1] ends with a rejection, and begins anew when that is taken back', () => {
    const rejected = step(4, ['applied', 'active'], ['applied', 'rejected'])
    expect(stays('applied', 'rejected', [rejected])).toEqual([['applied', 3]])
    const back = step(8, ['applied', 'rejected'], ['applied', 'active'])
    const moved = step(10, ['applied', 'active'], ['screen', 'active'])
    expect(stays('screen', 'active', [rejected, back, moved])).toEqual([
      ['applied', 3],
      ['applied', 2],
      ['screen', null],
    ])
  })

  it('[REP-1] is not counted for a stage that the posting has no more, nor does a pause end a stay', () => {
    const held = step(3, ['applied', 'active'], ['applied', 'on_hold'])
    const moved = step(5, ['applied', 'on_hold'], ['gone', 'active'])
    expect(stays('gone', 'active', [held, moved])).toEqual([['applied', 4]])
  })
})
