import type { endpoints } from '#protocol/consultants'
import { UserId } from '#protocol/ids'
import { accounts } from '../auth/accounts.ts'
import { refuseWeakPassword } from '../auth/password-rules.ts'
import { hashPassword } from '../auth/passwords.ts'
import { loggedRegistration } from '../auth/registration-log.ts'
import type { HandlerRun } from '../http/bind.ts'
import type { ConsultantParts } from './parts.ts'
import { newProfile, profiles } from './profiles.ts'

type Run = HandlerRun<typeof endpoints.registerConsultant>

/** An account, its profile and the mail that confirms the address. Invitations to the address wait until then. */
export function registerConsultant({ log }: Pick<ConsultantParts, 'log'>): Run {
  return (visitor, { body }, _context, once) =>
    loggedRegistration(log, visitor, { email: body.email, as: 'consultant' }, async () => {
      const { name, email, password, organisation } = body
      await refuseWeakPassword(password, [name, email, organisation])
      const passwordHash = await hashPassword(password)
      return once([], async (tx) => {
        const account = await accounts.create(tx, { kind: 'consultant', email, name, passwordHash, isVerified: false })
        await profiles.insert(tx, newProfile(account._id, organisation))
        await accounts.mailVerification(tx, account, null)
        return { user: { id: UserId.parse(account._id), email: account.email, kind: 'consultant' as const } }
      })
    })
}
