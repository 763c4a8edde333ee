import type { Fairness, FairnessStep } from '#protocol/fairness'
import { type Range, smallest, told } from './chain.ts'
import { rateOf } from './rates.ts'
import type { Released, Table, Tables } from './release.ts'
import { steps } from './settled.ts'
import { type Comparison, compare, type Rate, referenceOf } from './verdict.ts'

/** The questions, each with its groups. */
export type Traits = Readonly<Record<string, readonly string[]>>

/** Pure: the panel from what was released. */
export const presentTraits = (tables: Tables, traits: Traits): Fairness['traits'] =>
  Object.entries(traits).map(([trait, groups]) => traitOf(trait, groups, tables[trait]))

function traitOf(trait: string, groups: readonly string[], table: Table | undefined): Fairness['traits'][number] {
  const shown = shownOf(table?.groups ?? {}, groups)
  const ranges = new Map(groups.map((group) => [group, told(shown.get(group)?.chain ?? [])] as const))
  const stepOf = (step: FairnessStep, from: number, to: number) => {
    const rates = ratesOf(ranges, from, to)
    const reference = referenceOf(rates)
    return {
      step,
      reference,
      groups: groups.map((group) => {
        const rate = rates.get(group)
        return {
          group,
          entered: rate?.entered ?? null,
          passed: rate?.passed ?? null,
          rate: rate ? shareOf(rate) : null,
          ...comparisonOf(rate, reference === null ? undefined : rates.get(reference), group === reference, 100),
          asOf: shown.get(group)?.at.toISOString().slice(0, 10) ?? null,
        }
      }),
    }
  }
  return {
    trait,
    steps: [stepOf('overall', 0, steps.length), ...steps.map((kind, i) => stepOf(kind, i, i + 1))],
    within: Object.entries(table?.within ?? {})
      .filter(([group]) => shown.has(group))
      .map(([group, { oddsRatio, p }]) => ({ group, oddsRatio, p })),
    months: Object.entries(table?.months ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, released]) => ({ month, groups: monthOf(groups, released) })),
  }
}

/** Ratios alone: the numbers of a month, taken from those of the whole, would leave those of few. */
function monthOf(groups: readonly string[], released: Readonly<Record<string, Released>>) {
  const shown = shownOf(released, groups)
  const rates = ratesOf(new Map(groups.map((group) => [group, told(shown.get(group)?.chain ?? [])])), 0, 1)
  const reference = referenceOf(rates)
  return groups.map((group) => {
    const other = reference === null ? undefined : rates.get(reference)
    const { impactRatio, isBound, verdict } = comparisonOf(rates.get(group), other, group === reference, 10)
    return { group, impactRatio, isBound, verdict }
  })
}

/**
 * A group that alone is not shown would be what is missing from the whole: then the smallest of the others is not shown
 * either.
 */
function shownOf(released: Readonly<Record<string, Released>>, groups: readonly string[]): Map<string, Released> {
  const there = groups.flatMap((group) => {
    const one = released[group]
    return one ? [[group, one] as const] : []
  })
  if (there.length !== groups.length - 1) return new Map(there)
  const sizes = there.map(([, { chain }]) => chain[0] ?? 0)
  const least = sizes.indexOf(Math.min(...sizes))
  return new Map(there.filter((_, i) => i !== least))
}

function ratesOf(
  ranges: ReadonlyMap<string, readonly Range[] | null>,
  from: number,
  to: number,
): ReadonlyMap<string, Rate> {
  return new Map(
    [...ranges].flatMap(([group, of]) => {
      const rate = rateOf(of, from, to)
      return rate && rate.entered.high >= smallest ? [[group, rate] as const] : []
    }),
  )
}

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts

const shareOf = ({ entered, passed }: Rate): Range => ({
  low: rounded(passed.low / entered.high, 1000),
  high: rounded(Math.min(1, passed.high / Math.max(1, entered.low)), 1000),
})

const unknown = { impactRatio: null, p: null, isBound: false, verdict: 'insufficient-data' } as const

function comparisonOf(rate: Rate | undefined, reference: Rate | undefined, isReference: boolean, parts: number) {
  if (!rate || !reference) return unknown
  if (isReference) return { ...unknown, impactRatio: 1, verdict: 'none' as const }
  const { impactRatio, p, isBound, verdict }: Comparison = compare(rate, reference)
  return { impactRatio: rounded(impactRatio, parts), p: rounded(p, 10_000), isBound, verdict }
}
