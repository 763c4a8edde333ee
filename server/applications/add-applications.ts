import { likenessKeys } from '../candidates/likeness.ts'
import { type CandidateRecord, candidates, candidatesByEmail, emailKeyOf } from '../candidates/repository.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { newId } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { entryDataOf } from './present.ts'
import { newPortalLink } from './receive-application.ts'
import { followTimers, startTimers } from './reminders/follow-timer.ts'
import {
  type ApplicationRecord,
  applicationRows,
  applications,
  portalKeyOf,
  type StandingRecord,
} from './repository.ts'
import { type Change, saveAll } from './save.ts'
import { neverApplied, tallyOf } from './stages.ts'

/** Somebody who applied elsewhere and is taken over with where they stand. */
export interface FormerApplicant {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly stage: string
  readonly source: string | null
  readonly appliedAt: Date | null
  readonly resumeText: string | null
}

interface By {
  readonly employerId: string
  readonly userId: string
}

/** An import took it over and was undone, and nobody touched it since: who comes again with a file is welcome. */
export const isTakenBack = (application: Pick<ApplicationRecord, 'status' | 'version' | 'takenBack'>): boolean =>
  neverApplied(application) && application.takenBack === application.version

/**
 * Adds applications to one posting, in a handful of calls to the store. Nobody is mailed: these people did not apply
 * here. Answers them in order; null: this person applied to the posting already.
 */
export async function addApplications(
  tx: Tx,
  by: By,
  posting: PostingRecord,
  people: readonly FormerApplicant[],
  links: LinkSecrets,
): Promise<(ApplicationRecord | null)[]> {
  const byEmail = await findOrAddAll(tx, by.employerId, people)
  const applied = await applicationRows(tx)
    .find(
      { jobId: posting._id, candidateId: { $in: [...byEmail.values()].map(({ _id }) => _id) } },
      { session: tx.session, projection: { resumeText: 0, answers: 0 } },
    )
    .toArray()
  const returning = new Map(applied.filter(isTakenBack).map((before) => [before.candidateId, before]))
  const taken = new Set(applied.map(({ candidateId }) => candidateId).filter((id) => !returning.has(id)))
  const made = people.map((person) => {
    const candidate = byEmail.get(emailKeyOf(person.email))
    if (!candidate || taken.has(candidate._id)) return null
    taken.add(candidate._id)
    const fresh = applicationOf(tx, posting, person, candidate._id, links)
    const before = returning.get(candidate._id)
    return before ? { ...fresh, ...keptOf(before) } : fresh
  })
  const added = made.flatMap((application) => application ?? [])
  const beforeOf = ({ candidateId }: ApplicationRecord) => returning.get(candidateId) ?? null
  const fresh = added.filter((application) => beforeOf(application) === null)
  await applications.insertAll(tx, fresh)
  applications.change(
    tx,
    added.flatMap((after) => {
      const before = beforeOf(after)
      return before ? [{ before, after }] : []
    }),
  )
  tally(tx, by.employerId, posting._id, ...added.map((application) => tallyOf(beforeOf(application), application)))
  startTimers(tx, fresh, posting.stages)
  followTimers(
    tx,
    added.filter((application) => beforeOf(application) !== null),
    posting.stages,
  )
  for (const application of added) {
    const data = { ...entryDataOf('application.received', application, posting.stages), imported: true }
    tx.append(feedOf(by.employerId), { type: 'application.received', data, actor: byUser(by) })
  }
  return made
}

/** What stays of an application that a file brings again: all else is as the file says now. */
function keptOf({ _id, portalSeed, portalKey, version }: StandingRecord) {
  return { _id, portalSeed, portalKey, version: version + 1, takenOver: version + 1, takenBack: null, news: null }
}

function applicationOf(
  tx: Tx,
  { _id: jobId, employerId, stages }: PostingRecord,
  { stage, source, resumeText, appliedAt }: FormerApplicant,
  candidateId: string,
  links: LinkSecrets,
): ApplicationRecord {
  const { seed, secret } = newPortalLink(links)
  const isInterviewed = stages.find(({ id }) => id === stage)?.kind === 'interview'
  return {
    ...{ _id: newId(tx.now.getTime()), employerId, jobId, candidateId, stage, status: 'active', source, resumeText },
    answers: [],
    appliedAt: appliedAt ?? tx.now,
    // They hear from the team within the days promised from now on.
    stageSince: tx.now,
    ...{ viewedAt: null, interviewedAt: isInterviewed ? tx.now : null, decision: null },
    ...{ portalSeed: seed, portalKey: portalKeyOf(secret), version: 1 },
  }
}

/** What is known of a person is not overwritten by what a file says. */
async function findOrAddAll(
  tx: Tx,
  employerId: string,
  people: readonly FormerApplicant[],
): Promise<Map<string, CandidateRecord>> {
  const keys = [...new Set(people.map(({ email }) => emailKeyOf(email)))]
  const known = new Map((await candidatesByEmail(tx, employerId, keys)).map((one) => [one.emailKey, one]))
  const fresh = new Map<string, Omit<CandidateRecord, 'code'>>()
  for (const { name, email, phone } of people) {
    const emailKey = emailKeyOf(email)
    if (known.has(emailKey) || fresh.has(emailKey)) continue
    const _id = newId(tx.now.getTime())
    const keysOf = likenessKeys({ name, email, phone })
    fresh.set(emailKey, { _id, employerId, name, email, emailKey, phone, ...keysOf, version: 1, createdAt: tx.now })
  }
  for (const one of await candidates.insertAll(tx, employerId, [...fresh.values()])) known.set(one.emailKey, one)
  return known
}

/** Withdraws those applications that nobody has touched since they were added. Answers which these are. */
export async function takeBackApplications(
  tx: Tx,
  by: By,
  posting: PostingRecord,
  applicationIds: readonly string[],
): Promise<Set<string>> {
  const found = await applications.standing(tx, by.employerId, applicationIds)
  const changes: Change[] = found
    .filter(
      ({ version, takenOver = 1, status, viewedAt }) =>
        version === takenOver && status === 'active' && viewedAt === null,
    )
    .map((before) => {
      const decision = { by: by.userId, at: tx.now, reason: 'The import was undone' }
      const version = before.version + 1
      const after = { ...before, status: 'withdrawn' as const, decision, version, takenBack: version }
      return { before, after, type: 'application.withdrawn' }
    })
  saveAll(tx, changes, posting, byUser(by))
  return new Set(changes.map(({ after }) => after._id))
}
