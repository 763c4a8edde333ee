import type { endpoints } from '#protocol/auth'
import type { HandlerRun } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { accounts } from './accounts.ts'
import type { LinkMailLimit } from './link-mail-limit.ts'
import { linkTokens } from './link-tokens.ts'

export function requestPasswordReset(limit: LinkMailLimit): HandlerRun<typeof endpoints.requestPasswordReset> {
  return async (visitor, { body: { email } }, _context, once): Promise<undefined> => {
    if (await limit.allows(email, visitor)) await once([], (tx) => mailReset(tx, email))
  }
}

/** Mails a link to choose a new password. For an unknown address it does as much work and mails nothing. */
async function mailReset(tx: Tx, email: string): Promise<void> {
  const account = await accounts.byEmail(tx, email)
  const token = await linkTokens.issue(tx, 'password-reset', email, account?._id ?? null)
  if (!account) return
  tx.outbox('send-mail', { to: account.email, template: 'password-reset', data: { name: account.name, token } })
}
