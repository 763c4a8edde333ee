import { sources } from '../sources.ts'
import { entry, type LexiconRule } from './rule.ts'
import { ableistIdiom } from './shared.ts'

const accommodated = /\b(?:reasonable (?:accommodations?|adjustments?)|with or without|accommodations?)\b/i

export const disability: readonly LexiconRule[] = [
  {
    rule: 'able-body',
    theme: 'disability',
    severity: 'high',
    message: '“{quote}” rules out disabled people who could do the job; describe the task itself.',
    reason:
      'Whether somebody can do a task, with or without an adjustment, is the question. A demand about the body is not a task.',
    source: sources.essentialFunctions,
    entries: [
      entry(['able bodied', 'ablebodied'], ['able to do the tasks, with or without adjustments'], {
        after: /^[\s-]*seam[ae]n/i,
      }),
      entry(
        [
          'physically fit',
          'in good physical shape',
          'good physical condition',
          'in perfect health',
          'good health',
          'perfect health',
          'excellent health',
          'excellent physical condition',
          'healthy individual(s)',
          'healthy person',
          'healthy candidate(s)',
          'no disabilities',
          'no health issues',
          'free of disability',
        ],
        ['able to do the tasks, with or without adjustments'],
        {
          before: /\b(?:in|promot\w+|maintain\w*|keep\w*|for|of|public|mental) $/i,
          around:
            /\b(?:reasonable (?:accommodations?|adjustments?)|with or without|accommodations?|promot\w+|wellbeing|well-being|public health|patients?|residents?)\b/i,
        },
      ),
      entry(['mentally fit', 'mentally stable', 'emotionally stable'], ['calm under pressure'], {
        around: accommodated,
      }),
    ],
  },
  {
    rule: 'body-demand',
    theme: 'disability',
    severity: 'medium',
    message:
      '“{quote}” asks for a body rather than a result; say what has to get done, and that adjustments are possible.',
    reason:
      'Standing, walking, lifting or seeing is seldom the essential function. What is to be achieved usually is, and often in more than one way.',
    source: sources.essentialFunctions,
    entries: [
      entry(
        [
          'able to stand',
          'ability to stand',
          'must stand',
          'stand for long periods',
          'stand for long hours',
          'standing for long periods',
          'standing for long hours',
          'stand for extended periods',
          'able to walk',
          'ability to walk',
          'must walk',
          'able to sit',
          'ability to sit',
          'sit for long periods',
        ],
        ['work at a counter, with or without adjustments'],
        {
          after:
            /^[\s-]*(?:out|up (?:to|for)|behind|by|in for|on (?:its|their|your) own|firm|alone|through|away|in (?:the )?(?:customers?|users?)|apart|clients|customers|users|teams|someone|people|stakeholders)/i,
          around: accommodated,
        },
      ),
      entry(
        [
          'lift # pounds',
          'lift # lbs',
          'lift # kg',
          'lift up to # pounds',
          'lift up to # lbs',
          'lift up to # kg',
          'lift at least # pounds',
          'lift at least # lbs',
          'lift at least # kg',
          'lifting # pounds',
          'lifting up to # pounds',
          'lifting up to # kg',
        ],
        ['move loads, with equipment or help where needed'],
        { around: accommodated },
      ),
      entry(
        [
          'perfect vision',
          '# # vision',
          'good eyesight',
          'perfect hearing',
          'good hearing',
          'must be able to see',
          'must be able to hear',
        ],
        [],
        { around: accommodated },
      ),
      entry(['must be able to speak', 'clear speech', 'no speech impediment'], ['able to communicate clearly'], {
        after:
          /^[\s-]*(?:english|german|french|spanish|dutch|to|with|at|another|a second|fluent|\w+ish\b|\w+ese\b|recognition)/i,
      }),
    ],
  },
  {
    ...ableistIdiom,
    entries: [
      entry(['falls on deaf ears', 'fall on deaf ears', 'fell on deaf ears'], ['is ignored']),
      entry(['the blind leading the blind'], ['without guidance']),
      entry(['tone deaf', 'tonedeaf'], ['insensitive']),
      entry(['turn a blind eye', 'turns a blind eye'], ['ignore']),
      entry(['blind spot(s)'], ['gap', 'what we overlook'], {
        around: /\b(?:vehicle|driving|driver|mirror|camera|sensor|truck|lorry)\w*\b/i,
      }),
      entry(['crippling'], ['severe']),
      entry(['psycho', 'batshit', 'bonkers', 'nuts about', 'bananas about'], ['keen']),
      entry(['nutcase', 'headcase', 'basket case'], ['mess']),
      entry(['obsessive', 'obsessed', 'ocd', 'obsessively'], ['thorough', 'careful'], {
        around: /\b(?:disorder|compulsive|patients?|therap\w+|clinical|treatment)\b/i,
      }),
      entry(
        ['special needs', 'differently abled', 'handicapable', 'specially abled'],
        ['disabled', 'with disabilities'],
        { around: /\b(?:teacher|education|school|pupils?|students?|trust|children)\b/i },
      ),
      entry(
        ['suffering from a disability', 'suffers from a disability', 'wheelchair bound', 'confined to a wheelchair'],
        ['with a disability', 'wheelchair user'],
      ),
      entry(
        ['the disabled', 'the handicapped', 'the blind', 'the deaf', 'the mentally ill'],
        ['disabled people', 'people with this condition'],
        {
          after:
            /^[\s-]*(?:people|person|community|users?|state|button|field|account|feature|review|test|spot|candidates?|customers?|students?|children)/i,
        },
      ),
    ],
  },
]
