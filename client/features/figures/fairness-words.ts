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

/** The badges in words, for whoever did not study it. */
export const caution =
  '“Look into it” says that a group’s rate is below four fifths of the highest one, and that chance explains it badly; “Watch” says one of the two. Both are reasons to look, none is a legal finding. Where a number is a range, everything is reckoned in favour of the group.'

/** What stands above the columns, and what it means. */
export const groupHeads = [
  { label: 'Group' },
  { label: 'Came here', about: 'Decided applications of this group that came as far as this step.' },
  { label: 'Went on', about: 'How many of them went on from here.' },
  { label: 'Rate', about: 'Went on, of those who came here.' },
  { label: 'Of the highest', about: 'This group’s rate divided by the highest one. Below 0.80 is worth a look.' },
  {
    label: 'By chance (p)',
    about:
      'How likely chance alone makes a difference this large, by Fisher’s exact test. Below 0.05, chance explains it badly.',
  },
  { label: 'Verdict' },
] as const

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
