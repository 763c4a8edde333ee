import { sources } from '../sources.ts'
import { entry, type LexiconRule } from './rule.ts'

/** Habits of recruiting language: they select for likeness, or for a life without other duties. */
export const idiom: readonly LexiconRule[] = [
  {
    rule: 'culture-fit',
    theme: 'idiom',
    severity: 'medium',
    message: '“{quote}” invites choosing people who are alike; name the values, or what a new person would add.',
    reason: 'Interviewers who judged fit chose candidates with their own hobbies and background, over skill.',
    source: sources.rivera,
    entries: [
      entry(
        [
          'culture fit',
          'cultural fit',
          'culturefit',
          'fit our culture',
          'fit into our culture',
          'fits our culture',
          'fits into our culture',
          'fit in with our culture',
          'fit with our culture',
        ],
        ['culture add', 'alignment with our values'],
      ),
      entry(['one of us', 'beer test', 'airport test'], []),
      entry(['like minded', 'likeminded'], ['with the same goals']),
    ],
  },
  {
    rule: 'bro-culture',
    theme: 'idiom',
    severity: 'medium',
    message: '“{quote}” sounds like long evenings with the same people; say how the team really works.',
    reason:
      'Recruiting talk of play, drink and toughness was found to alienate women, and it leaves out people with other duties.',
    source: sources.wynn,
    entries: [
      entry(
        ['work hard, play hard', 'work hard and play hard', 'work hard, party hard'],
        ['we work with focus and keep reasonable hours'],
      ),
      entry(['brogrammer(s)', 'bros'], ['colleagues'], { before: /warner[\s-]*$/i }),
      entry(['beer o clock', "beer o'clock", 'beer fridge', 'nerf gun(s)', 'nerf war(s)'], ['team events']),
      entry(['thick skin', 'thick skinned'], ['open to feedback'], {
        around: /\b(?:dermat\w+|skin care|fruit|reptil\w+)\b/i,
      }),
      entry(
        ['eat sleep and breathe', 'live and breathe', 'eats sleeps and breathes', 'lives and breathes'],
        ['enjoy', 'care about'],
      ),
      entry(
        ['whatever it takes', 'no excuses', 'sink or swim', 'hit the ground running'],
        ['learn quickly with our help'],
        { around: /\b(?:swimming|lifeguard|athletes?|track and field)\b/i },
      ),
      entry(['war room(s)'], ['incident room']),
      entry(['kill it', 'killing it'], ['do well'], { around: /\b(?:process|weeds?|pests?|bacteria|virus)\b/i }),
    ],
  },
  {
    rule: 'us-and-them',
    theme: 'idiom',
    severity: 'low',
    message: '“{quote}” reads as an afterthought to those it means; say what you do for them, or leave it out.',
    reason:
      'Guides ask for words that make nobody the exception: a “diverse candidate” is one who differs from an unnamed norm.',
    source: sources.googleStyle,
    entries: [
      entry(
        [
          'diverse candidate(s)',
          'diverse applicant(s)',
          'diversity candidate(s)',
          'diversity hire(s)',
          'diversity hiring',
        ],
        ['candidates from underrepresented groups'],
      ),
      entry(['normal people', 'normal person'], ['most people']),
      entry(['housekeeping items', 'housekeeping rules'], ['organisational matters']),
      entry(['first world', 'third world'], ['high-income', 'low-income'], {
        after: /^[\s-]*(?:war|cup|championship|record)/i,
      }),
    ],
  },
]

/** Demands that keep able people out without being needed. */
export const barriers: readonly LexiconRule[] = [
  {
    rule: 'degree',
    theme: 'barriers',
    severity: 'low',
    message:
      '“{quote}” shuts out people who learned it elsewhere; add “or equivalent experience” unless the law asks for it.',
    reason:
      'Many jobs that ask for a degree are done as well by people without one. The demand narrows the field and excludes groups unevenly.',
    source: sources.degrees,
    entries: [
      entry(
        [
          "bachelor's degree",
          'bachelors degree',
          'bachelor degree',
          "master's degree",
          'masters degree',
          'master degree',
          'university degree',
          'college degree',
          'degree required',
          'degree in',
          'undergraduate degree',
          'academic degree',
          'degree educated',
          'educated to degree level',
          'college education',
          'university education',
          'four year degree',
          '# year degree',
          'ivy league',
          'top university',
          'top universities',
          'top tier university',
          'elite university',
          'prestigious university',
        ],
        ['degree or equivalent experience'],
        {
          around:
            /\b(?:equivalent|comparable|equal)\b|\bor (?:(?:similar|relevant|practical|work|other|proven|hands-on)\b[^.]{0,20})*(?:experience|training|qualification|skills?)\b|\b(?:preferred|a plus|nice to have|not (?:required|needed|necessary)|no degree|desirable|bonus|we (?:pay|fund|sponsor|support)|tuition|study(?:ing)? towards?|programmes?|students?|faculty)\b|\b(?:do not|don't|don’t|never) (?:need|require|ask for|care about)\b/i,
          title:
            /\b(?:nurs\w+|midwi\w+|doctor|physician|surgeon|dentist|pharmac\w+|lawyer|attorney|solicitor|counsel|teacher|lecturer|professor|psycholog\w+|psychiatr\w+|therapist|veterinar\w+|scientist|research\w*|architect|postdoc\w*|actuary|social worker)\b/i,
        },
      ),
    ],
  },
  {
    rule: 'driving-licence',
    theme: 'barriers',
    severity: 'low',
    message: '“{quote}” excludes people who may not drive; ask for it only when driving is part of the job.',
    reason:
      'Some disabled people cannot hold a licence and reach work and clients in other ways. California allows the demand only where driving is a function of the job.',
    source: sources.license,
    entries: [
      entry(
        [
          "driver's license",
          "driver's licence",
          'drivers license',
          'drivers licence',
          'driving licence',
          'driving license',
          'own car',
          'own vehicle',
        ],
        ['able to reach our sites'],
        {
          around:
            /\b(?:deliver\w*|driv(?:e|es|er|ing)(?! licen[cs]e)(?!['’]?s? licen[cs]e)|vehicles? fleet|forklift|truck|lorry|van|bus|route|home visits|not (?:required|needed)|company car)\b/i,
          title: /\b(?:driver|courier|deliver\w*|chauffeur|field|paramedic|installer|technician|representative)\b/i,
        },
      ),
    ],
  },
  {
    rule: 'record',
    theme: 'barriers',
    severity: 'medium',
    message: '“{quote}” shuts out everybody with any record; say which checks the work really needs.',
    reason:
      'A blanket ban on records falls on some groups far more than on others. Whether a record matters depends on the offence, its age and the job.',
    source: sources.convictions,
    entries: [
      entry(
        [
          'no criminal record',
          'clean criminal record',
          'clean record',
          'no felonies',
          'no felons',
          'no convictions',
          'spotless record',
          'no criminal history',
          'no arrests',
        ],
        ['a background check relevant to the job'],
        {
          after: /^[\s-]*(?:keeping|of (?:delivery|success|safety))/i,
          around: /\b(?:safeguarding|children|vulnerable adults|security clearance|required by law)\b/i,
        },
      ),
    ],
  },
]
