import { z } from 'zod'

/** The parts of the product that an API token may be let into. */
export const areas = ['postings', 'applications', 'interviews', 'messages', 'team', 'reports'] as const
export type Area = (typeof areas)[number]

/** By the first word of an action of the role table. What is not named here is reached by `read` and `write` alone. */
const areaByNoun: Readonly<Record<string, Area>> = {
  posting: 'postings',
  import: 'postings',
  pipeline: 'applications',
  application: 'applications',
  candidate: 'applications',
  identity: 'applications',
  reminder: 'applications',
  feedback: 'applications',
  scorecard: 'applications',
  view: 'applications',
  answers: 'applications',
  interview: 'interviews',
  room: 'interviews',
  availability: 'interviews',
  schedule: 'interviews',
  calendar: 'interviews',
  engagement: 'messages',
  consultant: 'messages',
  organisation: 'team',
  ownership: 'team',
  team: 'team',
  audit: 'team',
  figures: 'reports',
  report: 'reports',
}

export const areaOf = (action: string): Area | null => areaByNoun[action.split('.')[0] ?? ''] ?? null

const modes = ['read', 'write'] as const
export type Mode = (typeof modes)[number]

const scopes = [...modes, ...areas.flatMap((area) => modes.map((mode) => `${area}:${mode}` as const))] as const

/** Other words for the same areas, as they stand in addresses. */
const synonyms: Readonly<Record<string, Area>> = {
  'job-postings': 'postings',
  jobs: 'postings',
  candidates: 'applications',
  pipeline: 'applications',
  feedback: 'applications',
  scorecards: 'applications',
  chat: 'messages',
  consultants: 'messages',
  engagements: 'messages',
  users: 'team',
  organisation: 'team',
  audit: 'team',
  analytics: 'reports',
  figures: 'reports',
}

const isMode = (word: string): word is Mode => (modes as readonly string[]).includes(word)

/** As it is written here, however the words stand. */
function usual(given: string): string {
  const words = given.trim().toLowerCase().split(/[:.]/)
  if (words.length !== 2) return words[0] === '*' ? 'write' : words.join(':')
  const [first = '', second = ''] = words
  const [area, mode] = isMode(first) ? [second, first] : [first, second]
  return area === '*' ? mode : `${synonyms[area] ?? area}:${mode}`
}

/** `read` and `write` for everything, else `area:read` or `area:write`; who may write may read. */
export const TokenScope = z.preprocess(
  (given) => (typeof given === 'string' ? usual(given) : given),
  z.enum(scopes, { error: `Use read, write, or area:read or area:write for one of ${areas.join(', ')}.` }),
)
export type TokenScope = z.infer<typeof TokenScope>

/** Do the scopes reach this? Null: an area that has no name of its own. */
export function scopesAllow(given: readonly TokenScope[], area: Area | null, mode: Mode): boolean {
  const enough = mode === 'read' ? modes : (['write'] as const)
  return enough.some((one) => given.includes(one) || (area !== null && given.includes(`${area}:${one}`)))
}
