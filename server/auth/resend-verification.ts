import type { endpoints } from '#protocol/auth'
import type { HandlerRun } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { accounts } from './accounts.ts'
import type { LinkMailLimit } from './link-mail-limit.ts'
import { linkTokens } from './link-tokens.ts'
import type { AuthParts } from './parts.ts'

type Run = HandlerRun<typeof endpoints.resendVerification>

export function resendVerification({ membershipsOf }: AuthParts, limit: LinkMailLimit): Run {
  /** Mails to somebody who still needs it. For every other address it does as much work and mails nothing. */
  async function resend(tx: Tx, email: string): Promise<void> {
    const account = await accounts.byEmail(tx, email)
    const [first] = await membershipsOf(tx, account?._id ?? 'nobody')
    if (account && account.verifiedAt === null) {
      await accounts.mailVerification(tx, account, first?.companyName ?? null)
    } else {
      await linkTokens.issue(tx, 'verify-email', email, null)
    }
  }

  return async (visitor, { body: { email } }, _context, once): Promise<undefined> => {
    if (await limit.allows(email, visitor)) await once([], (tx) => resend(tx, email))
  }
}
