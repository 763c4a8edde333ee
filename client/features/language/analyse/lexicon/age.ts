import { sources } from '../sources.ts'
import { entry, type LexiconRule } from './rule.ts'

/** What follows when “young” is said of those who are sought or of those who are there, and not of a company or a child. */
const people =
  '(?:teams?|colleagues|people|professionals?|candidates?|graduates?|crowd|workforce|environment|talents?|minds?|men|women|and\\b|,)'

/** Words that tell people that they are too old, or too young. */
export const age: readonly LexiconRule[] = [
  {
    rule: 'age-demand',
    theme: 'age',
    severity: 'high',
    message: '“{quote}” reads as a limit of age; say what somebody has to know or be able to do.',
    reason:
      'US rules name “young”, “college student” and “recent college graduate” as terms that deter older people and violate the law; many other countries forbid the same.',
    source: sources.adea,
    entries: [
      entry(
        ['recent graduate(s)', 'recent college graduate(s)', 'recent university graduate(s)', 'new graduate(s)'],
        ['entry-level candidates', 'people early in this career'],
        { around: /\b(?:or (?:career|job) changers|all ages|any age)\b/i },
      ),
      entry(
        [
          'recent grad(s)',
          'new grad(s)',
          'fresh graduate(s)',
          'fresh out of college',
          'fresh out of university',
          'straight out of college',
        ],
        ['entry-level candidates', 'people early in this career'],
      ),
      entry(['college student(s)'], ['part-time candidates'], {
        before: /\b(?:teach|advis\w+|support|help|serve|mentor|tutor|for|our|with|to|of)\s+(?:\w+\s+)?$/i,
      }),
      entry(
        [
          'age # to #',
          'aged # to #',
          'between # and # years old',
          'ages # to #',
          'aged between # and #',
          'age # #',
          'aged # #',
        ],
        [],
        {
          around:
            /\b(?:children|pupils|students|patients|residents|young people|clients|youth|kids|toddlers|learners)\b/i,
        },
      ),
      entry(['under the age of #', 'under # years old', 'not older than #', 'no older than #', 'maximum age'], [], {
        around: /\b(?:children|pupils|students|patients|residents|young people|clients|youth|kids|minors)\b/i,
      }),
      entry(
        [
          'no more than # years of experience',
          'maximum # years of experience',
          'maximum of # years of experience',
          'at most # years of experience',
          'up to # years of experience',
        ],
        [],
      ),
    ],
  },
  {
    rule: 'age-coded',
    theme: 'age',
    severity: 'medium',
    message: '“{quote}” makes people of some ages feel left out; describe the work or the team instead.',
    reason:
      'Language close to age stereotypes in job advertisements predicted discrimination against older applicants in a field experiment, and readers recognise it.',
    source: sources.burn,
    entries: [
      entry(['young'], ['motivated', 'growing'], {
        before:
          /\b(?:support\w*|help\w*|teach\w*|car(?:e|ing) for|mentor\w*|with|to|of|(?<!(?:looking|search|searching|hiring) )for) $/i,
        after: new RegExp(`^[\\s-]*(?!\\s*${people})`, 'i'),
        around: /\b(?:children|pupils|youth|offenders|carers|readers|learners|Ernst)\b/i,
      }),
      entry(['youthful'], ['lively']),
      entry(['energetic', 'high energy'], ['motivated', 'engaged'], {
        after: /^[\s-]*(?:particles?|materials?|reactions?|physics)/i,
      }),
      entry(['digital native(s)'], ['people at ease with digital tools', 'digitally skilled']),
      entry(['tech savvy', 'techsavvy'], ['comfortable with our tools']),
      entry(['millennial(s)', 'gen z', 'generation z', 'gen y'], ['people'], {
        around: /\b(?:market\w*|audiences?|consumers?|customers?|brands?|segments?|shoppers)\b/i,
      }),
      entry(['mature candidate(s)', 'mature individual(s)', 'mature person'], ['experienced candidates']),
      entry(['overqualified', 'over qualified'], []),
      entry(['fresh blood', 'new blood', 'young blood'], ['new ideas', 'new colleagues']),
    ],
  },
  {
    rule: 'age-words',
    theme: 'age',
    severity: 'medium',
    message: '“{quote}” makes one group of all older people; “older people” is kinder.',
    reason:
      'The words suggest frailty and otherness. Guidance on bias-free language asks for “older adults” or “older people”.',
    source: sources.apaAge,
    entries: [
      entry(['the elderly', 'elderly people', 'elderly'], ['older people', 'older']),
      entry(['senior citizen(s)'], ['older people']),
      entry(['old people'], ['older people']),
      entry(['geriatric(s)'], ['older'], {
        around: /\b(?:medicine|nurs\w+|ward|care|clinic\w*|physician|psychiatr\w+|patients?|hospital|unit)\b/i,
      }),
      entry(['old fashioned'], ['traditional'], { after: /^[\s-]*(?:cocktails?|glass)/i }),
    ],
  },
]
