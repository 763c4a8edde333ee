import type { FairnessGroup, FairnessStep, Verdict } from '#protocol/fairness'
import { kindWords } from './words.ts'

const traits: Readonly<Record<string, string>> = {
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  ageBand: 'Age',
  disability: 'Disability',
  veteran: 'Veterans',
}
const groups: Readonly<Record<string, string>> = {
  woman: 'Women',
  man: 'Men',
  non_binary: 'Non-binary people',
  another: 'Described otherwise',
  asian: 'Asian',
  black: 'Black',
  hispanic_latino: 'Hispanic or Latino',
  indigenous: 'Indigenous',
  middle_eastern_north_african: 'Middle Eastern or North African',
  white: 'White',
  mixed: 'Mixed',
  under_25: 'Under 25',
  '25_34': '25 to 34',
  '35_44': '35 to 44',
  '45_54': '45 to 54',
  '55_64': '55 to 64',
  '65_and_over': '65 and over',
  yes: 'Yes',
  no: 'No',
}

/** Words for what is not listed here too: an id is still better than nothing. */
const named = (words: Readonly<Record<string, string>>, id: string): string => words[id] ?? id.replaceAll('_', ' ')

export const traitWords = (trait: string): string => named(traits, trait)
export const groupWords = (group: string): string => named(groups, group)
export const stepWords = (step: FairnessStep): string => (step === 'overall' ? 'Application to hire' : kindWords(step))

export const verdictWords: Readonly<Record<Verdict, { readonly label: string; readonly color: string }>> = {
  'insufficient-data': { label: 'Too little data', color: 'gray' },
  none: { label: 'Nothing stands out', color: 'indigo' },
  watch: { label: 'Watch', color: 'grape' },
  flag: { label: 'Look into it', color: 'violet' },
}

type Range = NonNullable<FairnessGroup['rate']>

/** `12`, or `fewer than 5`, or `36 to 40`; null: nothing can be told. */
export function rangeWords(range: Range | null): string {
  if (range === null) return '–'
  if (range.low === range.high) return String(range.low)
  return range.low === 0 ? `fewer than ${range.high + 1}` : `${range.low} to ${range.high}`
}

const perCent = (share: number): string => `${Math.round(share * 100)}%`

export function rateWords(rate: Range | null): string {
  if (rate === null) return '–'
  if (perCent(rate.low) === perCent(rate.high)) return perCent(rate.low)
  return rate.low === 0 ? `at most ${perCent(rate.high)}` : `${perCent(rate.low)} to ${perCent(rate.high)}`
}

export function ratioWords({ impactRatio, isBound }: Pick<FairnessGroup, 'impactRatio' | 'isBound'>): string {
  if (impactRatio === null) return '–'
  const ratio = impactRatio.toFixed(2)
  return isBound ? `at most ${ratio}` : ratio
}

export function pWords({ p, isBound }: Pick<FairnessGroup, 'p' | 'isBound'>): string {
  if (p === null) return '–'
  const value = p < 0.001 ? '< 0.001' : p.toFixed(3)
  return isBound ? `at least ${value}` : value
}

/** `March 2026`, of `2026-03`. */
export const monthWords = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
