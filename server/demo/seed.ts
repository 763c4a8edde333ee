import type { Collection, Db } from 'mongodb'
import type { Role } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { newPortalLink } from '../applications/receive-application.ts'
import { hashPassword } from '../auth/passwords.ts'
import { userRows } from '../auth/repository.ts'
import { demographics } from '../demographics/repository.ts'
import { employerRows } from '../employers/repository.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Log } from '../log.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Chronicle } from './chronicle.ts'
import { tellCompany } from './company.ts'
import { discloseGroups } from './groups.ts'
import { demoPassword, invitedConsultants, people } from './people.ts'

/** How somebody of the demo company signs in. */
export interface DemoLogin {
  readonly name: string
  readonly role: Role
  readonly email: string
  readonly password: string
}

/**
 * Stores the demo company, unless there is an employer already: then null. All of it is one transaction, so that a
 * process that is killed leaves nothing behind, and of two nodes that start together the second finds the first one's.
 */
export async function seedDemo(parts: {
  db: Db
  journal: Pick<Journal, 'commit'>
  links: LinkSecrets
  log: Log
  now?: Date
}): Promise<readonly DemoLogin[] | null> {
  const { db, journal, links, log, now = new Date() } = parts
  const startedAt = performance.now()
  if (await hasEmployer({ db, now })) return null
  const company = tellCompany(now, await hashPassword(demoPassword), () => newPortalLink(links))
  const stored = await patiently(() =>
    journal.commit([feedOf(company.employer._id)], (tx) => store(tx, company, links), { now }),
  )
  if (!stored) return null
  const ms = Math.round(performance.now() - startedAt)
  log.info({ applications: company.applications.size, ms }, 'the demo company is there')
  return logins
}

const consultants = invitedConsultants.flatMap(({ email, accepted }) =>
  accepted ? [{ name: accepted.name, role: 'consultant' as const, email }] : [],
)

const logins: readonly DemoLogin[] = [...people, ...consultants].map(({ name, role, email }) => ({
  name,
  role,
  email,
  password: demoPassword,
}))

/** How to sign in, while the company that is there is the demo's: a later start says it again. */
export async function demoLogins(db: Db): Promise<readonly DemoLogin[] | null> {
  const known = people.map(({ email }) => email)
  const isDemo = await userRows({ db }).findOne({ emailKey: { $in: known } }, { projection: { _id: 1 } })
  return isDemo ? logins : null
}

const hasEmployer = async (scope: Scope): Promise<boolean> =>
  (await employerRows(scope).findOne({}, { ...within(scope), projection: { _id: 1 } })) !== null

/** On a slow machine the node that seeds first can take longer than the other one's commit waits; that is no failure. */
async function patiently<T>(attempt: () => Promise<T>, tries = 6): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (tries <= 1 || !(error instanceof AppError) || error.code !== 'store-unavailable') throw error
    return patiently(attempt, tries - 1)
  }
}

/** False: somebody was first. Nothing is left for the workers: mail about history would be news of yesterday. */
async function store(tx: Tx, company: Chronicle, links: LinkSecrets): Promise<boolean> {
  if (await hasEmployer(tx)) return false
  // The employer comes first: whoever seeds at the same time conflicts here, before the large writes.
  for (const [collection, rows] of rowsOf(company)) {
    const target: Collection<{ _id: string }> = tx.db.collection(collection)
    await target.insertMany([...rows], within(tx))
  }
  await demographics.begin(tx, links, company.employer._id, discloseGroups(company))
  const feed = feedOf(company.employer._id)
  for (const entry of company.entries) tx.append(feed, entry)
  return true
}

const rowsOf = (company: Chronicle): readonly (readonly [string, Iterable<{ _id: string }>])[] => [
  ['employers', [company.employer]],
  ['users', company.users],
  ['memberships', company.memberships.values()],
  ['postings', company.postings.values()],
  ['posting_tallies', company.tallies.values()],
  ['kits', company.kits],
  ['kit_versions', company.kitVersions],
  ['kit_templates', company.kitTemplates],
  ['candidates', company.candidates.values()],
  ['applications', company.applications.values()],
  ['rooms', company.rooms],
  ['interviews', company.interviews],
  ['calendars', company.calendars.values()],
  ['reveals', company.reveals],
  ['decisions', company.decisions],
  ['panels', company.panels],
  ['ratings', company.ratings],
  ['reminders', company.reminders.values()],
  ['engagements', company.engagements],
  ['consultant_profiles', company.profiles],
  ['audit', company.audit],
]
