import type { endpoints } from '#protocol/auth'
import type { Result } from '#protocol/contract'
import { accounts } from '../auth/accounts.ts'
import { invalidLink } from '../auth/link-tokens.ts'
import { digest } from '../auth/secrets.ts'
import { employers } from '../employers/repository.ts'
import type { Visitor } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { isOpen } from './invitations.ts'
import { invitations } from './repository.ts'

/** What the page that accepts it has to show. Whoever holds the secret reads the mail of this address. */
export async function describeInvitation(
  scope: Scope,
  _visitor: Visitor,
  { body }: Pick<Input<typeof endpoints.describeInvitation>, 'body'>,
): Promise<Result<typeof endpoints.describeInvitation>> {
  const invitation = await invitations.byTokenHash(scope, digest(body.token))
  if (!invitation || !isOpen(invitation, scope.now)) throw invalidLink()
  const [employer, account] = await Promise.all([
    employers.get(scope, invitation.employerId),
    accounts.byEmail(scope, invitation.email),
  ])
  const { email, role } = invitation
  return { companyName: employer.companyName, email, role, hasAccount: account !== null }
}
