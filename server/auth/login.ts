import type { endpoints } from '#protocol/auth'
import { AppError } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import type { AuthParts } from './parts.ts'

/** That the address is not confirmed yet is told only to who knows the password. */
export function login({ signIn }: AuthParts): HandlerRun<typeof endpoints.login> {
  return async (visitor, { body: { email, password, code } }, context) => {
    const account = await signIn.prove(email, password, code)
    if (account.verifiedAt === null) {
      throw new AppError('email-unverified', `Open the link that was mailed to ${account.email}, or ask for a new one.`)
    }
    return { user: await signIn.open(context, visitor, account) }
  }
}
