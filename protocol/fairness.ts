import { z } from 'zod'
import { Time } from './common.ts'
import { get } from './contract.ts'
import { StageKind } from './postings.ts'

/** A number that is known, or that lies between two: then one of them would tell of fewer than five people. */
const Range = z.object({ low: z.number(), high: z.number() })

/** `none`: nothing stands out; `watch` and `flag`: a reason to look. None of them is a legal finding. */
export const Verdict = z.enum(['insufficient-data', 'none', 'watch', 'flag'])
export type Verdict = z.infer<typeof Verdict>

/** From one kind of stage to any later one; `overall`: from the application to the hire. */
export const FairnessStep = z.enum(['overall', ...StageKind.options])
export type FairnessStep = z.infer<typeof FairnessStep>

const Compared = z.object({
  group: z.string(),
  /** The group's rate divided by the highest one; null: too few. */
  impactRatio: z.number().nullable(),
  /** True: numbers are ranges, so the ratio is at most this, and the p at least. */
  isBound: z.boolean(),
  verdict: Verdict,
})

const FairnessGroup = Compared.extend({
  /** Those who came so far, and those of them who went on; null: fewer than five, or too few settled since. */
  entered: Range.nullable(),
  passed: Range.nullable(),
  rate: Range.nullable(),
  /** Fisher's exact p, two-sided, against the group with the highest rate. */
  p: z.number().nullable(),
  /** The day of the release that the numbers are from. */
  asOf: z.string().nullable(),
})
export type FairnessGroup = z.infer<typeof FairnessGroup>

const FairnessTrait = z.object({
  trait: z.string(),
  steps: z.array(z.object({ step: FairnessStep, reference: z.string().nullable(), groups: z.array(FairnessGroup) })),
  /** Hires compared within each posting and then joined: the odds against the group with the highest rate. */
  within: z.array(z.object({ group: z.string(), oddsRatio: z.number(), p: z.number() })),
  /** Of those who were decided in a month, hires against rejections: ratios alone, rounded to a tenth. */
  months: z.array(z.object({ month: z.string(), groups: z.array(Compared) })),
})
export type FairnessTrait = z.infer<typeof FairnessTrait>

/** Selection by group, over everybody who disclosed a group and was hired or rejected. */
export const Fairness = z.object({
  traits: z.array(FairnessTrait),
  /** Why there is nothing here for this reader; null: there is. */
  withheld: z.string().nullable(),
  definition: z.string(),
  /** What the words of the verdicts mean, and what they do not. */
  caution: z.string(),
  /** No number tells of fewer people. */
  smallestGroup: z.number(),
  asOf: Time,
  stale: z.boolean(),
})
export type Fairness = z.infer<typeof Fairness>

export const endpoints = {
  readFairness: get('/employers/:employerId/analytics/fairness', {
    summary:
      'Selection rates by group, with impact ratios, exact tests and verdicts. Of the whole company alone, in releases that tell of nobody.',
    access: { may: 'figures.read' },
    query: z.strictObject({}),
    result: Fairness,
  }),
}
