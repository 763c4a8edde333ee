import { cultures } from './cultures.ts'
import type { FixturePerson } from './person.ts'
import { age, birth, type Dice, type Piece, plain } from './write.ts'

type Layout = (person: FixturePerson, dice: Dice) => Piece[]

const jobs = [
  'Backend Developer;a payments provider;Cut the nightly settlement from six hours to forty minutes and wrote the runbook for it',
  'Paediatric Nurse;a county hospital;Looked after eleven beds and taught new colleagues how to place lines',
  'Site Manager;a bridge builder;Kept three crews on schedule through a wet winter without a single accident',
  'Product Designer;a bank;Rebuilt the onboarding with 40 interviews and halved the drop-out rate',
  'Warehouse Lead;a grocery chain;Moved 2000 pallets a week and brought picking errors below 0.3 %',
  'Data Analyst;a bus operator;Built the delay forecast in Python and SQL that dispatchers use every morning',
  'Pastry Chef;a hotel;Ran the morning shift and cut waste by a third',
  'Translator;a publisher;Translated twelve novels and edited the work of four colleagues',
]
const fields = [
  'Computer Science',
  'Nursing',
  'Civil Engineering',
  'Economics',
  'Graphic Design',
  'Applied Linguistics',
  'Chemistry',
]
const degrees = ['BSc', 'MSc', 'BA', 'Diploma', 'PhD', 'Bachelor of Engineering']

const job = (dice: Dice) => {
  const [title = '', firm = '', did = ''] = dice.pick(jobs).split(';')
  return { title, firm, did }
}

/** Somebody else: of any culture, with two names. */
function another(dice: Dice): string {
  const { given, family } = dice.pick(Object.values(cultures))
  return `${dice.pick(given)} ${dice.pick(family)}`
}

/** Between years, so that each of them is one truth. */
const span = (from: number, to: number, dash: string): Piece[] => [
  ['age', String(from)],
  plain(dash),
  ['age', String(to)],
]

const mails = (email: string, dice: Dice): string =>
  dice.chance(0.85)
    ? email
    : email.replace('@', dice.pick([' (at) ', '[at]', ' @ '])).replace(/\.(?=[^.]*$)/, dice.pick(['.', ' (dot) ', '.']))

const links = ({ handle, family }: FixturePerson, dice: Dice): Piece[] =>
  dice.pick<Piece[]>([
    [['link', `https://www.linkedin.com/in/${handle}`]],
    [plain('GitHub: '), ['link', `github.com/${handle}`]],
    [['link', `${handle.replace(/_/g, '-')}.dev`]],
    [plain('Twitter '), ['link', `@${handle}`]],
    [['link', `http://${handle.replace(/_/g, '')}.example.org/portfolio?ref=cv`]],
    [plain('LinkedIn - '), ['link', handle]],
    [plain('Behance: '), ['link', `be.net/${handle}`]],
    [plain('Portfolio '), ['link', `www.${handle.replace(/_/g, '-')}.design`]],
    [plain('ORCID '), ['link', `0000-000${dice.number(1, 3)}-${dice.digits('####-####')}`]],
    [plain('Telegram: '), ['link', `@${family.replace(/[^A-Za-z]/g, '') || 'zz'}_${dice.number(10, 99)}`]],
  ])

const school = ({ culture, born }: FixturePerson, dice: Dice): Piece[] =>
  dice.pick<Piece[]>([
    [
      plain(`${dice.pick(degrees)} ${dice.pick(fields)}, `),
      ['school', dice.pick(culture.schools)],
      plain(', '),
      ['age', String(born + 23)],
    ],
    [
      ['age', String(born + 19)],
      plain(' - '),
      ['age', String(born + 23)],
      plain(': '),
      ['school', dice.pick(culture.schools)],
      plain(` (${dice.pick(fields)})`),
    ],
    [
      ['school', dice.pick(culture.schools)],
      plain(`, ${dice.pick(degrees)} in ${dice.pick(fields)}, graduated `),
      ['age', String(born + 22)],
    ],
    [plain(`${dice.pick(degrees)} at `), ['school', dice.pick(culture.schools)]],
  ])

const lines = (...parts: (readonly Piece[])[]): Piece[] => parts.flatMap((part) => [...part, plain('\n')])

const experience = ({ born }: FixturePerson, dice: Dice): Piece[] => {
  const one = job(dice)
  const start = born + dice.number(22, 25)
  const boss = another(dice)
  return lines(
    [
      plain(`${one.title} at ${one.firm}, `),
      ...span(start, start + dice.number(1, 9), dice.pick(['-', ' – ', ' to '])),
    ],
    [plain(`${one.did}.`)],
    dice.pick<Piece[]>([
      [plain('Reported to '), ['name', boss], plain(', who ran the department.')],
      [plain('Worked closely with '), ['name', boss], plain(' on hiring.')],
      [plain('My mentor was Dr. '), ['name', boss], plain('.')],
      [plain('Line manager: '), ['name', boss]],
      [plain('Kept the rota and the budget.')],
    ]),
  )
}

