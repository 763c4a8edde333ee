import { may } from '#protocol/permissions'
import { type Account, accounts } from '../../auth/accounts.ts'
import { nameFromAddress } from '../../auth/addresses.ts'
import { digest } from '../../auth/secrets.ts'
import type { Visitor } from '../../http/actor.ts'
import type { Tx } from '../../journal/tx.ts'
import { join } from '../membership.ts'
import { memberships } from '../repository.ts'
import { type SsoRecord, security } from '../security/repository.ts'
import type { StandingChanged } from '../standing-changed.ts'
import type { Claims } from './provider.ts'
import { identities } from './repository.ts'

/** Why somebody whom the provider knows does not get in; the pages of sign-in and of its settings have a sentence for each. */
export type SsoRefusal = 'failed' | 'off' | 'no-address' | 'not-invited' | 'consultant' | 'left' | 'owner' | 'only-test'

export class SsoRefused extends Error {
  readonly reason: SsoRefusal

  constructor(reason: SsoRefusal) {
    super(reason)
    this.reason = reason
  }
}

/** Somebody whom a company's provider sent. */
interface Coming {
  readonly visitor: Visitor
  readonly employerId: string
  readonly sso: SsoRecord
  readonly claims: Claims
  /** Of a password that nobody knows, for an account that has to be made. */
  readonly passwordHash: string
  readonly standingChanged: StandingChanged
}

/**
 * The account of whom the provider sent. Somebody known by an address must be of the company already: a provider says
 * what it likes, and is believed within its own company alone.
 * @throws {SsoRefused}
 */
export async function whoCame(tx: Tx, coming: Coming): Promise<Account> {
  const { employerId, sso, claims } = coming
  const identityId = `${employerId}:${digest(JSON.stringify([claims.issuer, claims.subject]))}`
  const known = await identities.find(tx, identityId)
  const account = known ? await accounts.byId(tx, known.userId) : await byAddress(tx, coming)
  const member = account && (await memberships.find(tx, employerId, account._id))
  if (!account || !member) throw new SsoRefused('left')
  if (member.role === 'consultant') throw new SsoRefused('consultant')
  // Who manages the company says who its provider is, and a provider says of anybody that they are an owner.
  if (may(member, 'ownership.manage') && !sso.byOwner) throw new SsoRefused('owner')
  if (!known) await identities.insert(tx, { _id: identityId, employerId, userId: account._id, at: tx.now })
  if (sso.state !== 'test') return account
  if (!may(member, 'organisation.manage')) throw new SsoRefused('only-test')
  const stored = await security.of(tx, employerId)
  if (stored.sso) await security.put(tx, { ...stored, sso: { ...stored.sso, testedAt: tx.now } })
  return account
}

async function byAddress(tx: Tx, coming: Coming): Promise<Account> {
  const { visitor, employerId, passwordHash, standingChanged } = coming
  const { domains, defaultRole, state } = coming.sso
  const { email, isEmailVerified, name } = coming.claims
  if (email === null || !isEmailVerified) throw new SsoRefused('no-address')
  const account = await accounts.byEmail(tx, email)
  if (account?.kind === 'consultant') throw new SsoRefused('consultant')
  if (account) {
    if (!(await memberships.find(tx, employerId, account._id))) throw new SsoRefused('not-invited')
    return account
  }
  const domain = email.split('@').at(-1)?.toLowerCase() ?? ''
  if (!domains.includes(domain) || state === 'test') throw new SsoRefused('not-invited')
  const made = await accounts.create(tx, {
    kind: 'employer',
    email,
    name: name ?? nameFromAddress(email),
    passwordHash,
    isVerified: true,
  })
  await join(tx, visitor, employerId, made._id, defaultRole)
  const change = { employerId, userId: made._id, role: defaultRole }
  await standingChanged(tx, { userId: made._id, ip: visitor.ip }, change)
  return made
}
