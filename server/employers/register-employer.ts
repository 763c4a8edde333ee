import type { endpoints, RegisterEmployer } from '#protocol/employers'
import { UserId } from '#protocol/ids'
import { accounts } from '../auth/accounts.ts'
import { nameFromAddress } from '../auth/addresses.ts'
import { refuseWeakPassword } from '../auth/password-rules.ts'
import { hashPassword } from '../auth/passwords.ts'
import { loggedRegistration } from '../auth/registration-log.ts'
import type { HandlerRun } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import type { EmployerParts } from './parts.ts'
import { present } from './present.ts'
import { type EmployerRecord, employers } from './repository.ts'
import { slugCandidates, slugOf } from './slugs.ts'

type Run = HandlerRun<typeof endpoints.registerEmployer>

/** A company, its owner, their membership and the mail that confirms the address: all of it, or nothing. */
export function registerEmployer({ log, addOwner }: EmployerParts): Run {
  return (visitor, { body }, _context, once) =>
    loggedRegistration(log, visitor, { email: body.email, as: 'employer', companyName: body.companyName }, async () => {
      const name = nameFromAddress(body.email)
      await refuseWeakPassword(body.password, [body.companyName, body.email, name])
      const passwordHash = await hashPassword(body.password)
      const employerId = newId()
      return once([feedOf(employerId)], async (tx) => {
        const owner = { kind: 'employer', email: body.email, name, passwordHash, isVerified: false } as const
        const account = await accounts.create(tx, owner)
        const employer = await createEmployer(tx, employerId, body)
        await addOwner(tx, visitor, employerId, account._id)
        await accounts.mailVerification(tx, account, employer.companyName)
        const user = { id: UserId.parse(account._id), email: account.email, role: 'owner' as const }
        return { employer: present(employer), user }
      })
    })
}

async function createEmployer(tx: Tx, id: string, body: RegisterEmployer): Promise<EmployerRecord> {
  const { companyName, contactNumber } = body
  const slug = await freeSlug(tx, companyName)
  const employer = { _id: id, companyName, slug, contactNumber, currency: 'USD', createdAt: tx.now }
  await employers.insert(tx, employer)
  return employer
}

/** Of two companies that take the same slug at once, one conflicts, runs again and sees it taken. */
async function freeSlug(tx: Tx, companyName: string): Promise<string> {
  const candidates = slugCandidates(slugOf(companyName), newId().slice(-8))
  const taken = await employers.slugsAmong(tx, candidates)
  const free = candidates.find((slug) => !taken.has(slug))
  if (free === undefined) throw new Error('No slug is free, although one of them was random')
  return free
}
