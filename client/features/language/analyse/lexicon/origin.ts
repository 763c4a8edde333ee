import { sources } from '../sources.ts'
import { entry, type LexiconRule } from './rule.ts'

/** Where somebody comes from, and what they believe. */
export const origin: readonly LexiconRule[] = [
  {
    rule: 'native-speaker',
    theme: 'origin',
    severity: 'high',
    message: '“{quote}” asks where somebody grew up; ask for the level of the language that the work needs.',
    reason:
      'People who learned a language later can master it fully. Demands about language are lawful only as far as the job needs them.',
    source: sources.eeocOrigin,
    entries: [
      entry(
        ['native english speaker(s)', 'native english', 'native level english', 'english native speaker(s)'],
        ['fluent English speaker', 'fluent in English'],
      ),
      entry(
        ['native speaker(s)', 'native level', 'native tongue', 'native fluency', 'native proficiency'],
        ['fluent speaker', 'fluent'],
        { after: /^[\s-]*(?:access|api|code|apps?|support|performance|integration)/i },
      ),
      entry(['mother tongue', 'mothertongue'], ['fluent language', 'fluent']),
      entry(
        [
          'native german',
          'native french',
          'native spanish',
          'native dutch',
          'native italian',
          'native japanese',
          'native chinese',
          'native mandarin',
          'native arabic',
          'native portuguese',
          'native polish',
          'native russian',
        ],
        ['fluent'],
      ),
      entry(
        ['accent free', 'no accent', 'without an accent', 'neutral accent', 'without accent', 'unaccented english'],
        ['clear spoken English'],
      ),
    ],
  },
  {
    rule: 'citizenship',
    theme: 'origin',
    severity: 'high',
    message: '“{quote}” shuts out people who may lawfully work; ask for the right to work instead.',
    reason:
      'Limiting a job to citizens is unlawful in the United States unless a law, regulation or government contract demands it, and similar rules hold elsewhere.',
    source: sources.citizenship,
    entries: [
      entry(
        [
          'us citizens only',
          'u s citizens only',
          'citizens only',
          'must be a us citizen',
          'must be a u s citizen',
          'must be us citizens',
          'us citizenship required',
          'u s citizenship required',
          'citizenship required',
          'must be a citizen',
          'eu citizens only',
          'british citizens only',
          'uk citizens only',
          'nationals only',
        ],
        ['authorised to work here'],
        {
          around: /\b(?:security clearance|required by (?:law|regulation|contract)|itar|export control|classified)\b/i,
        },
      ),
      entry(['no foreigners', 'locals only', 'no immigrants'], []),
      entry(['born in the us', 'born in the uk', 'us born', 'uk born', 'native born'], []),
    ],
  },
  {
    rule: 'loaded-origin',
    theme: 'origin',
    severity: 'low',
    message: '“{quote}” borrows a people for a figure of speech; plain words do without.',
    reason:
      'Figures of speech taken from a people’s culture or history wear it down to a joke. Guides on bias-free language ask for the plain word.',
    source: sources.apaOrigin,
    entries: [
      entry(['tribal knowledge'], ['undocumented knowledge', 'team knowledge']),
      entry(['low man on the totem pole', 'bottom of the totem pole'], ['most junior person']),
      entry(['open the kimono'], ['share openly']),
      entry(['exotic'], ['varied'], {
        after: /^[\s-]*(?:options?|derivatives?|animals?|pets?|fruits?|species|matter|particles?)/i,
      }),
    ],
  },
]

export const belief: readonly LexiconRule[] = [
  {
    rule: 'appearance',
    theme: 'belief',
    severity: 'medium',
    message: '“{quote}” can collide with faith, hair or health; name the safety or hygiene need if there is one.',
    reason:
      'Rules on beards, hair and head coverings exclude people whose faith asks for them. Employers have to make exceptions unless that would be an undue hardship.',
    source: sources.eeocGrooming,
    entries: [
      entry(
        [
          'clean shaven',
          'cleanshaven',
          'no beards',
          'no facial hair',
          'no headscarves',
          'no head coverings',
          'no turbans',
          'no hijabs',
        ],
        ['able to wear a sealed mask where the work needs it'],
      ),
      entry(['professional hairstyle', 'neat hairstyle', 'no dreadlocks', 'no braids', 'no afros'], []),
      entry(['clean cut'], ['professional'], { after: /^[\s-]*(?:edges?|lines?|surfaces?|api)/i }),
      entry(['attractive', 'good looking', 'well groomed', 'presentable'], ['professional in manner'], {
        after:
          /^[\s-]*(?:salar\w+|pay|package|compensation|benefits?|offers?|conditions?|bonus\w*|locations?|perks|remuneration|opportunit\w+|pension|pricing|prices?|products?|designs?|visuals?|returns?|office|workplace|environment|career|discounts?|display|layouts?|content|employer|and\b)/i,
        around: /\b(?:dogs?|horses?|pets?|we offer|an attractive)\b/i,
      }),
      entry(
        [
          'send a photo',
          'include a photo',
          'attach a photo',
          'photo required',
          'with photo',
          'recent photo',
          'recent photograph',
          'cv with photo',
        ],
        ['no photo needed'],
      ),
    ],
  },
  {
    rule: 'religion',
    theme: 'belief',
    severity: 'high',
    message: '“{quote}” asks for a faith; say which values or duties the work involves.',
    reason: 'Only religious organisations may prefer people of a faith, and only for some posts.',
    source: sources.eeocReligion,
    entries: [
      entry(
        [
          'christian values',
          'good christian',
          'practicing christian',
          'practising christian',
          'committed christian',
          'godly',
          'god fearing',
          'churchgoing',
          'church going',
          'church goer(s)',
          'regular church attendance',
          'attends church',
          'attend church',
        ],
        [],
        {
          around: /\b(?:parish|diocese|ministry|seminary|chaplain\w*|congregation)\b/i,
        },
      ),
      entry(['christians only', 'muslims only', 'hindus only', 'jews only', 'no muslims'], []),
    ],
  },
  {
    rule: 'family',
    theme: 'belief',
    severity: 'high',
    message: '“{quote}” asks about somebody’s private life; say which hours or travel the work needs.',
    reason:
      'Marital status, children and pregnancy say nothing about doing a job, and asking about them discriminates against women above all.',
    source: sources.eeocPractices,
    entries: [
      entry(
        [
          'must be single',
          'must be married',
          'unmarried',
          'no children',
          'no kids',
          'childless',
          'without family obligations',
          'no family commitments',
          'without children',
          'not pregnant',
        ],
        [],
        {
          around: /\b(?:regardless|whether|couples|clients|patients|families)\b/i,
        },
      ),
      entry(['marital status'], [], {
        around: /\b(?:regardless|discriminat\w+|equal|without regard|irrespective|basis|protected)\b/i,
      }),
    ],
  },
]
