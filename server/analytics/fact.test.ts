import { describe, expect, it } from 'vitest'
import { countsOf, tagsOf } from './counts.ts'
import { changed, type Fact, type News, received } from './fact.ts'

const start = Date.parse('2026-03-02T08:00:00Z')
const hours = (count: number) => new Date(start + count * 3_600_000)
const by = { kind: 'user', id: 'u1' } as const

const news = (type: string, at: number, facts: Partial<News> = {}): News => ({
  ...{ seq: at, type, at: hours(at), actor: by, status: 'active', selected: false, takenBack: false },
  ...{ stage: facts.kind ?? 'applied', kind: 'applied', stageSince: hours(at) },
  ...facts,
})
const ids = {
  ...({ applicationId: 'a1', jobId: 'j1', candidateId: 'c1', channel: 'referral' } as const),
  appliedAt: hours(0),
}
const arrives = () => received(ids, news('received', 0))
const tell = (...all: News[]): Fact => all.reduce(changed, arrives())
const numbersOf = (fact: Fact) => Object.keys(countsOf(fact)).filter((name) => name.includes('='))

describe('an application in the figures', () => {
  it('[FIG-2] is counted by what the team did, from the moment it arrived', () => {
    const fact = tell(
      news('viewed', 5),
      news('moved', 30, { kind: 'screen' }),
      news('moved', 200, { kind: 'interview' }),
      news('rejected', 210, { kind: 'interview', status: 'rejected', stageSince: hours(200) }),
    )
    expect(numbersOf(fact).sort()).toEqual(
      ['view=5', 'answer=30', 'decision=192', 'stay-applied=30', 'stay-screen=168', 'stay-interview=10'].sort(),
    )
    const tags = tagsOf(fact)
    expect(tags).toEqual(
      expect.arrayContaining(['viewed', 'interviewed', 'reached-interview', 'passed-screen', 'stopped-interview']),
    )
    expect(tags).not.toContain('reached-offer')
    expect(tags).not.toContain('now-interview')
  })

  it('[FIG-2] is not answered by somebody who writes down that the candidate withdrew', () => {
    const withdrawn = news('withdrawn', 5, { status: 'withdrawn', stageSince: hours(0) })
    expect(tell(withdrawn).standing.answeredAt).toBeNull()
    expect(tell(news('held', 4, { status: 'on_hold', stageSince: hours(0) }), withdrawn).standing.answeredAt).toEqual(
      hours(4),
    )
  })

  it('[IMP-17] is none while the import that brought it is undone', () => {
    const back = news('withdrawn', 5, { status: 'withdrawn', stageSince: hours(0), takenBack: true })
    expect([tagsOf(tell(back)), countsOf(tell(back))]).toEqual([[], {}])
    expect(tagsOf(tell(back, news('resumed', 9)))).toEqual(expect.arrayContaining(['all', 'is-active']))
  })

  it('[FIG-3] is as it was before when a decision is taken back in time, and not when it is later', () => {
    const second = 1 / 3600
    const moved = news('moved', 1, { kind: 'interview' })
    const back = (at: number) => news('moved', at, { stageSince: hours(at) })
    expect({ ...tell(moved, back(1 + 9 * second)), moves: [] }).toEqual({ ...arrives(), moves: [] })
    expect(tagsOf(tell(moved, back(1 + 11 * second)))).toContain('interviewed')
  })

  it('[FIG-3] that was hired and is no more got as far as the offer', () => {
    const hired = news('hired', 100, { kind: 'hired', status: 'hired' })
    expect(tagsOf(tell(hired))).toEqual(expect.arrayContaining(['is-hired', 'reached-hired', 'hired-from-referral']))
    const undone = tagsOf(tell(hired, news('moved', 200, { kind: 'offer' })))
    expect(undone).toEqual(expect.arrayContaining(['reached-offer', 'waiting-offer', 'passed-interview']))
    expect(undone).not.toContain('reached-hired')
  })

  it('[FIG-4] whose stage goes away waits for as long as before, and nobody has answered it', () => {
    const relocated = news('moved', 50, { stage: 'call', kind: 'screen', stageSince: hours(0) })
    const fact = tell(relocated)
    expect(fact.standing).toMatchObject({ since: hours(0), answeredAt: null, stays: {} })
    const left = changed(fact, news('moved', 60, { kind: 'interview' }))
    expect(left.standing.stays).toEqual({ screen: 60 * 3_600_000 })
  })

  it('[FIG-4] waits on while it is on hold', () => {
    const held = news('held', 10, { status: 'on_hold', stageSince: hours(0) })
    const fact = tell(held, news('moved', 40, { kind: 'screen', status: 'on_hold' }))
    expect(fact.standing.stays).toEqual({ applied: 40 * 3_600_000 })
  })

  it('[FIG-4] waits nowhere while it is closed', () => {
    const rejected = news('rejected', 10, { status: 'rejected', stageSince: hours(0) })
    const resumed = news('resumed', 100, { stageSince: hours(0) })
    const fact = tell(rejected, resumed, news('moved', 104, { kind: 'screen' }))
    expect(fact.standing.stays).toEqual({ applied: 14 * 3_600_000 })
  })
})
