import { sources } from '../sources.ts'
import type { RuleWords } from './rule.ts'

/** For words of ours and of retext-equality alike. */
export const genderedWord: RuleWords = {
  rule: 'gendered-word',
  theme: 'gender',
  severity: 'medium',
  message: '“{quote}” names one gender; a word for everybody says the same.',
  reason: 'People who are not meant by a gendered word expect to belong less, and are less motivated to apply.',
  source: sources.stout,
}

export const ableistIdiom: RuleWords = {
  rule: 'ableist-idiom',
  theme: 'disability',
  severity: 'medium',
  message: '“{quote}” uses a disability or an illness as a figure of speech; a plain word says it as well.',
  reason:
    'Guidance on writing about disability asks to leave such figures of speech, since they make a condition a fault.',
  source: sources.apaDisability,
}
