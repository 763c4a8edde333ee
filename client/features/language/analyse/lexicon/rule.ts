import type { Severity, Theme } from '../finding.ts'
import type { Source } from '../sources.ts'

/**
 * Words of one kind. A phrase is words with one space between; an ending in brackets is optional, `#` stands for a
 * number in digits, and a comma may stand where one is written. Case, hyphens, line breaks and curly apostrophes do not matter.
 */
export interface LexiconRule extends RuleWords {
  readonly entries: readonly Entry[]
}

/** What is said about the words of a rule. */
export interface RuleWords {
  readonly rule: string
  readonly theme: Theme
  readonly severity: Severity
  /** One sentence; `{quote}` stands for the words as written. */
  readonly message: string
  readonly reason: string
  readonly source: Source
}

export interface Entry {
  readonly phrases: readonly string[]
  /** What can stand in the phrase's place. */
  readonly alternatives: readonly string[]
  /** Where the words are innocent. `before` and `after` see the same paragraph up to and from the words. */
  readonly unless?: Innocent
}

export interface Innocent {
  readonly before?: RegExp
  readonly after?: RegExp
  /** Anywhere in the same paragraph. */
  readonly around?: RegExp
  /** In the posting's title: a driver needs a licence. */
  readonly title?: RegExp
}

export const entry = (phrases: readonly string[], alternatives: readonly string[], unless?: Innocent): Entry => ({
  phrases,
  alternatives,
  ...(unless ? { unless } : {}),
})
