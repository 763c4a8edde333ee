import { describe, expect, it } from 'vitest'
import type { Journey } from '#protocol/analytics'
import { boardAt, figuresAt, storyOf, toldBy } from './replay.ts'
import { isOwnDoing, storyWords } from './story-words.ts'

const hour = (n: number) => new Date(Date.parse('2026-03-02T00:00:00Z') + n * 3_600_000)
const at = (n: number) => hour(n).getTime()

const journey = (id: string, ...moves: [number, string, Journey['moves'][number]['status']][]): Journey =>
  ({
    applicationId: id,
    candidateId: `c${id}`,
    code: `Amber Heron · ${id}`,
    appliedAt: hour(moves[0]?.[0] ?? 0).toISOString(),
    viewedAt: id === 'a' ? hour(2).toISOString() : null,
    moves: moves.map(([n, stage, status], i) => ({
      ...{ seq: n * 10 + i, at: hour(n).toISOString(), type: i === 0 ? 'received' : 'moved', stage, status, by: null },
    })),
  }) as unknown as Journey

const all = [
  journey('a', [0, 'applied', 'active'], [3, 'screen', 'active'], [9, 'screen', 'rejected']),
  journey('b', [1, 'applied', 'active'], [5, 'hired', 'hired']),
]
const board = (n: number) =>
  Object.fromEntries(
    [...boardAt(all, at(n))].map(([stage, cards]) => [
      stage,
      cards.map(({ journey: { applicationId } }) => applicationId),
    ]),
  )

describe('the board of a past moment', () => {
  it('[TIME-2] is what the entries up to then say', () => {
    expect(board(-1)).toEqual({})
    expect(board(2)).toEqual({ applied: ['a', 'b'] })
    expect(board(4)).toEqual({ screen: ['a'], applied: ['b'] })
    expect(board(5)).toEqual({ screen: ['a'], hired: ['b'] })
    expect(boardAt(all, at(10)).get('screen')?.[0]).toMatchObject({ status: 'rejected', since: at(3) })
  })

  it('[TIME-3] has the figures of that moment', () => {
    expect(figuresAt(all, at(1))).toEqual({ applications: 2, inPlay: 2, onHold: 0, viewed: 0, hired: 0, rejected: 0 })
    expect(figuresAt(all, at(20))).toEqual({ applications: 2, inPlay: 0, onHold: 0, viewed: 1, hired: 1, rejected: 1 })
    const paused = journey('c', [0, 'applied', 'active'], [2, 'applied', 'on_hold'])
    expect(figuresAt([paused], at(3))).toMatchObject({ applications: 1, inPlay: 0, onHold: 1 })
  })

  it('[IMP-17] [TIME-3] counts whom an import brought until it is undone', () => {
    const brought = journey('d', [0, 'applied', 'active'], [2, 'applied', 'withdrawn'])
    const [came, went] = brought.moves.map((move) => ({ ...move, by: 'u1' as Journey['moves'][number]['by'] }))
    const moves = [came, went && { ...went, type: 'withdrawn', takenBack: true as const }].flatMap((move) => move ?? [])
    const undone = [{ ...brought, moves }]
    expect([1, 3].map((n) => figuresAt(undone, at(n)).applications)).toEqual([1, 0])
    const told = storyOf(undone)
    expect(told.map((one) => storyWords(one, String))).toEqual([
      'imported Amber Heron · d',
      'took Amber Heron · d back with an import',
    ])
    expect(told.map(isOwnDoing)).toEqual([false, false])
  })

  it('[TIME-4] tells in order what had happened by then', () => {
    const story = storyOf([...all].reverse())
    expect(story.map(({ journey: { applicationId }, from }) => [applicationId, from])).toEqual([
      ['a', null],
      ['b', null],
      ['a', 'applied'],
      ['b', 'applied'],
      ['a', 'screen'],
    ])
    expect([-1, 0, 4, 5, 99].map((n) => toldBy(story, at(n)))).toEqual([0, 1, 3, 4, 5])
  })

  it('[TIME-4] says what happened to whom', () => {
    const told = storyOf(all)
    const stageOf = (id: string) => id.charAt(0).toUpperCase() + id.slice(1)
    expect(told.map((one) => storyWords(one, stageOf))).toEqual([
      'Amber Heron · a applied',
      'Amber Heron · b applied',
      'moved Amber Heron · a from Applied to Screen',
      'moved Amber Heron · b from Applied to Hired',
      'moved Amber Heron · a to Screen',
    ])
    expect(told.map(isOwnDoing)).toEqual([true, true, false, false, false])
  })
})
