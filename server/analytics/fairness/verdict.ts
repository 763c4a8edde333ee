import type { Range } from './chain.ts'
import { fisherExact } from './fisher.ts'

/** `none`: nothing stands out. Never a legal finding: a reason to look, or not. */
type Verdict = 'insufficient-data' | 'none' | 'watch' | 'flag'

/** Those of a group who came to a step, and those of them who went on. */
export interface Rate {
  readonly entered: Range
  readonly passed: Range
}

export interface Comparison {
  /** The group's rate of selection divided by the highest; 1 for the group that has it. */
  readonly impactRatio: number
  /** Fisher's exact p, two-sided, against the group with the highest rate. */
  readonly p: number
  /** True: some of the numbers are ranges, and the ratio is at most, the p at least this. */
  readonly isBound: boolean
  readonly verdict: Verdict
}

const fourFifths = 0.8
const significance = 0.05
/** A group that is less of the whole than this does not set the measure for the others (UGESP, question 15). */
const leastShare = 0.02

const lowest = ({ entered, passed }: Rate): number => (entered.high === 0 ? 0 : passed.low / entered.high)

/** The group with the highest rate, of those large enough to be a measure; null: there are not two groups to compare. */
export function referenceOf(rates: ReadonlyMap<string, Rate>): string | null {
  if (rates.size < 2) return null
  const all = [...rates.values()].reduce((sum, { entered }) => sum + entered.high, 0)
  let best: { group: string; rate: number } | null = null
  for (const [group, rate] of rates) {
    if (rate.entered.high < leastShare * all || lowest(rate) === 0) continue
    if (best === null || lowest(rate) > best.rate) best = { group, rate: lowest(rate) }
  }
  return best?.group ?? null
}

/**
 * A group against the one with the highest rate, by the four-fifths rule of the Uniform Guidelines (1978) with their care
 * for small numbers: a ratio that one other selection would lift over the line says nothing unless chance explains it
 * badly. Where a number is a range, everything is reckoned in the group's favour.
 */
export function compare(group: Rate, reference: Rate): Comparison {
  const entered = Math.max(1, group.entered.low)
  const passed = Math.min(entered, group.passed.high)
  const [of, from] = [reference.passed.low, Math.max(reference.passed.low, reference.entered.high)]
  const highest = of / from
  const ratioWith = (more: number) =>
    Math.min(entered, passed + more) / entered / Math.max(Number.EPSILON, (of - more) / from)
  const impactRatio = passed / entered / highest
  const p = fisherExact({
    a: { passed, stopped: entered - passed },
    b: { passed: of, stopped: from - of },
  })
  const isBound = [group.entered, group.passed, reference.entered, reference.passed].some(
    ({ low, high }) => low !== high,
  )
  return { impactRatio, p, isBound, verdict: verdictOf(impactRatio, p, ratioWith(1) >= fourFifths) }
}

function verdictOf(impactRatio: number, p: number, turnsByOne: boolean): Verdict {
  const isLow = impactRatio < fourFifths
  const isUnlikely = p < significance
  if (isLow && turnsByOne && !isUnlikely) return 'insufficient-data'
  if (isLow && isUnlikely && !turnsByOne) return 'flag'
  return isLow || isUnlikely ? 'watch' : 'none'
}
