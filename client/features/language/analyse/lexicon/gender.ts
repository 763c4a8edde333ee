import { sources } from '../sources.ts'
import { entry, type LexiconRule } from './rule.ts'
import { genderedWord } from './shared.ts'

/** Words that speak to one gender beyond those that retext-equality knows. */
export const gender: readonly LexiconRule[] = [
  {
    rule: 'strong-masculine',
    theme: 'gender',
    severity: 'medium',
    message:
      '“{quote}” is among the words that make women see less of a place for themselves; say what the work asks for.',
    reason:
      'In experiments, postings with more masculine-coded words appealed less to women, who expected to belong less. The job itself was the same.',
    source: sources.gaucher,
    entries: [
      entry(['aggressive', 'aggressively'], ['ambitious', 'proactive'], {
        after:
          /^[\s-]*(?:treatment|chemo|cancer|tumou?r|growth rate|caching|behaviou?rs? (?:in|of) (?:patients|children|dogs|residents))/i,
      }),
      entry(['aggressiveness'], ['initiative']),
      entry(['dominant', 'dominating'], ['leading'], { after: /^[\s-]*(?:hand|gene|trait|strategy)/i }),
      entry(['dominate', 'dominates'], ['lead']),
      entry(['fearless'], ['open to new problems']),
      entry(['headstrong'], ['persistent']),
      entry(['cut throat', 'cutthroat'], ['competitive']),
      entry(['killer instinct'], ['drive']),
      entry(['crush the competition', 'crush it', 'crushing it'], ['do well']),
      entry(['alpha'], ['confident'], {
        before: /(?:version|in|pre)[\s-]*$/i,
        after: /^[\s-]*(?:release|version|test|stage|phase|channel|build|and beta|\/)/i,
        around: /\b(?:beta|release|software|investment|portfolio|trading|returns)\b/i,
      }),
    ],
  },
  {
    rule: 'strong-feminine',
    theme: 'gender',
    severity: 'low',
    message: '“{quote}” describes a stereotype more than a skill; name what the person will do.',
    reason:
      'The words come from the list of feminine-coded words in job advertisements. Their effect on readers is weaker than that of masculine ones, but a task says more than a trait.',
    source: sources.gaucher,
    entries: [
      entry(['nurturing'], ['supporting the growth of'], {
        around: /\b(?:lead|leads|prospects|pipeline|campaigns?)\b/i,
      }),
      entry(['submissive'], ['cooperative']),
      entry(['bubbly'], ['friendly']),
      entry(['affectionate'], ['caring']),
    ],
  },
  {
    rule: 'hero-worship',
    theme: 'gender',
    severity: 'medium',
    message:
      '“{quote}” tells little about the work and puts off people who do not picture themselves so; name the skill.',
    reason:
      'Geek-culture and macho references in recruiting were found to alienate women, and style guides ask for the plain role instead. Skilled people outside that culture read it as not meant for them.',
    source: sources.wynn,
    entries: [
      entry(['rockstar(s)', 'rock star(s)'], ['expert', 'skilled'], {
        after: /^[\s-]*games/i,
        around: /\b(?:concert|music venue|band)\b/i,
      }),
      entry(['ninja(s)'], ['expert', 'specialist'], { around: /\b(?:warrior course|martial|fitness class)\b/i }),
      entry(['guru(s)'], ['expert', 'specialist']),
      entry(['wizard(s)'], ['expert', 'specialist'], {
        before: /\b(?:set-?up|install(?:ation)?|configuration|onboarding|import|form|step)[\s-]*$/i,
        after: /^[\s-]*(?:of oz|steps?|flow|page|form|dialog|component)/i,
      }),
      entry(['superhero(es)', 'superstar(s)'], ['excellent colleague'], { around: /\b(?:comics?|movies?|films?)\b/i }),
      entry(['unicorn(s)'], ['person with these skills'], {
        around: /\b(?:valuation|start-?ups?|company|companies|billion)\b/i,
      }),
      entry(['hacker(s)'], ['software developer'], {
        before: /\b(?:ethical|white[\s-]?hat|against|malicious)[\s-]*$/i,
        after: /^[\s-]*(?:news|one\b|attacks?)/i,
        around: /\b(?:security|penetration|threats?|attack\w*|defen[cs]e|vulnerab\w+|malware)\b/i,
      }),
    ],
  },
  {
    rule: 'binary-pronouns',
    theme: 'gender',
    severity: 'low',
    message: '“{quote}” leaves some people out; “they” or “you” speaks to everybody.',
    reason: 'Singular “they” includes people who use neither of the two pronouns, and it reads more easily.',
    source: sources.singularThey,
    entries: [
      entry(['he or she', 'she or he', 'he she', 'she he'], ['they', 'you']),
      entry(['his or her', 'her or his', 'his her', 'her his'], ['their', 'your']),
      entry(['him or her', 'her or him', 'him her'], ['them', 'you']),
      entry(['himself or herself', 'herself or himself'], ['themselves', 'yourself']),
    ],
  },
  {
    rule: 'gender-demand',
    theme: 'gender',
    severity: 'high',
    message: '“{quote}” asks for a gender; say what the work needs, since hardly any job may ask for one.',
    reason:
      'In most countries an advertisement that prefers one gender is unlawful, save in rare cases where the gender is a genuine requirement of the work.',
    source: sources.eeocPractices,
    entries: [
      entry(['males only', 'male only', 'men only', 'females only', 'female only', 'women only', 'ladies only'], [], {
        after: /^[\s-]*(?:ward|wards|shelter|refuge|gym|changing|hours|spaces?)/i,
      }),
      entry(['male candidates', 'female candidates', 'male applicants', 'female applicants'], ['candidates'], {
        around: /\b(?:encourag\w+|welcom\w+|under-?represented|equal\w*|all genders|regardless)\b/i,
      }),
      entry(['male preferred', 'female preferred', 'preferably male', 'preferably female'], []),
      entry(
        ['young lady', 'young ladies', 'young man', 'young men', 'office girl', 'sales girl', 'career girl'],
        ['person'],
      ),
    ],
  },
  {
    ...genderedWord,
    entries: [
      entry(['girl(s)'], ['woman', 'colleague'], {
        after:
          /^[\s-]*(?:who code|scouts?|guides?|in tech|can code|'s? schools?|schools?|education|clubs?|teams?|football|rugby)/i,
        around: /\b(?:boys and girls|children|pupils|students|school|youth|young people)\b/i,
      }),
      entry(['boy(s)'], ['man', 'colleague'], {
        after: /^[\s-]*(?:scouts?|'s? schools?|schools?|clubs?|teams?|football|rugby|and girls)/i,
        around: /\b(?:children|pupils|students|school|youth|young people)\b/i,
      }),
      entry(['man day(s)'], ['person day', 'working day']),
      entry(['man month(s)'], ['person month'], { before: /mythical[\s-]*$/i }),
      entry(['man up'], ['speak up']),
      entry(['right man for the job', 'best man for the job'], ['right person for the job']),
      entry(['a man who', 'a man with'], ['a person who']),
      entry(['right hand man', 'right hand woman'], ['deputy', 'close colleague']),
      entry(['middleman', 'middlemen'], ['intermediary']),
      entry(['girl friday', 'man friday'], ['assistant']),
    ],
  },
]
