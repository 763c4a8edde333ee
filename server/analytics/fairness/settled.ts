import { StageKind } from '#protocol/postings'
import type { Fact } from '../fact.ts'
import { rankOf } from '../fact.ts'
import type { Chain } from './chain.ts'
import type { TwoByTwo } from './fisher.ts'

/** The groups that somebody told to be of, by question. */
export type Groups = Readonly<Partial<Record<string, string>>>

/** Of an application that is hired or rejected, how far it got. */
export interface Settled {
  readonly applicationId: string
  readonly jobId: string
  /** In which it was decided, as `2026-03`. */
  readonly month: string
  /** How many kinds of stage lie behind it; who is hired has all of them behind. */
  readonly passed: number
}

export const steps = StageKind.options.slice(0, -1)

/** Null: nobody has decided yet, or the candidate has. */
export function settledOf({
  applicationId,
  jobId,
  standing,
}: Pick<Fact, 'applicationId' | 'jobId' | 'standing'>): Settled | null {
  const { status, decidedAt, furthest } = standing
  if (decidedAt === null || (status !== 'rejected' && status !== 'hired')) return null
  const passed = status === 'hired' ? steps.length : Math.min(rankOf(furthest), steps.length - 1)
  return { applicationId, jobId, month: decidedAt.toISOString().slice(0, 7), passed }
}

/** How far the people of each group got. */
export function chainsOf(all: readonly Settled[], groupOf: (one: Settled) => string | undefined): Map<string, Chain> {
  const chains = new Map<string, number[]>()
  for (const one of all) {
    const group = groupOf(one)
    if (group === undefined) continue
    const chain = chains.get(group) ?? new Array<number>(steps.length + 1).fill(0)
    chains.set(group, chain)
    for (let i = 0; i <= one.passed; i++) chain[i] = (chain[i] ?? 0) + 1
  }
  return chains
}

/** Who of a group was hired and who was not, posting by posting. */
export type Strata = Readonly<Record<string, TwoByTwo['a']>>

export function strataOf(
  all: readonly Settled[],
  groupOf: (one: Settled) => string | undefined,
  group: string,
): Strata {
  const strata: Record<string, { passed: number; stopped: number }> = {}
  for (const one of all) {
    if (groupOf(one) !== group) continue
    const stratum = strata[one.jobId] ?? { passed: 0, stopped: 0 }
    strata[one.jobId] = stratum
    stratum[one.passed === steps.length ? 'passed' : 'stopped']++
  }
  return strata
}
