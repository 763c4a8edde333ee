import { Email } from '#protocol/common'
import type { CellProblem } from '#protocol/imports'
import { seenName } from '#protocol/names'
import type { Stage } from '#protocol/postings'
import { emailKeyOf } from '../candidates/repository.ts'
import { type Checked, cellReader } from './check.ts'
import { plainName } from './mapping.ts'
import { parseDay } from './values.ts'

/** The application that a row becomes. */
export interface CandidateValue {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly jobId: string
  readonly stage: string
  readonly source: string | null
  /** ISO 8601; null: the day of the import. */
  readonly appliedAt: string | null
  readonly resumeText: string | null
}

/** A posting to which candidates can be added. */
interface OpenJob {
  readonly id: string
  readonly title: string
  readonly stages: readonly Stage[]
}

export interface CandidateContext {
  readonly jobs: readonly OpenJob[]
  /** The posting of rows that name none. */
  readonly jobId: string | null
  readonly now: Date
}

/** A row as the application it would become, or what is wrong with it. Pure. */
export function checkCandidate(
  cells: readonly string[],
  mapping: readonly (string | null)[],
  context: CandidateContext,
): Checked<CandidateValue> {
  const read = cellReader(cells, mapping)
  const problems: CellProblem[] = []
  const complain = (field: string, expected: string, fix: string) => {
    problems.push(read.problem(field, expected, fix))
    return null
  }
  const limited = (field: string, most: number, readAs = (text: string) => text): string | null => {
    const text = readAs(read.text(field))
    if (text.length > most) complain(field, `at most ${most} characters`, 'Make it shorter.')
    return text === '' ? null : text
  }
  const name = limited('name', 200, seenName) ?? complain('name', 'a name', 'Write the name of the person.')
  const address = Email.safeParse(read.text('email'))
  if (!address.success) complain('email', 'an address like name@example.com', 'Correct the address.')
  const [phone, source, resumeText] = [limited('phone', 60), limited('source', 200), limited('resumeText', 100_000)]
  const job = jobOf(read.text('posting'), context, complain)
  const stage = job ? stageOf(read.text('stage'), job, complain) : null
  const appliedAt = dayOf(read.text('appliedOn'), context.now, complain)
  if (problems.length > 0 || name === null || !address.success || !job || stage === null) {
    return { problems, value: null, key: null }
  }
  const email = address.data
  const value = { name, email, phone, jobId: job.id, stage, source, appliedAt, resumeText }
  return { problems, value, key: `${emailKeyOf(email)} ${job.id}` }
}

type Complain = (field: string, expected: string, fix: string) => null

function jobOf(text: string, { jobs, jobId }: CandidateContext, complain: Complain): OpenJob | null {
  if (text === '' && jobId !== null) {
    return jobs.find(({ id }) => id === jobId) ?? complain('posting', 'an open posting', 'Choose another posting.')
  }
  const named = jobs.filter(({ id, title }) => id === text || plainName(title) === plainName(text))
  if (named.length > 1) return complain('posting', 'one posting', 'Several are called so: write the id of the one.')
  return (
    named[0] ??
    complain('posting', 'the title of a published posting', 'Write its title as it is on the list of postings.')
  )
}

function stageOf(text: string, { stages }: OpenJob, complain: Complain): string | null {
  if (text === '') return stages[0]?.id ?? null
  const stage = stages.find(({ id, name }) => id === text || plainName(name) === plainName(text))
  const known = stages.filter(({ kind }) => kind !== 'hired').map(({ name }) => name)
  if (stage && stage.kind !== 'hired') return stage.id
  return complain(
    'stage',
    `one of: ${known.join(', ')}`,
    'Write a stage of this posting. Who was hired is moved after it.',
  )
}

/** In years. Figures show each week since the first application: a slip in a year would be a thousand years of them. */
const longestAgo = 50
/** In milliseconds: so much earlier than in UTC a day begins where it begins first, and it is today there. */
const furthestAhead = 14 * 3600_000

function dayOf(text: string, now: Date, complain: Complain): string | null {
  if (text === '') return null
  const parsed = parseDay(text)
  if (!parsed) return complain('appliedOn', 'a day, like 2026-03-31', 'Write it as year, month, day.')
  if ('ambiguous' in parsed) {
    const [one, other] = parsed.ambiguous
    return complain('appliedOn', `${one} or ${other}`, 'It can be read as both: write the one that is meant.')
  }
  if (parsed.day.getUTCFullYear() < now.getUTCFullYear() - longestAgo) {
    return complain('appliedOn', `a day of the last ${longestAgo} years`, 'Correct the year.')
  }
  if (parsed.day.getTime() > now.getTime() + furthestAhead) {
    return complain('appliedOn', 'a day that is over', 'Nobody has applied in the future.')
  }
  return new Date(Math.min(parsed.day.getTime(), now.getTime())).toISOString()
}
