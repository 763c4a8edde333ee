import type { ApplicationRecord } from '../applications/repository.ts'
import { slugOf } from '../employers/slugs.ts'
import { type Craft, type Question, start } from './craft.ts'
import { cities, namings, schools, workplaces } from './names.ts'
import type { Random } from './random.ts'

/** An invented person who applies. */
export interface Persona {
  readonly given: string
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly city: string
  readonly link: string
  readonly pronouns: string | null
  /** Years of work so far. */
  readonly years: number
}

/** @param taken names and local parts in use; the new ones are added, so that nobody is there twice */
export function inventPersona(random: Random, taken: Set<string>): Persona {
  const { given, name } = inventName(random, taken)
  const plain = slugOf(name).replaceAll('-', '.')
  let local = plain
  for (let i = 2; taken.has(local); i++) local = `${plain}${i}`
  taken.add(local)
  return {
    given,
    name,
    email: `${local}@example.${random.pick(['com', 'org', 'net'])}`,
    phone: random.chance(0.75) ? inventPhone(random) : null,
    city: random.pick(cities),
    link: `https://${local.replaceAll('.', '-')}.example.org`,
    pronouns: random.chance(0.15) ? random.pick(['she/her', 'he/him', 'they/them']) : null,
    years: random.int(2, 24),
  }
}

function inventName(random: Random, taken: Set<string>): { given: string; name: string } {
  for (;;) {
    const naming = random.pick(namings)
    const given = random.pick(naming.given)
    const family = random.pick(naming.family)
    const name = naming.isFamilyFirst ? `${family} ${given}` : `${given} ${family}`
    if (taken.has(name)) continue
    taken.add(name)
    return { given, name }
  }
}

/** From ranges that are kept for fiction, so that nobody is called. */
function inventPhone(random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => random.int(0, 9)).join('')
  return random.pick([`+44 7700 900${digits(3)}`, `+44 7700 900 ${digits(3)}`, `01632 960${digits(3)}`])
}

/** What the person sends in, in the words of their craft. */
export function writeApplication(
  random: Random,
  persona: Persona,
  craft: Craft,
  now: Date,
): Pick<ApplicationRecord, 'resumeText' | 'answers'> {
  const answers = [...craft.questions, start].map(({ question, answers }: Question) => ({
    question,
    answer: fill(random.pick(answers), persona),
  }))
  return { resumeText: random.chance(0.94) ? writeResume(random, persona, craft, now) : null, answers }
}

function writeResume(random: Random, persona: Persona, craft: Craft, now: Date): string {
  const { name, given, email, phone, city, link, pronouns, years } = persona
  const thisYear = now.getUTCFullYear()
  const since = thisYear - random.int(1, Math.min(years, 7))
  const first = thisYear - years
  const [role = '', earlier = ''] = random.some(craft.roles, 2)
  const [workplace = '', formerly = ''] = random.some(workplaces, 2)
  const deeds = random.some(craft.deeds, 4)
  const lines = [
    pronouns ? `${name} (${pronouns})` : name,
    [city, email, phone, random.chance(0.4) ? link : null].filter((part) => part !== null).join(' · '),
    ...(random.chance(0.12) ? [`Born ${first - 21} in ${random.pick(cities)}`] : []),
    '',
    fill(random.pick(craft.summaries), persona),
    '',
    'Experience',
    `${role}, ${workplace}, ${since} to today`,
    ...deeds.slice(0, 2).map((deed) => `- ${deed}`),
    ...(first < since ? [`${earlier}, ${formerly}, ${first} to ${since}`] : [`${earlier}, ${formerly}`]),
    ...deeds.slice(2, random.int(3, 4)).map((deed) => `- ${deed}`),
    '',
    'Education',
    `${random.pick(craft.degrees)}, ${random.pick(schools)}, ${first - 1}`,
    '',
    'Skills',
    random.some(craft.skills, random.int(3, 6)).join(', '),
  ]
  const reference = `Reference: "I would work with ${given} again tomorrow." (team lead at ${workplace})`
  return [...lines, ...(random.chance(0.3) ? ['', reference] : [])].join('\n')
}

const fill = (text: string, { given, city, years, email, link, phone }: Persona): string =>
  text
    .replaceAll('{given}', given)
    .replaceAll('{city}', city)
    .replaceAll('{years}', String(years))
    .replaceAll('{email}', email)
    .replaceAll('{link}', link)
    .replaceAll('{phone}', phone ?? email)
