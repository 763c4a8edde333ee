import type { endpoints } from '#protocol/auth'
import type { EmployerRole } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type Account, accounts } from '../auth/accounts.ts'
import { invalidLink } from '../auth/link-tokens.ts'
import { refuseWeakPassword } from '../auth/password-rules.ts'
import { hashPassword } from '../auth/passwords.ts'
import { digest } from '../auth/secrets.ts'
import type { SignIn } from '../auth/sign-in.ts'
import type { Visitor } from '../http/actor.ts'
import type { HandlerRun, Input } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { isOpen } from './invitations.ts'
import { join } from './membership.ts'
import type { TeamParts } from './parts.ts'
import { type InvitationRecord, invitations, memberships } from './repository.ts'
import { askToEndShortSessions, endShortSessions } from './security/end-short-sessions.ts'

type Run = HandlerRun<typeof endpoints.acceptInvitation>
type Body = Input<typeof endpoints.acceptInvitation>['body']

/** Makes the reader of the mail a member and signs them in. */
export function acceptInvitation(parts: TeamParts): Run {
  const { scope, signIn, standingChanged } = parts
  return async (visitor, { body }, context, once) => {
    const before = scope()
    const invitation = await invitations.byTokenHash(before, digest(body.token))
    const isPending = invitation !== null && isOpen(invitation, before.now)
    const proof = isPending ? await prepare(before, signIn, invitation, body) : null
    let accepted: Account | null = null
    const { email } = await once(isPending ? [feedOf(invitation.employerId)] : [], async (tx) => {
      const { account, employerId, role } = await accept(tx, visitor, body, proof)
      accepted = account
      await standingChanged(tx, { userId: account._id, ip: visitor.ip }, { employerId, userId: account._id, role })
      return { email: account.email }
    })
    // Nothing ran: this request was answered before. Its answer signs in again only who knows today's password.
    accepted ??= await signIn.prove(email, body.password, body.code)
    if (invitation) {
      await endShortSessions(parts, { employerId: invitation.employerId, userId: accepted._id })
    }
    return { user: await signIn.open(context, visitor, accepted) }
  }
}

/** How the reader showed who they are, found out before the transaction since hashing takes its time. */
type Proof = { readonly account: Account } | { readonly passwordHash: string }

/** @throws {AppError} `wrong-credentials` for somebody with an account, `invalid-input` for a new password too common */
async function prepare(scope: Scope, signIn: SignIn, { email }: InvitationRecord, body: Body): Promise<Proof> {
  if (await accounts.byEmail(scope, email)) return { account: await signIn.prove(email, body.password, body.code) }
  await refuseWeakPassword(body.password, [email, body.name])
  return { passwordHash: await hashPassword(body.password) }
}

interface Accepted {
  readonly account: Account
  readonly employerId: string
  readonly role: EmployerRole
}

async function accept(tx: Tx, visitor: Visitor, body: Body, proof: Proof | null): Promise<Accepted> {
  const invitation = await invitations.byTokenHash(tx, digest(body.token))
  if (!proof || !invitation || !isOpen(invitation, tx.now)) throw invalidLink()
  const account = await accountFor(tx, invitation, body.name, proof)
  if (account.kind === 'consultant') {
    throw new AppError(
      'conflict',
      'This address has a consultant’s account, and consultants are engaged instead of joining a team. ' +
        'Ask to be engaged, or to be invited at another address.',
    )
  }
  const isNew = 'passwordHash' in proof
  if (!isNew) {
    if (await memberships.find(tx, invitation.employerId, account._id)) throw new AppError('already-member')
    // The link came by mail to this address.
    await accounts.confirmAddress(tx, account._id)
  }
  await invitations.setState(tx, invitation._id, 'accepted')
  await join(tx, visitor, invitation.employerId, account._id, invitation.role)
  // Whoever is new brings no session along.
  if (!isNew) await askToEndShortSessions(tx, { employerId: invitation.employerId, userId: account._id })
  return { account, employerId: invitation.employerId, role: invitation.role }
}

async function accountFor(tx: Tx, { email }: InvitationRecord, name: string, proof: Proof): Promise<Account> {
  if ('passwordHash' in proof) {
    const { passwordHash } = proof
    return accounts.create(tx, { kind: 'employer', email, name, passwordHash, isVerified: true })
  }
  const account = await accounts.byId(tx, proof.account._id)
  if (account?.passwordHash !== proof.account.passwordHash) throw new AppError('wrong-credentials')
  return account
}