const called = (person: FixturePerson, dice: Dice): Piece => ['name', dice.pick(person.called)]

const usual: Layout = (person, dice) => [
  ...lines(
    [['name', dice.pick(person.called.slice(0, 4))]],
    [plain(job(dice).title)],
    [['contact', mails(person.email, dice)], plain(dice.pick([' | ', ' · ', ', '])), ['contact', person.phone]],
    links(person, dice),
    [['address', dice.digits(dice.pick(person.culture.addresses))]],
    [],
    [plain('PROFILE')],
    [plain('I like to finish things. Colleagues call me when it burns.')],
    [],
    [plain('EXPERIENCE')],
  ),
  ...experience(person, dice),
  ...experience(person, dice),
  ...lines(
    [],
    [plain('EDUCATION')],
    school(person, dice),
    school(person, dice),
    [],
    [plain('SKILLS')],
    [plain('Python, SQL, calm under pressure')],
  ),
]

const form: Layout = (person, dice) => [
  ...lines(
    [plain('Curriculum Vitae')],
    [plain('Name: '), called(person, dice)],
    birth(person.culture, person.born, dice),
    [plain('Address: '), ['address', dice.digits(dice.pick(person.culture.addresses))]],
    [plain('Phone: '), ['contact', person.phone]],
    [plain('E-mail: '), ['contact', person.email]],
    [plain('Gender: '), ['gender', dice.pick(['female', 'male', 'non-binary'])]],
    [plain('Website: '), ...links(person, dice)],
    [],
    [plain('Work Experience')],
  ),
  ...experience(person, dice),
  ...lines([plain('Education')], school(person, dice)),
]

const letter: Layout = (person, dice) => {
  const { title, did } = job(dice)
  const pronoun = dice.pick(['She', 'He'])
  return lines(
    [plain('Dear hiring team,')],
    [],
    [
      plain('my name is '),
      called(person, dice),
      plain(` and I am applying as ${title}. `),
      ...(dice.chance(0.5) ? [...age(person.culture, 2026 - person.born, dice), plain('. ')] : []),
    ],
    [plain(`${did}. Before that I learnt at `), ['school', dice.pick(person.culture.schools)], plain('.')],
    [
      plain('My former manager, '),
      ['gender', 'Ms'],
      plain(' '),
      ['name', another(dice)],
      plain(', will tell you more; '),
      ['gender', pronoun],
      plain(' can be reached at '),
      ['contact', dice.digits(dice.pick(person.culture.phones))],
      plain('.'),
    ],
    [
      plain('Write to me at '),
      ['contact', mails(person.email, dice)],
      plain(' or call '),
      ['contact', person.phone],
      plain('.'),
    ],
    [],
    [plain('Kind regards,')],
    [called(person, dice)],
    [['address', dice.digits(dice.pick(person.culture.addresses))]],
    links(person, dice),
  )
}

const thirdPerson: Layout = (person, dice) => {
  const { title, firm, did } = job(dice)
  const [subject, possessive] = dice.pick([
    ['She', 'her'],
    ['He', 'his'],
  ] as const)
  return lines(
    [
      called(person, dice),
      plain(` is a ${title} with a liking for detail. `),
      ['gender', subject],
      plain(` has worked for ${firm} since `),
      ['age', String(person.born + 27)],
      plain('.'),
    ],
    [plain('There, '), ['name', person.given], plain(`’s team did this: ${did}.`)],
    [
      ['gender', subject],
      plain(' holds a degree from '),
      ['school', dice.pick(person.culture.schools)],
      plain(' and lives at '),
      ['address', dice.digits(dice.pick(person.culture.addresses))],
      plain('.'),
    ],
    [
      plain('Contact '),
      ['gender', possessive],
      plain(' office: '),
      ['contact', person.email],
      plain(' / '),
      ['contact', person.phone],
    ],
    links(person, dice),
    birth(person.culture, person.born, dice),
  )
}

const dense: Layout = (person, dice) => [
  ...lines(
    [
      ['name', dice.pick(person.called)],
      plain(' • '),
      ['address', dice.digits(dice.pick(person.culture.addresses))],
      plain(' • '),
      ['contact', person.phone],
      plain(' • '),
      ['contact', person.email],
      plain(' • '),
      ...links(person, dice),
    ],
    [],
    [plain('Languages: English (fluent), two others')],
  ),
  ...experience(person, dice),
  ...lines(
    school(person, dice),
    [],
    [plain('References')],
    [
      ['name', another(dice)],
      plain(', Head of Operations, '),
      ['contact', dice.digits(dice.pick(person.culture.phones))],
    ],
    [['name', another(dice)], plain(' (former colleague)')],
  ),
]

export const layouts: readonly Layout[] = [usual, form, letter, thirdPerson, dense]
