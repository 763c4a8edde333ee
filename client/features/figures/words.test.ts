import { describe, expect, it } from 'vitest'
import type { Analytics } from '#protocol/analytics'
import { comparedWith, lasting, sentences } from './words.ts'

const said = { definition: '', asOf: '' }
const figures = (facts: Partial<Analytics>): Analytics => facts as Analytics

describe('figures in words', () => {
  it('[FIGUI-1] say how long in the unit that fits', () => {
    expect([0, 1, 5, 71, 72, 150, null].map(lasting)).toEqual([
      'under an hour',
      '1 hour',
      '5 hours',
      '71 hours',
      '3 days',
      '6 days',
      'not known yet',
    ])
  })

  it('[FIGUI-1] say in one sentence what a card means, also when there is nothing', () => {
    const wait = (medianHours: number | null) =>
      sentences.firstAnswer(figures({ firstAnswer: { ...said, n: 9, medianHours, p80Hours: 200 } }))
    expect(wait(150)).toBe('Half of candidates wait 6 days for the first answer.')
    expect(wait(null)).toMatch(/^Too few/)
    const hired = (medianHours: number) =>
      sentences.timeToHire(figures({ timeToHire: { ...said, n: 9, medianHours, p80Hours: 200 } }))
    expect(hired(0)).toBe('Half of hires took under an hour from the application.')
    expect(hired(150)).toBe('Half of hires took 6 days or less from the application.')
    const stage = { n: 3, p80Hours: 0 }
    const stages = [
      { kind: 'applied' as const, ...stage, medianHours: 20 },
      { kind: 'screen' as const, ...stage, medianHours: 192 },
      { kind: 'offer' as const, ...stage, medianHours: null },
    ]
    expect(sentences.timeInStage(figures({ timeInStage: { ...said, stages } }))).toBe(
      'They wait longest in Screen: half of them 8 days.',
    )
    expect(sentences.sources(figures({ sources: { ...said, channels: [] } }))).toBe('Nobody has applied yet.')
    const counts = (['active', 'on_hold', 'rejected', 'withdrawn', 'hired'] as const).map((status, n) => ({
      status,
      n,
    }))
    expect(sentences.outcomes(figures({ outcomes: { ...said, counts } }))).toBe(
      '0 are in play, 1 on hold; 2 were rejected, 3 withdrew.',
    )
  })

  it('[FIGUI-1] name a source that candidates named', () => {
    const from = (channel: 'other' | 'unknown' | 'event' | 'referral', applications: number, hired: number) => ({
      ...{ channel, applications, interviewed: hired, hired },
    })
    const told = (...channels: ReturnType<typeof from>[]) =>
      sentences.sources(figures({ sources: { ...said, channels } }))
    expect(told(from('other', 9, 9), from('event', 8, 1), from('referral', 4, 2))).toBe(
      'Named most often: Events. Best share of hires: Referrals.',
    )
    expect(told(from('unknown', 9, 1))).toBe('No candidate has named a source yet.')
  })

  it('[FIGUI-2] compare with the period before', () => {
    expect([comparedWith(5, 3), comparedWith(3, 5), comparedWith(3, 3)]).toEqual([
      '2 more than before',
      '2 fewer than before',
      'as many as before',
    ])
  })
})
