import type { AlertFilters } from '#protocol/alerts'
import { AppError } from '../app-error.ts'
import { emailKeyOf } from '../auth/addresses.ts'
import type { LinkMailLimit } from '../auth/link-mail-limit.ts'
import { employers } from '../employers/repository.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Cause } from '../request-id.ts'
import { newId, newSecret } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { alertKeyOf, leaveSecretOf, type SubscriberRecord, subscribers } from './repository.ts'

/** A subscription that nobody confirms is forgotten, in milliseconds. */
const confirmWithin = 7 * 24 * 3600_000

export interface AlertParts {
  readonly scope: () => Scope
  readonly journal: Pick<SharedJournal, 'for'>
  readonly links: LinkSecrets
  /** May another link be mailed to this address? */
  readonly mayMail: LinkMailLimit['allows']
}

/**
 * Somebody asks to be told of new jobs. Nothing is sent but a link that confirms it; what they had before goes on until
 * then. Nothing tells whether the address was known.
 */
export async function subscribe(
  { scope, journal, links, mayMail }: AlertParts,
  visitor: Cause,
  slug: string,
  { email, ...filters }: AlertFilters & { readonly email: string },
): Promise<void> {
  const employer = await employers.bySlug(scope(), slug)
  if (!(await mayMail(email, visitor))) return
  const [seed, confirm] = [newSecret(), newSecret()]
  const wanted: AlertFilters = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  await journal.for(visitor).commit([], async (tx) => {
    const before = await subscribers.byAddress(tx, employer._id, emailKeyOf(email))
    const kept = before ?? {
      ...{ _id: newId(tx.now.getTime()), employerId: employer._id, email, emailKey: emailKeyOf(email) },
      ...{ filters: null, seed, leaveKey: alertKeyOf(leaveSecretOf(links, { seed })), createdAt: tx.now, since: null },
    }
    const goesAt = kept.filters === null ? new Date(tx.now.getTime() + confirmWithin) : null
    await subscribers.put(tx, { ...kept, wanted, confirmKey: alertKeyOf(confirm), goesAt })
    const data = { companyName: employer.companyName, filters: wordsOf(wanted), token: confirm }
    tx.outbox('send-mail', { to: kept.email, template: 'alert-confirm', data }, { employerId: employer._id })
  })
}

/** What somebody asked for, to recognise it by. */
const wordsOf = ({ words, location, employmentType }: AlertFilters): string =>
  [words && `with the words ${words}`, location && `in ${location}`, employmentType].filter(Boolean).join(', ')

async function byConfirmSecret(scope: Scope, secret: string): Promise<SubscriberRecord> {
  const found = await subscribers.byConfirmSecret(scope, secret)
  if (found !== null && (found.goesAt === null || found.goesAt > scope.now)) return found
  throw new AppError('invalid-token', 'This link is not known any more. Subscribe again on the careers page.')
}

export interface Confirmation {
  readonly employerId: string
  /** What would be confirmed, in words; null: it is confirmed. */
  readonly waits: string | null
}

/** What the link confirms. Looking changes nothing. @throws {AppError} `invalid-token` */
export async function readConfirmation(scope: Scope, secret: string): Promise<Confirmation> {
  const { employerId, wanted } = await byConfirmSecret(scope, secret)
  return { employerId, waits: wanted && wordsOf(wanted) }
}

/** Confirmed twice is confirmed. @throws {AppError} `invalid-token` */
export async function confirm(
  { journal }: Pick<AlertParts, 'journal'>,
  visitor: Cause,
  secret: string,
): Promise<SubscriberRecord> {
  return journal.for(visitor).commit([], async (tx) => {
    const before = await byConfirmSecret(tx, secret)
    if (before.wanted === null) return before
    const after = { ...before, filters: before.wanted, wanted: null, since: tx.now, goesAt: null }
    await subscribers.put(tx, after)
    return after
  })
}

/** Gone without a trace; somebody who left already is answered alike. */
export async function leave(
  { journal }: Pick<AlertParts, 'journal'>,
  visitor: Cause,
  secret: string,
): Promise<undefined> {
  return journal.for(visitor).commit([], async (tx) => {
    const subscriber = await subscribers.byLeaveSecret(tx, secret)
    if (subscriber) await subscribers.remove(tx, subscriber)
    return undefined
  })
}
