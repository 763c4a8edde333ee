import { age } from './age.ts'
import { disability } from './disability.ts'
import { gender } from './gender.ts'
import { barriers, idiom } from './idiom.ts'
import { belief, origin } from './origin.ts'
import type { LexiconRule } from './rule.ts'

/** Our own words for recruiting, beside those of retext-equality. */
export const lexicon: readonly LexiconRule[] = [
  ...gender,
  ...age,
  ...origin,
  ...belief,
  ...disability,
  ...idiom,
  ...barriers,
]
