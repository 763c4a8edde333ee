import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Busy, clashesAt, clashWords, type PartyTime, without } from './busy.ts'

const busy = (from: number, to: number, more: Partial<Busy> = {}): Busy => ({
  ...{ from, to, kind: 'interview', interviewId: 'other' },
  ...more,
})
const party = (more: Partial<PartyTime> = {}): PartyTime => ({
  ...{ key: 'user u1', name: 'Dana', working: [{ from: 0, to: 100 }], saysHours: true, busy: [], downSince: null },
  ...more,
})

describe('what speaks against a time', () => {
  it('[INTUI-4] a time that only touches what is taken is free', () => {
    const dana = party({ busy: [busy(20, 30)] })
    expect(clashesAt({ from: 10, to: 20 }, [dana])).toEqual([])
    expect(clashesAt({ from: 30, to: 40 }, [dana])).toEqual([])
    expect(clashesAt({ from: 29, to: 40 }, [dana])).toMatchObject([{ key: 'user u1', kind: 'interview', from: 20 }])
  })

  it('[INTUI-4] the interview that is moved is not in its own way', () => {
    const dana = party({
      busy: [busy(20, 30, { interviewId: 'moved' })],
    })
    expect(clashesAt({ from: 15, to: 35 }, [dana], 'moved')).toEqual([])
    expect(clashesAt({ from: 15, to: 35 }, [dana])).toHaveLength(1)
  })

  it('[INTUI-4] who is taken is named before who does not work, each party once', () => {
    const dana = party({ busy: [busy(28, 30), busy(20, 25, { kind: 'external', interviewId: null })] })
    const kim = party({ key: 'user u2', name: 'Kim', working: [{ from: 0, to: 26 }] })
    const room = party({ key: 'room r1', name: 'Birch', working: null })
    const clashes = clashesAt({ from: 20, to: 30 }, [dana, kim, room])
    expect(clashes.map(({ name, kind }) => [name, kind])).toEqual([
      ['Dana', 'external'],
      ['Kim', 'hours'],
    ])
    expect(clashWords(clashes)).toBe('Dana is busy by their own calendar, and Kim cannot either')
    expect(clashWords([])).toBeNull()
  })

  it('[INTUI-4] an interview needs one stretch of working hours, not two with a pause between', () => {
    const dana = party({
      working: [
        { from: 0, to: 12 },
        { from: 13, to: 20 },
      ],
    })
    expect(clashesAt({ from: 10, to: 14 }, [dana])).toMatchObject([{ kind: 'hours' }])
    expect(clashesAt({ from: 13, to: 20 }, [dana])).toEqual([])
  })

  it('[INTUI-4] hours that are only assumed are in nobody’s way', () => {
    const newcomer = party({ working: [], saysHours: false })
    expect(clashesAt({ from: 10, to: 14 }, [newcomer])).toEqual([])
  })

  it('[INTUI-5] what is shaded and what is worked make up the day, without overlap', () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 1, max: 40 })).map(([from, long]) => ({
        from,
        to: from + long,
      })),
    )
    fc.assert(
      fc.property(spans, (worked) => {
        const shaded = without({ from: 0, to: 100 }, worked)
        for (let at = 0; at < 100; at++) {
          const isWorked = worked.some(({ from, to }) => from <= at && at < to)
          expect(shaded.filter(({ from, to }) => from <= at && at < to)).toHaveLength(isWorked ? 0 : 1)
        }
      }),
    )
  })
})
