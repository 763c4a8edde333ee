import { type Dismissal, findingKey } from '#protocol/language'
import type { Finding, Theme } from './analyse/finding.ts'

/** Findings about the same words by the same rule: one row, however often they stand in the text. */
export interface Row {
  readonly key: string
  readonly first: Finding
  readonly all: readonly Finding[]
}

export interface Sorted {
  /** What is open, by theme, in the order of the themes. */
  readonly groups: readonly { readonly theme: Theme; readonly rows: readonly Row[] }[]
  readonly open: readonly Finding[]
  /** What was dismissed and stands in the text. */
  readonly dismissed: readonly { readonly row: Row; readonly dismissal: Dismissal }[]
}

export const themeWords: Readonly<Record<Theme, string>> = {
  barriers: 'Needless hurdles',
  gender: 'Gender',
  age: 'Age',
  origin: 'Origin',
  belief: 'Belief, looks and family',
  disability: 'Disability',
  identity: 'Identity',
  idiom: 'Habits of recruiting',
  clarity: 'Clarity',
}
const themes = Object.keys(themeWords) as Theme[]

/** What the panel shows: open findings in groups, and apart from them what somebody dismissed. */
export function sortFindings(findings: readonly Finding[], dismissals: readonly Dismissal[]): Sorted {
  const byKey = new Map(dismissals.map((dismissal) => [findingKey(dismissal.rule, dismissal.quote), dismissal]))
  const rows = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = findingKey(finding.rule, finding.quote)
    rows.set(key, [...(rows.get(key) ?? []), finding])
  }
  const all = [...rows].flatMap(([key, same]): Row[] => {
    const [first] = same
    return first ? [{ key, first, all: same }] : []
  })
  const open = all.filter(({ key }) => !byKey.has(key))
  return {
    groups: themes.flatMap((theme) => {
      const inTheme = open.filter(({ first }) => first.theme === theme)
      return inTheme.length > 0 ? [{ theme, rows: inTheme }] : []
    }),
    open: open.flatMap((row) => row.all),
    dismissed: all.flatMap((row) => {
      const dismissal = byKey.get(row.key)
      return dismissal ? [{ row, dismissal }] : []
    }),
  }
}

/** A score in words: nobody has to know what 73 means. */
export function scoreWords(score: number): string {
  if (score >= 90) return 'Reads well'
  if (score >= 70) return 'A few words to look at'
  return 'Worth another look'
}

/** Where a finding is, when it is not in the text itself. */
export function placeWords({ place }: Finding): string | null {
  switch (place.kind) {
    case 'title':
      return 'In the title'
    case 'requirement':
      return `In requirement ${place.index + 1}`
    default:
      return null
  }
}
