import type { PortalLink } from '../applications/receive-application.ts'
import { type ApplicationRecord, portalKeyOf } from '../applications/repository.ts'
import { codeName } from '../candidates/code-name.ts'
import { likenessKeys } from '../candidates/likeness.ts'
import { type CandidateRecord, emailKeyOf } from '../candidates/repository.ts'
import { day, wakingTimeFrom } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import type { Applicants } from './job.ts'
import { sources } from './names.ts'
import { inventPersona, type Persona, writeApplication } from './personas.ts'
import type { Opening } from './postings.ts'
import { type Random, randomOf } from './random.ts'

/** An application as it arrived, and what becomes of it if it is one that leads to a contract. */
export interface Arrival {
  readonly opening: Opening
  readonly application: ApplicationRecord
  readonly isHired: boolean
  readonly random: Random
}

interface Slot {
  readonly opening: Opening
  readonly applicants: Applicants
  readonly at: Date
  readonly isHired: boolean
  readonly random: Random
}

/** Everybody who applied, in the order of time; a few apply for a second job. */
export function receiveApplicants(
  company: Chronicle,
  openings: readonly Opening[],
  newLink: () => PortalLink,
): Arrival[] {
  const slots = openings
    .flatMap((opening) => slotsOf(opening, company.now))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const people: { persona: Persona; candidate: CandidateRecord; jobIds: string[] }[] = []
  const taken = new Set<string>()
  const codes = new Set<string>()
  return slots.map(({ opening, applicants, at, isHired, random }) => {
    const { jobId } = opening
    const isSecond = !isHired && people.length > 20 && random.chance(0.035)
    const others = isSecond ? people.filter(({ jobIds }) => jobIds.length === 1 && !jobIds.includes(jobId)) : []
    const known = others.length > 0 ? random.pick(others) : undefined
    const persona = known?.persona ?? inventPersona(random, taken)
    const candidate = known?.candidate ?? newCandidate(company, persona, at, random, codes)
    if (known) known.jobIds.push(jobId)
    else people.push({ persona, candidate, jobIds: [jobId] })
    const application = newApplication(company, jobId, candidate, newLink(), at, random, {
      source: random.pick(sources),
      ...writeApplication(random, persona, applicants.craft, at),
    })
    return { opening, application, isHired, random }
  })
}

/** When people applied: most of them soon after the publication, some until the end. */
function slotsOf(opening: Opening, now: Date): Slot[] {
  const { job, since } = opening
  const { applicants } = job
  const from = since.published?.getTime()
  if (!applicants || from === undefined) return []
  const until = (since.paused ?? since.closed ?? now).getTime()
  return Array.from({ length: applicants.count }, (_, i) => {
    const random = randomOf(`application ${job.key} ${i}`)
    const isHired = i < applicants.hires
    const share = isHired ? random.between(0.02, 0.1) : random.chance(0.7) ? random.next() ** 1.8 : random.next()
    const at = wakingTimeFrom(random, new Date(from + share * (until - from)))
    // Who would apply after the end of it, because the night was over first, does so just before.
    const last = until - random.between(0.002, 0.05) * day
    return { opening, applicants, at: new Date(Math.min(at.getTime(), last)), isHired, random }
  })
}

function newCandidate(
  company: Chronicle,
  { name, email, phone }: Persona,
  at: Date,
  random: Random,
  codes: Set<string>,
): CandidateRecord {
  const _id = random.id(at)
  let attempt = 0
  while (codes.has(codeName(_id, attempt))) attempt++
  const code = codeName(_id, attempt)
  codes.add(code)
  const employerId = company.employer._id
  const record = {
    _id,
    employerId,
    code,
    name,
    email,
    emailKey: emailKeyOf(email),
    phone,
    ...likenessKeys({ name, email, phone }),
    version: 1,
    createdAt: at,
  }
  company.candidates.set(_id, record)
  return record
}

function newApplication(
  company: Chronicle,
  jobId: string,
  candidate: CandidateRecord,
  portal: PortalLink,
  at: Date,
  random: Random,
  { source, resumeText, answers }: Pick<ApplicationRecord, 'source' | 'resumeText' | 'answers'>,
): ApplicationRecord {
  return {
    _id: random.id(at),
    employerId: company.employer._id,
    jobId,
    candidateId: candidate._id,
    stage: company.postings.get(jobId)?.stages[0]?.id ?? 'applied',
    status: 'active',
    source,
    resumeText,
    answers,
    appliedAt: at,
    stageSince: at,
    viewedAt: null,
    interviewedAt: null,
    decision: null,
    portalSeed: portal.seed,
    portalKey: portalKeyOf(portal.secret),
    version: 1,
  }
}
