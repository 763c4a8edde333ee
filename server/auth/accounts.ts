import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { emailKeyOf } from './addresses.ts'
import { linkTokens } from './link-tokens.ts'
import { type UserRecord, users } from './repository.ts'

export type Account = UserRecord

interface NewAccount {
  readonly kind: Account['kind']
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  /** The address is proved already, by a mailed link. */
  readonly isVerified: boolean
}

/** Accounts for the features beside this one. */
export const accounts = {
  byId: users.byId,
  byEmail: (scope: Scope, email: string): Promise<Account | null> => users.byEmailKey(scope, emailKeyOf(email)),
  many: users.many,
  confirmAddress: users.confirmAddress,
  rename: users.rename,
  /** @throws {AppError} `address-taken` */
  create: async (tx: Tx, { kind, email, name, passwordHash, isVerified }: NewAccount): Promise<Account> => {
    if (await accounts.byEmail(tx, email)) {
      throw new AppError(
        'address-taken',
        'This e-mail address has an account already. Sign in, or reset the password.',
        {
          errors: [{ path: 'email', message: 'This address has an account already.' }],
        },
      )
    }
    const account: Account = {
      _id: newId(tx.now.getTime()),
      kind,
      email,
      emailKey: emailKeyOf(email),
      name,
      passwordHash,
      verifiedAt: isVerified ? tx.now : null,
      lastSignedInAt: null,
      createdAt: tx.now,
    }
    await users.insert(tx, account)
    return account
  },
  /** Mails the link that confirms the address; an older one stops working. */
  mailVerification: async (tx: Tx, account: Account, companyName: string | null): Promise<void> => {
    const token = await linkTokens.issue(tx, 'verify-email', account.email, account._id)
    tx.outbox('send-mail', {
      to: account.email,
      template: 'verify-email',
      data: { name: account.name, token, ...(companyName === null ? {} : { companyName }) },
    })
  },
}
