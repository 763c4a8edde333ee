import { type Chain, type Known, knownAfter, mayFollow, smallest, told } from './chain.ts'
import type { TwoByTwo } from './fisher.ts'
import { mantelHaenszel, type Stratified } from './mantel-haenszel.ts'
import { rateOf } from './rates.ts'
import { chainsOf, type Groups, type Settled, type Strata, strataOf } from './settled.ts'
import { referenceOf } from './verdict.ts'

/** What was released of a group: its numbers as they were then. */
export interface Released {
  readonly chain: Chain
  readonly known: Known
  readonly at: Date
  /** How many were settled by then, whatever they disclosed. */
  readonly settled: number
  /** By posting, as they were then. Left out in releases of old, and of months. */
  readonly strata?: Strata
}

/** What was released of one question, by group. */
export interface Table {
  readonly groups: Readonly<Record<string, Released>>
  /** Hires by group within postings, against the group with the highest rate; each group's as of its own release. */
  readonly within: Readonly<Record<string, Stratified>>
  readonly months: Readonly<Record<string, Readonly<Record<string, Released>>>>
}

export type Tables = Readonly<Record<string, Table>>

/**
 * The next release. A group's numbers stay as they are until so many more are settled that nobody could tell, from both
 * answers and from knowing who was settled in between, of whom they speak: every difference is of nobody or of five and
 * more, and five others at least were settled too.
 */
export function release(
  before: Tables,
  all: readonly Settled[],
  groups: ReadonlyMap<string, Groups>,
  at: Date,
): Tables {
  const traits = new Set([...Object.keys(before), ...[...groups.values()].flatMap((of) => Object.keys(of))])
  const tables: Record<string, Table> = {}
  for (const trait of [...traits].sort()) {
    const was = before[trait] ?? { groups: {}, within: {}, months: {} }
    const groupOf = ({ applicationId }: Settled) => groups.get(applicationId)?.[trait]
    const next = withStrata(was.groups, releaseGroups(was.groups, chainsOf(all, groupOf), all.length, at), (group) =>
      strataOf(all, groupOf, group),
    )
    const months: Record<string, Record<string, Released>> = {}
    for (const month of new Set([...Object.keys(was.months), ...all.map((one) => one.month)])) {
      const of = all.filter((one) => one.month === month)
      months[month] = releaseGroups(was.months[month] ?? {}, hiresOf(chainsOf(of, groupOf)), of.length, at)
    }
    const isSame = next === was.groups
    tables[trait] = { groups: next, within: isSame ? was.within : withinPostings(next), months }
  }
  return tables
}

/** Of a month, who was decided and who was hired: its steps in between would be too few. */
const hiresOf = (chains: ReadonlyMap<string, Chain>): Map<string, Chain> =>
  new Map([...chains].map(([group, chain]) => [group, [chain[0] ?? 0, chain.at(-1) ?? 0]]))

function releaseGroups(
  before: Readonly<Record<string, Released>>,
  chains: ReadonlyMap<string, Chain>,
  settled: number,
  at: Date,
): Record<string, Released> {
  const next: Record<string, Released> = { ...before }
  let isSame = true
  for (const [group, chain] of chains) {
    const was = before[group]
    if (was?.chain.every((n, i) => n === chain[i])) continue
    const more = (chain[0] ?? 0) - (was?.chain[0] ?? 0)
    const others = settled - (was?.settled ?? 0) - more
    const known = was?.known ?? []
    if (others < smallest || !mayFollow(known, chain)) continue
    next[group] = { chain, known: knownAfter(known, chain), at, settled }
    isSame = false
  }
  return isSame ? (before as Record<string, Released>) : next
}

/** What is released of a group now is kept by posting, too. */
function withStrata(
  before: Readonly<Record<string, Released>>,
  next: Record<string, Released>,
  strataOf: (group: string) => Strata,
): Record<string, Released> {
  if (next === before) return next
  return Object.fromEntries(
    Object.entries(next).map(([group, of]) => [group, of === before[group] ? of : { ...of, strata: strataOf(group) }]),
  )
}

/**
 * Rounded, and of the people of each group's release alone: nothing of who was settled since. Where who was hired is told
 * as a range nothing is told here either, since the number could be worked out.
 */
function withinPostings(released: Readonly<Record<string, Released>>): Record<string, Stratified> {
  const rates = new Map(
    Object.entries(released).flatMap(([group, { chain }]) => {
      const rate = rateOf(told(chain), 0, chain.length - 1)
      return rate ? [[group, rate] as const] : []
    }),
  )
  const reference = referenceOf(rates)
  const isExact = (group: string) => rates.get(group)?.passed.low === rates.get(group)?.passed.high
  const measure = reference === null || !isExact(reference) ? undefined : released[reference]?.strata
  if (measure === undefined) return {}
  const found: Record<string, Stratified> = {}
  for (const group of rates.keys()) {
    const strata = released[group]?.strata
    if (group === reference || strata === undefined || !isExact(group)) continue
    const within = mantelHaenszel(sideBySide(strata, measure))
    if (within && Number.isFinite(within.oddsRatio)) {
      found[group] = { oddsRatio: Math.round(within.oddsRatio * 10) / 10, p: Math.round(within.p * 100) / 100 }
    }
  }
  return found
}

const nobody = { passed: 0, stopped: 0 }

const sideBySide = (one: Strata, other: Strata): TwoByTwo[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].map((jobId) => ({
    a: one[jobId] ?? nobody,
    b: other[jobId] ?? nobody,
  }))
